"""./run package [DIR]: the program with its own Python and Qt, in DIR (default: dist).

It makes a folder and, on Linux, of that a .deb.
./run package --try FILE.deb [DIR]: install it on a Debian made for it, in DIR (default: a temporary folder),
and use it there as a patient does. Only root can, and debootstrap must be there.
"""

import argparse
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bundle import CHECKOUT, make_bundle


def main(arguments: list[str]) -> int:
    """Do one of the two."""
    words = parser().parse_args(arguments)
    if words.deb is None:
        return package((words.folder or CHECKOUT / "dist").resolve())
    sys.path.insert(0, str(CHECKOUT / "tests"))  # its support is who hears the window
    from clean_machine import try_deb

    return try_deb(words.deb, words.folder)


def parser() -> argparse.ArgumentParser:
    """The words after ./run package."""
    top = argparse.ArgumentParser("./run package", description=__doc__)
    top.add_argument("folder", nargs="?", type=Path, metavar="DIR")
    top.add_argument("--try", dest="deb", type=Path, metavar="FILE.deb")
    return top


def package(folder: Path) -> int:
    """Make all that this system can, and print how large each is; returns the exit status."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # the icon is drawn, without a screen
    from icons import write_program_icon

    write_program_icon(CHECKOUT / "dist")
    made = [make_bundle(folder)]
    if sys.platform.startswith("linux"):
        from deb import Unfit, make_deb

        moment = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
        try:
            made.append(make_deb(made[0], folder, datetime.fromtimestamp(moment, UTC).date()))
        except Unfit as why:
            print(f"./run package: {why}", file=sys.stderr)
            return 1
    for path in made:
        print(f"{size_of(path) / 1e6:6.1f} MB  {path}")
    return 0


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
