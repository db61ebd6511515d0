"""The program's icon as the pictures that systems want."""

import subprocess
import sys
from pathlib import Path

from afterneedle.gui.application import make_application
from afterneedle.gui.icons import picture

SIZES = (32, 48, 64, 128, 256)  # pixels


def write_icon(file: Path, size: int) -> None:
    """Draw it `size` pixels wide and high, in the format of the file's ending. Raises OSError."""
    make_application()
    file.parent.mkdir(parents=True, exist_ok=True)
    if not picture("app", "", size).save(str(file)):
        raise OSError(f"the icon could not be written: {file}")


def write_program_icon(folder: Path) -> None:
    """The icon that Windows and macOS want inside the program, as folder/afterneedle.ico or .icns."""
    if sys.platform == "win32":
        write_icon(folder / "afterneedle.ico", 256)
    if sys.platform == "darwin":
        pictures = folder / "afterneedle.iconset"
        for size in (16, 32, 128, 256, 512):
            write_icon(pictures / f"icon_{size}x{size}.png", size)
            write_icon(pictures / f"icon_{size}x{size}@2x.png", 2 * size)
        subprocess.run(["iconutil", "-c", "icns", pictures], check=True)
