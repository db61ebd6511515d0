"""Which way a reminder takes on which desktop; and the tray's, where there is nothing better."""

import sys

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from afterneedle.reminding.freedesktop import FreedesktopNotifier
from afterneedle.reminding.notifier import Press, Reach
from afterneedle.reminding.tray import TrayNotifier


class Tray(QSystemTrayIcon):
    """An icon on a desktop that takes messages, if it is one; keeps them."""

    def __init__(self, *, available=True, takes_messages=True):
        super().__init__(QIcon())
        self.available, self.takes_messages = available, takes_messages
        self.is_there = False
        self.messages = []

    def setVisible(self, visible):
        self.is_there = visible

    def show(self):
        self.setVisible(True)

    def isSystemTrayAvailable(self):
        return self.available

    def supportsMessages(self):
        return self.takes_messages

    def showMessage(self, title, body, _icon):
        self.messages.append((title, body))


@pytest.fixture
def no_service(monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)


def test_the_service_of_the_desktop_comes_before_the_tray(service, find):
    tray = Tray()
    assert isinstance(find(tray), FreedesktopNotifier)


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_elsewhere_it_is_the_tray_even_when_a_bus_is_there(service, find, monkeypatch, system):
    monkeypatch.setattr(sys, "platform", system)
    assert isinstance(find(Tray()), TrayNotifier)
    assert service.asked == []


def test_a_desktop_without_the_service_shows_it_at_the_tray(no_service, find):
    tray = Tray()
    notifier = find(tray)
    assert not tray.is_there
    assert notifier.show("AfterNeedle", "Your check-in is ready.")
    assert tray.is_there
    assert tray.messages == [("AfterNeedle", "Your check-in is ready.")]
    assert notifier.reach is Reach.PLAIN
    assert notifier.server


def test_a_click_on_the_message_of_the_tray_is_a_check_in(no_service, find, qtbot):
    tray = Tray()
    notifier = find(tray)
    with qtbot.waitSignal(notifier.pressed) as heard:
        tray.messageClicked.emit()
    assert heard.args == [Press.CHECK_IN, ""]


@pytest.mark.parametrize("lack", ["available", "takes_messages"])
def test_a_tray_that_reaches_nobody_is_no_way(no_service, find, lack):
    assert find(Tray(**{lack: False})) is None
    tray = Tray()
    notifier = find(tray)
    setattr(tray, lack, False)
    assert not notifier.show("AfterNeedle", "Your check-in is ready.")
    assert tray.messages == []


def test_who_lets_go_of_the_tray_hears_no_more_clicks(no_service, find):
    tray = Tray()
    notifier = find(tray)
    heard = []
    notifier.pressed.connect(lambda *_: heard.append(1))
    notifier.withdraw()
    notifier.close()
    notifier.close()
    tray.messageClicked.emit()
    assert heard == []


def test_with_neither_there_is_no_way(no_service, find):
    assert find() is None
