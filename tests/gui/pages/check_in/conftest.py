"""The page Check-in, and another window on the same diary."""

import pytest

from afterneedle.diary import Diary
from afterneedle.gui.pages.check_in import CheckInPage


@pytest.fixture
def page(show):
    def opened() -> CheckInPage:
        made = show(CheckInPage, active=True)
        made.refresh()
        made.setFocus()
        return made

    return opened


@pytest.fixture
def elsewhere(diary, clock):
    """Another window on the same diary."""
    other = Diary.open(diary.path)
    yield other
    other.close()
