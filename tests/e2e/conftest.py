"""A desktop for each test, with a reader's ear on it, and a notification service for those that want one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.notification_service import NotificationService
from support.screen import Screen


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(tmp_path)
    yield screen
    screen.close()


@pytest.fixture
def notifications(screen: Screen) -> Iterator[NotificationService]:
    """The notification service of the screen's desktop."""
    service = NotificationService(screen.bus)
    yield service
    service.close()
