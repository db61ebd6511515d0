"""The reminders without a window: one process for a diary, and a way to it in the tray."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from afterneedle import file_lock
from afterneedle.domain.plans import Plan, Rings
from afterneedle.reminding import background
from afterneedle.reminding.background import Background, is_running, lock_of, run_background
from support.builders import at

NOW = at("2026-03-03T19:00:00+00:00")
NOTE = """
import json, os, sys
open(sys.argv[1], "w").write(json.dumps([sys.argv[2:], os.environ.get("XDG_ACTIVATION_TOKEN")]))
"""


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Where a program notes down how it was started."""
    return tmp_path / "started.json"


@pytest.fixture
def made(qapp: QApplication, tmp_path: Path, told: Path) -> Iterator[Background]:
    made = Background(tmp_path / "diary.db", lambda: NOW, [sys.executable, "-c", NOTE, str(told)], QIcon())
    yield made
    made.asker.stop()


def started(qtbot, told: Path) -> tuple[list[str], str | None]:
    qtbot.waitUntil(lambda: told.exists() and bool(told.read_text()))
    words, token = json.loads(told.read_text())
    return words, token


def test_a_reminder_that_is_pressed_starts_the_window_at_the_check_in_with_the_right_to_the_front(
    qtbot, made, told, tmp_path
):
    made.asker.wanted.emit("a token")
    words = ["--diary", str(tmp_path / "diary.db"), "--open", "check-in"]
    assert started(qtbot, told) == (words, "a token")


def test_a_right_to_the_front_that_is_not_given_is_not_inherited(qtbot, made, told, monkeypatch):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "of somebody else")
    made.open_window("today")
    assert started(qtbot, told)[1] is None


def test_it_ends_when_reminders_do_not_always_come_any_more(made, monkeypatch):
    ended: list[bool] = []
    monkeypatch.setattr(background.QCoreApplication, "quit", lambda: ended.append(True))
    made.asker.planned.emit(Plan(rings=Rings.ALWAYS))
    assert ended == []
    made.asker.planned.emit(Plan(rings=Rings.WINDOW))
    assert ended == [True]


def test_without_a_tray_there_is_no_icon(made):
    assert made.tray is None


@pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface")  # this platform has no tray of its own
def test_the_tray_leads_to_the_check_in_to_the_window_and_to_silence(
    qapp, qtbot, tmp_path, told, monkeypatch
):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    ended: list[bool] = []
    monkeypatch.setattr(background.QCoreApplication, "quit", lambda: ended.append(True))
    made = Background(
        tmp_path / "diary.db", lambda: NOW, [sys.executable, "-c", NOTE, str(told)], QIcon(QPixmap(16, 16))
    )
    assert made.tray is not None
    actions = [action for action in made.tray.contextMenu().actions() if not action.isSeparator()]
    names = [action.text() for action in actions]
    assert names == ["Check in", "Open AfterNeedle", "Stop reminders until the next login"]
    actions[0].trigger()
    assert started(qtbot, told)[0][-2:] == ["--open", "check-in"]
    told.unlink()
    made.tray.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert started(qtbot, told)[0][-2:] == ["--open", "today"]
    actions[2].trigger()
    assert ended == [True]
    shiboken6.delete(made)


def test_of_one_diary_one_process_reminds(qapp, tmp_path):
    path = tmp_path / "diary.db"
    assert not is_running(path)
    lock = lock_of(path)
    assert lock.take()
    assert is_running(path)
    assert run_background(qapp, path, lambda: NOW, [sys.executable]) == 0
    lock.release()
    assert not is_running(path)


def test_one_that_starts_just_while_settings_look_whether_it_runs_goes_on(qapp, tmp_path, monkeypatch):
    path = tmp_path / "diary.db"
    looks = lock_of(path)
    assert looks.take()
    monkeypatch.setattr(file_lock, "sleep", lambda _: looks.release())
    monkeypatch.setattr(qapp, "exec", lambda: 7)
    monkeypatch.setattr(qapp, "setQuitOnLastWindowClosed", lambda _quits: None)
    assert run_background(qapp, path, lambda: NOW, [sys.executable]) == 7


def test_where_no_lock_can_be_had_nothing_runs_and_the_place_is_named(qapp, tmp_path, capsys):
    path = tmp_path / "nowhere" / "diary.db"
    assert not is_running(path)
    assert run_background(qapp, path, lambda: NOW, [sys.executable]) == 1
    assert str(path) in capsys.readouterr().err
