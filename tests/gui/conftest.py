"""A real diary in a real file, a clock that a test sets, and what a screen reader would hear."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from afterneedle.diary import Diary
from afterneedle.gui.hub import Hub


class Clock:
    """The moment a test is at; it stands still until the test moves it."""

    def __init__(self, moment: str) -> None:
        self.moment = datetime.fromisoformat(moment)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, hours: float) -> None:
        self.moment += timedelta(hours=hours)


@pytest.fixture
def clock() -> Clock:
    return Clock("2026-03-04T20:00:00+00:00")


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    made = Diary.create(tmp_path / "diary" / "diary.db")
    yield made
    made.close()


@pytest.fixture
def hub(qapp: object, diary: Diary, clock: Clock) -> Hub:
    return Hub(diary, clock)


@pytest.fixture
def unnamed() -> Callable[[QWidget], list[str]]:
    """What a screen reader would stop at below a widget without being able to name it, or name twice."""

    def find(root: QWidget) -> list[str]:
        stops = [w for w in root.findChildren(QWidget) if w.isVisibleTo(root) and _is_stop(w)]
        assert stops, "there is nothing to stop at"
        return [_described(w) for w in stops if _names(w) != 1]

    return find


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _names(widget: QWidget) -> int:
    heard = QAccessible.queryAccessibleInterface(widget)
    labels = [r for r in heard.relations() if r[1] & QAccessible.RelationFlag.Label]
    own = bool(widget.accessibleName())
    return len(labels) + own if labels else int(bool(heard.text(QAccessible.Text.Name)))


def _described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r} in {type(widget.parent()).__name__}"
