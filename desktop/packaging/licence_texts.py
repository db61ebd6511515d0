"""The licence texts of what the bundle holds besides Python packages, which bring their own."""

import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path

from contents import Entry

FOLDER = "licences"
REPLACING_QT = Path(__file__).with_name("replacing-qt.txt")


def licence_texts(entries: Iterable[Entry]) -> list[Entry]:
    """A text for each part, and how to put another Qt in the place of ours, as its licence asks."""
    parts = dict(_of_every_bundle()) | dict(_of_debian(entries))
    return [(f"{FOLDER}/{name}.txt", str(text), "DATA") for name, text in sorted(parts.items())]


def _of_every_bundle() -> Iterator[tuple[str, Path]]:
    yield "AfterNeedle", _file_of("afterneedle", "LICENSE")
    yield "PyInstaller", _file_of("pyinstaller", "COPYING.txt")  # its bootloader starts the program
    yield "Python", Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    yield "Qt", REPLACING_QT


def _file_of(package: str, name: str) -> Path:
    [file] = [file for file in distribution(package).files or () if file.name == name]
    return Path(str(file.locate()))


def _of_debian(entries: Iterable[Entry]) -> Iterator[tuple[str, Path]]:
    """For each library that was copied from the system, the text of the package that it is of."""
    own = [str(Path(prefix).resolve()) for prefix in (sys.prefix, sys.base_prefix)]
    for _name, source, kind in entries:
        file = Path(source).resolve()
        if kind == "BINARY" and sys.platform.startswith("linux") and not _is_in(file, own):
            found = subprocess.run(
                ["dpkg", "-S", f"*/{file.name}"], check=True, capture_output=True, text=True
            )
            package = found.stdout.partition(":")[0]
            yield package, Path("/usr/share/doc", package, "copyright")


def _is_in(file: Path, folders: Iterable[str]) -> bool:
    return any(file.is_relative_to(folder) for folder in folders if folder != "/usr")
