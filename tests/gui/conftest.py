"""A real diary in a real file, a clock that a test sets, the window, and what a screen reader would hear."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from afterneedle.diary import Diary
from afterneedle.gui.app import make_window
from afterneedle.gui.hub import Hub
from afterneedle.gui.main_window import MainWindow
from afterneedle.locking import change_passphrase
from support.builders import a_session
from support.heard import count_of_names, described, stops
from support.plain_look import plain_again
from support.settled import settle


class Clock:
    """The moment a test is at; it stands still until the test moves it."""

    def __init__(self, moment: str) -> None:
        self.moment = datetime.fromisoformat(moment)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, hours: float) -> None:
        self.moment += timedelta(hours=hours)


@pytest.fixture(autouse=True)
def _look_restored(qapp: QApplication) -> Iterator[None]:
    """Every test starts from the plain look."""
    with plain_again(qapp):
        yield


@pytest.fixture
def clock() -> Clock:
    return Clock("2026-03-04T20:00:00+00:00")


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    made = Diary.create(tmp_path / "diary" / "diary.db")
    yield made
    made.close()


PASSPHRASE = "four calm green words"


@pytest.fixture
def passphrase(hub: Hub) -> str:
    """The diary is encrypted under it."""
    hub.let_go()
    hub.take_up(change_passphrase(hub.diary.path, None, PASSPHRASE).key)
    return PASSPHRASE


@pytest.fixture
def hub(qapp: object, diary: Diary, clock: Clock) -> Iterator[Hub]:
    made = Hub(diary, clock)
    yield made
    if made.diary is not diary:  # it was let go and taken up
        made.diary.close()


@pytest.fixture
def session(diary: Diary, clock: Clock) -> None:
    """The first, two days and ten hours ago."""
    diary.record_session(a_session(diary.catalogue), clock())


@pytest.fixture
def opened(qtbot, diary: Diary, clock: Clock) -> Iterator[Callable[[], MainWindow]]:
    """Opens the window on the diary as the program does, with the keyboard."""
    windows = []

    def shown() -> MainWindow:
        made = make_window(diary, clock, dark=False)
        windows.append(made)
        qtbot.addWidget(made)
        made.resize(1000, 760)
        made.start()
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    yield shown
    for made in windows:
        settle(made)


@pytest.fixture
def window(opened: Callable[[], MainWindow], diary: Diary) -> MainWindow:
    """At Today, with the first start behind it."""
    diary.set_setting("first_start_done", "1")
    return opened()


@pytest.fixture
def unnamed() -> Callable[[QWidget], list[str]]:
    """What a screen reader would stop at below a widget without being able to name it, or name twice."""

    def find(root: QWidget) -> list[str]:
        found = stops(root)
        assert found, "there is nothing to stop at"
        return [described(w) for w in found if count_of_names(w) != 1]

    return find
