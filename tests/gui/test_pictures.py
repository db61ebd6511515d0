"""Every page can be looked at without a screen, and none of them is blank."""

from collections import Counter
from datetime import datetime

import pytest
from PySide6.QtGui import QImage

from afterneedle.diary import Diary
from afterneedle.exchange.demo import demo_records
from afterneedle.gui.navigation import PAGES
from afterneedle.gui.pictures import every_look, main, page_pictures
from afterneedle.gui.touring.looks import LOOKS

pytestmark = pytest.mark.usefixtures("quick_keys")

FEW = 40  # a picture with fewer colours, or nearly all of one, shows nothing


def is_nearly_uniform(path) -> bool:
    image = QImage(str(path)).scaled(200, 200).convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(image.constBits()).cast("I"))
    return len(counted) < FEW or max(counted.values()) > 0.97 * counted.total()


def test_a_blank_picture_would_be_noticed(tmp_path):
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(0xF6F5F2)
    image.save(str(tmp_path / "blank.png"))
    assert is_nearly_uniform(tmp_path / "blank.png")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_page_is_seen_in_every_look(tmp_path, look):
    made = every_look(tmp_path, [look])
    assert {path.stem for path in made} >= {
        *PAGES,
        "check_in_emergency",
        "check_in_map",
        "first_start",
        "all_clear",
        "answer",
        "session_edit",
        "entry",
        "deleted",
        "about",
        "shortcuts",
    }
    assert [path for path in made if is_nearly_uniform(path)] == []


def test_a_diary_gets_one_picture_of_each_page(qapp, tmp_path):
    now = datetime.fromisoformat("2026-03-04T20:00:00+00:00")
    diary = Diary.create(tmp_path / "diary.db")
    diary.import_records(demo_records(diary.catalogue, now.date()), "theirs", now)
    diary.set_setting("first_start_done", "1")
    diary.close()
    made = page_pictures(tmp_path / "diary.db", tmp_path, lambda: now)
    assert {path.stem for path in made} == set(PAGES)
    assert [path for path in made if is_nearly_uniform(path)] == []


def test_without_a_folder_it_says_what_it_needs(capsys):
    assert main([]) == 2
    assert capsys.readouterr().err == "Name one folder for the pictures.\n"
