"""Pictures of the window: one of every page, to look at and to check. Needs no screen."""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer
from PySide6.QtWidgets import QWidget

from afterneedle.diary import Diary
from afterneedle.gui.touring.looks import LOOKS, SPOKEN, Look
from afterneedle.gui.touring.tour import first_steps, pages_seen, tour
from afterneedle.gui.touring.windows import first_window, sample_window, shown_window

FAST = 70  # Qt's number for little compression, which makes files of drawings no larger


def page_pictures(path: Path, folder: Path, clock: Callable[[], datetime]) -> list[Path]:
    """One picture of each page on the diary at `path`, whole, in the light look. Raises OSError."""
    with closing(Diary.open(path)) as diary, shown_window(diary, clock, Look("")) as window:
        return [_save(picture, folder / f"{name}.png") for name, picture in pages_seen(window, Look(""))]


def every_look(folder: Path, looks: Sequence[Look] = LOOKS) -> list[Path]:
    """Every page of the sample diary in light, dark, with text twice as large, and in a small window."""
    made = []
    for look in looks:
        with tempfile.TemporaryDirectory() as place:
            made += _sample_pictures(Path(place) / "sample.db", look, folder / look.name)
            made += _first_start(Path(place) / "new.db", look, folder / look.name)
    return made


def main(arguments: list[str]) -> int:
    """Make the pictures in the folder that is named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not arguments:
        sys.stderr.write("Name one folder for the pictures.\n")
        return 2
    folder, *names = arguments
    looks = [look for look in (*LOOKS, *SPOKEN) if look.name in names] or LOOKS
    for path in every_look(Path(folder), looks):
        sys.stdout.write(f"{path}\n")
    return 0


def _sample_pictures(path: Path, look: Look, folder: Path) -> list[Path]:
    with sample_window(path, look) as window:
        return [_save(picture, folder / f"{name}.png") for name, picture in tour(window, look)]


def _first_start(path: Path, look: Look, folder: Path) -> list[Path]:
    with first_window(path, look) as window:
        return [_save(picture, folder / f"{name}.png") for name, picture in first_steps(window, look)]


def _save(window: QWidget, path: Path) -> Path:
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    window.grab().save(content, "PNG", FAST)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.data().data())  # Qt would not say why it cannot
    return path


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
