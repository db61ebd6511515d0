"""Which shared libraries a file of the bundle asks for, and what it wants of the C library."""

import re
import subprocess
import sys
from pathlib import Path

_NEEDED = re.compile(r"^ *NEEDED +(\S+)$", re.MULTILINE)
_SEARCHED = re.compile(r"^ *(?:RPATH|RUNPATH) +(\S+)$", re.MULTILINE)
_GLIBC = re.compile(rb"GLIBC_(\d+)\.(\d+)\b")


def imports(file: str) -> list[str]:
    """The file names of the libraries that it names itself, not those that these name in turn."""
    if sys.platform.startswith("linux"):
        return _NEEDED.findall(_headers(file))
    from PyInstaller.depend.bindepend import get_imports  # reads the formats of Windows and macOS

    return [Path(name).name for name, _path in get_imports(file)]


def folders_of_others(file: str) -> list[str]:
    """Folders outside the bundle where it looks for libraries: whoever writes there owns the program."""
    searched = [folder for folders in _SEARCHED.findall(_headers(file)) for folder in folders.split(":")]
    return [folder for folder in searched if not folder.startswith("$ORIGIN")]


def _headers(file: str) -> str:
    return subprocess.run(["objdump", "-p", file], check=True, capture_output=True, text=True).stdout


def is_program(file: Path) -> bool:
    """Whether it is a program or library of Linux, by its first bytes."""
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def newest_glibc(files: list[Path]) -> str:
    """The oldest glibc that all of them run with ("2.34")."""
    asked = {tuple(map(int, pair)) for file in files for pair in _GLIBC.findall(file.read_bytes())}
    return "{}.{}".format(*max(asked))
