"""A diary and a passphrase in a shell: what is typed, and what is said."""

from collections.abc import Callable
from pathlib import Path

WORDS, OTHERS = "four calm words here", "Ünïcode ☂ two"

NOW = "2026-03-06T11:00:00+00:00"

STORY = {
    "format": "afterneedle-diary",
    "version": 1,
    "sessions": [{"id": "s1", "ended_at": "2026-03-05T10:00:00+00:00", "sites": ["trapezius_top.r"]}],
    "check_ins": [{"id": "c1", "felt_at": "2026-03-05T20:00:00+00:00", "observations": []}],
}

LOCKED = "d.db is locked with a passphrase. Type the passphrase to open it.\n"

Run = Callable[..., tuple[int, str, str]]


def is_plain(path: Path) -> bool:
    return path.read_bytes().startswith(b"SQLite format 3")
