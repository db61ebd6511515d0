"""The real window in a program of its own: says how it looks at first and after every wish of the system."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QAbstractAnimation, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QWidget

from afterneedle.diary import Diary
from afterneedle.exchange.demo import demo_records
from afterneedle.gui.app import make_window
from afterneedle.gui.application import make_application
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.theme import colours
from afterneedle.gui.touring.windows import EVENING


def moving(window: MainWindow) -> list[str]:
    """Everything that could move by itself: animations, fading menus, the style's slow changes."""
    found = [repr(animation) for animation in window.findChildren(QAbstractAnimation) if _is_seen(animation)]
    found += [effect.name for effect in Qt.UIEffect if QApplication.isEffectEnabled(effect)]
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    fields = [field for field in window.findChildren(QLineEdit) if field.style().styleHint(hint, None, field)]
    return found + [repr(field) for field in fields]


def _is_seen(animation: QAbstractAnimation) -> bool:
    """Not one of no time, by which Qt puts a page in its place; nor that of a part of another page.

    Qt fades the empty search field's button while it is made.
    """
    moved = animation.parent()
    return animation.totalDuration() != 0 and (not isinstance(moved, QWidget) or moved.isVisible())


def look(window: MainWindow, picture: Path) -> dict[str, object]:
    """What can be seen, and a picture of it."""
    role, worn = QPalette.ColorRole, QApplication.palette()
    window.grab().save(str(picture))
    return {
        "window": worn.color(role.Window).name(),
        "text": worn.color(role.WindowText).name(),
        "outline": worn.color(role.Mid).name(),
        "sheet": QApplication.instance().styleSheet(),
        "colours": colours()._asdict(),
        "picture": str(picture),
        "moving": moving(window),
    }


class Watcher(QObject):
    """Says how the window looks once it has changed."""

    def __init__(self, window: MainWindow, home: Path) -> None:
        super().__init__(window)
        self._window, self._home, self._count = window, home, 0
        self._wait = QTimer(self, singleShot=True, interval=100)
        self._wait.timeout.connect(self._say)
        window.installEventFilter(self)
        self._wait.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._wait.start()
        return False

    def _say(self) -> None:
        self._count += 1
        said = look(self._window, self._home / f"look-{self._count}.png")
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


def main(home: Path) -> None:
    """Open the window on the sample diary and stay until ended."""
    app = make_application()
    diary = Diary.create(home / "look.db")
    diary.import_records(demo_records(diary.catalogue, EVENING.date()), "theirs", EVENING)
    diary.set_setting("first_start_done", "1")
    window = make_window(diary, lambda: EVENING)
    window.start("guidance")
    window.open("today")
    window.show()
    Watcher(window, home)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
