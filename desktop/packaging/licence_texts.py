"""The licence texts of what the bundle holds besides Python packages, which bring their own."""

import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path

from sqlcipher3 import dbapi2

from afterneedle.assets import asset
from contents import Entry

FOLDER = "licences"
REPLACING_QT = Path(__file__).with_name("replacing-qt.txt")


class Stale(Exception):
    """A licence text is that of another version than what is there; says of which."""


def licence_texts(entries: Iterable[Entry]) -> list[Entry]:
    """A text for each part, and how to put another Qt in the place of ours, as its licence asks."""
    parts = dict(_of_every_bundle()) | dict(of_debian(entries))
    return [(f"{FOLDER}/{name}.txt", str(text), "DATA") for name, text in sorted(parts.items())]


def what_encrypts() -> tuple[str, str]:
    """SQLCipher and OpenSSL with their versions, both in the one library of sqlcipher3.

    Raises Stale when a text begins with another version: then its copyright lines are to be compared.
    """
    connection = dbapi2.connect(":memory:")
    connection.execute("PRAGMA key = 'any'")  # else it does not say which OpenSSL it uses

    def said(pragma: str) -> str:
        answer: str = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        return answer

    cipher, provider = said("cipher_version").split(), said("cipher_provider_version").split()
    held = f"SQLCipher {cipher[0]}", " ".join(provider[:2])
    for version in held:
        text = asset(f"licences/{version.split()[0]}.txt")
        if text.read_text("utf-8").partition("\n")[0] != version:
            raise Stale(f"{version} is there, and {text} is of another version")
    return held


def _of_every_bundle() -> Iterator[tuple[str, Path]]:
    yield "AfterNeedle", _file_of("afterneedle", "LICENSE")
    yield "PyInstaller", _file_of("pyinstaller", "COPYING.txt")  # its bootloader starts the program
    yield "Python", Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    yield "Qt", REPLACING_QT


def _file_of(package: str, name: str) -> Path:
    [file] = [file for file in distribution(package).files or () if file.name == name]
    return Path(str(file.locate()))


def of_debian(entries: Iterable[Entry]) -> Iterator[tuple[str, Path]]:
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
