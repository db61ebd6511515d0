"""Every test runs without a screen, away from the person's own files, and fails on a surprise."""

import gc
import logging
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

# Before Qt and the program's language are loaded: both look at the environment once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("PYTHONUNBUFFERED", None)  # what a test starts keeps its words back, as it usually does
os.environ.update(LANGUAGE="en", LC_ALL="C.UTF-8", TZ="UTC", XDG_CONFIG_HOME=os.devnull)
if hasattr(time, "tzset"):
    time.tzset()

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.rulebook import load_rulebook
from afterneedle.content.sources import Source, load_sources
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.rulebook import Rulebook
from afterneedle.gui.tidying import tidy
from afterneedle.store import keys
from support.patient_bot import PatientBot

# A busy machine is no mistake: no example fails for the time it took.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

HOMES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
}


@pytest.fixture(scope="session", autouse=True)
def _a_home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test touches the diary, the settings or the session of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as environment:
        for name, folder in HOMES.items():
            (home / folder).mkdir(mode=0o700, exist_ok=True)
            environment.setenv(name, str(home / folder))
        yield


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The symptoms and places that ship with the program; one object each, so one catalogue for all tests."""
    return load_catalogue()


@pytest.fixture(scope="session")
def rulebook(catalogue: Catalogue) -> Rulebook:
    """The rules that ship with the program."""
    return load_rulebook(catalogue)


@pytest.fixture(scope="session")
def sources() -> dict[str, Source]:
    """What the rules and texts rest on, by tag."""
    return load_sources()


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Its letters go by their name, as in the window: "Sans" is another font once a drawing loads its own."""
    font = QFont(qapp.font())
    font.setFamily(QFontInfo(font).family())
    qapp.setFont(font)
    return qapp


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Uses windows and waits for them; in place of pytest-qt's own, which gives up after five seconds."""
    return PatientBot(request)


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase becomes a key at once, in this process alone: for tests in which no other makes one."""
    monkeypatch.setattr(keys, "ROUNDS", 1)


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log is a surprise; a test that expects one ends with `caplog.clear()`."""
    yield
    records = caplog.get_records("setup") + caplog.get_records("call")
    surprises = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    assert not surprises, f"logged without being expected: {surprises}"


@pytest.fixture(autouse=True)
def _nothing_changed_for_the_next() -> Iterator[None]:
    """What belongs to the whole process is for the next test as it was for this one."""
    before = _surroundings()
    yield
    assert _surroundings() == before


def _surroundings() -> tuple[object, ...]:
    mask = os.umask(0o77)
    os.umask(mask)
    variables = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    signals = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    return variables, Path.cwd(), mask, signals, gc.isenabled(), QApplication.quitOnLastWindowClosed()


@pytest.fixture(autouse=True)
def _no_window_left_behind() -> Iterator[None]:
    """A window or dialog that outlives its test is never freed in the program either."""
    before = _windows()
    yield
    if any(window not in before for window in _windows()):
        gc.collect()  # one that is only part of a cycle is freed in time
    left = [window for window in _windows() if window not in before]
    assert not left, f"left behind: {left}"


def _windows() -> list[object]:
    if QApplication.instance() is None:
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]


def pytest_collection_finish() -> None:
    """What was read by now stays to the end: nobody need look it through for waste again and again."""
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Waste is looked for between tests, as the window does it: never in another thread than Qt's."""
    tidy()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test has shown nothing: the run fails."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
