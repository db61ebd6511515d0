"""A desktop that can show notifications: a bus of its own, and a service that writes down what it is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from afterneedle.reminding import bus
from afterneedle.reminding.finding import find_notifier
from afterneedle.reminding.notifier import Notifier
from support.notification_service import NotificationService
from support.session_bus import SessionBus

Find = Callable[..., Notifier | None]


@pytest.fixture
def session_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionBus]:
    """The bus of this login. A machine that is busy is no service that hangs, so there is time to answer."""
    monkeypatch.setattr(bus, "PATIENCE", 30.0)
    made = SessionBus(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    yield made
    made.close()


@pytest.fixture
def start_service(session_bus: SessionBus) -> Iterator[Callable[..., NotificationService]]:
    """Has a service of this kind appear on the bus."""
    started = []

    def start(kind: type[NotificationService] = NotificationService, **how: object) -> NotificationService:
        started.append(kind(session_bus.address, **how))
        return started[-1]

    yield start
    for service in started:
        service.close()


@pytest.fixture
def service(start_service: Callable[..., NotificationService]) -> NotificationService:
    return start_service()


@pytest.fixture
def find(qapp: QApplication) -> Iterator[Find]:
    """Finds the notifier of this desktop, as it is at that moment."""
    found = []

    def find(tray: QSystemTrayIcon | None = None) -> Notifier | None:
        found.append(find_notifier(tray))
        return found[-1]

    yield find
    for notifier in filter(None, found):
        notifier.close()
