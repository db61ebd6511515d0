"""How much room what is installed takes."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from bench.table import title, told

QT = ("pyside6-essentials", "shiboken6")
NAME = re.compile(r"^([\w.-]+)==", re.MULTILINE)


def installed_size(project: Path) -> None:
    """In megabytes; `project` holds the lock and the program."""
    title("What is installed to run; the peer is Qt for Python alone")
    named = set(NAME.findall((project / "requirements.lock").read_text())) - {"pip"}
    qt = sum(_size(name) for name in QT)
    own = sum(_sizes(project / "desktop") + _sizes(project / "resources"))
    told("all packages and the program", sum(map(_size, named)) + own, "MB", qt)
    told("  the program itself, with its resources", own, "MB")


def _size(name: str) -> float:
    try:
        found = distribution(name)
    except PackageNotFoundError:  # needed by another Python or another system
        return 0.0
    paths = [Path(str(found.locate_file(file))) for file in found.files or ()]
    return sum(path.stat().st_size for path in paths if path.exists()) / 1e6


def _sizes(folder: Path) -> list[float]:
    files = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return [path.stat().st_size / 1e6 for path in files]
