"""What a diary from elsewhere holds as its settings stops no page."""

import pytest

from afterneedle.diary import DRAFT
from afterneedle.gui.app import make_window
from afterneedle.gui.navigation import PAGES
from afterneedle.gui.pages.guidance import TICKS
from support.builders import a_session

NAMES = (
    *("emergency_number", "reminder_time", "reminder_rings", "reminders_shown", "backup_folder"),
    *("diary_id", "from the future", TICKS, DRAFT),
)


@pytest.mark.parametrize(
    "value", ["", "5", "null", "[[]]", '{"a": 1}', "[" * 5000, "<b>bold</b>\x00", "x" * 50_000, "-1", "%s{0}"]
)
def test_every_page_opens_whatever_the_settings_say(qtbot, diary, clock, value):
    diary.record_session(a_session(diary.catalogue), clock())
    for name in NAMES:
        diary.set_setting(name, value)
    diary.set_setting("first_start_done", "1")
    window = make_window(diary, clock)
    qtbot.addWidget(window)
    window.start()
    window.show()
    for page in PAGES:
        window.open(page)
    window.open("guidance", "next-time")
    for page in ("report", "guidance"):
        if (press := getattr(window.pages[page], "press", None)) is not None:
            press.wait()
