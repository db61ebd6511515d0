"""What a backup holds and what a rescue brought back, as a patient reads it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from afterneedle.content.wording.backups import holdings_line, rescue_lines
from afterneedle.domain.backups import Holdings
from afterneedle.store.schema import AUDITED

NEWEST = datetime(2026, 3, 3, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    copied: dict[str, int]
    missing: dict[str, int]
    has_history: bool = True
    unanswered: int = 0


def told(
    missing: dict[str, int] | None = None, *, has_history: bool = True, unanswered: int = 0
) -> list[str]:
    nothing = dict.fromkeys(AUDITED, 0)
    copied = {**nothing, "check_in": 98, "session": 1}
    return list(rescue_lines(Told(copied, {**nothing, **(missing or {})}, has_history, unanswered)))


@pytest.mark.parametrize(
    ("holds", "line"),
    [
        (None, "cannot be read"),
        (Holdings(0, 0, None), "0 sessions, 0 check-ins"),
        (Holdings(1, 2, NEWEST), "1 session, 2 check-ins, the newest of Tuesday 3 March 2026, 21:00"),
        (Holdings(2, 1, NEWEST), "2 sessions, 1 check-in, the newest of Tuesday 3 March 2026, 21:00"),
    ],
)
def test_a_diary_is_told_by_its_counts_and_its_newest_moment_on_our_clock(holds, line):
    assert holdings_line(holds, ZoneInfo("Europe/Berlin")) == line


def test_of_a_rescue_each_part_is_told_with_what_is_missing():
    assert told() == ["Sessions: 1 copied.", "Check-ins: 98 copied."]
    assert told({"check_in": 2, "answer": 1}, has_history=False, unanswered=1) == [
        "Sessions: 1 copied.",
        "Check-ins: 98 copied, at least 2 missing.",
        "What you did about flags: 0 copied, at least 1 missing.",
        "1 check-in may have lost a symptom: each “none” there counts as not answered.",
        "Undo and the list of deleted entries did not come along.",
    ]
    assert told(unanswered=3)[-1] == (
        "3 check-ins may have lost a symptom: each “none” there counts as not answered."
    )
