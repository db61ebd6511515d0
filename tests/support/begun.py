"""A diary that somebody has begun: its first start is over."""

from pathlib import Path

from afterneedle.diary import Diary


def begun(path: Path) -> Diary:
    """Makes one in a new file and leaves it open."""
    diary = Diary.create(path)
    diary.set_setting("first_start_done", "1")
    return diary
