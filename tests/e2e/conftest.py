"""A desktop for each test, with a reader's ear on it, and a notification service for those that want one.

What people do with the program, as README.md and the guide tell it, and which test does it in its window:

    first start to saved check-in        test_by_ear, by keys test_by_keyboard
    a session with all that is asked     test_a_session_by_ear, places on the map test_body_map_by_ear
    a week of check-ins, to the page     test_a_week_by_ear, test_by_keyboard
    emergency sign to card and answer    test_by_ear
    soreness that stays: whom to call,   test_soreness_that_stays
      what was done, the page for it
    read about a flag; the checklist     test_guidance_by_keyboard, on paper test_paper_by_ear
    forgotten yesterday                  test_second_thoughts
    wrong entry undone after a restart   test_second_thoughts, also an emergency sign ticked by mistake
    find, edit, delete, bring back       test_second_thoughts
    print preview and printing           test_paper_by_ear
    new computer (export, import)        test_another_computer
    damaged diary, restored or left      test_another_computer, test_trouble_by_ear
    reminder pressed, put off, tried     test_reminders, test_notification
    large text and dark                  test_easy_on_the_eyes, test_wishes_of_the_system
    one window for each diary            test_single_instance
    passphrase set, code kept, forgotten test_passphrase_by_ear
    nothing lost when it is killed       test_after_a_crash
    the commands of a shell              tests/cli, and test_no_network

When one of them fails, a picture of its screen is kept, and the report says where.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.kept_picture import pytest_runtest_makereport  # noqa: F401 pytest finds it by its name
from support.notification_service import NotificationService
from support.screen import Screen


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(tmp_path)
    yield screen
    screen.close()


@pytest.fixture
def service(screen: Screen) -> Iterator[NotificationService]:
    """What shows notifications on the screen's desktop."""
    service = NotificationService(screen.bus)
    yield service
    service.close()
