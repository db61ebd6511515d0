"""Movement: rules.md §3, M01 to M06, and what §4 adds for a sign that came back."""

from support.diary_dsl import HAND, Entry, entry, gone, said, session
from support.rulebook_examples.example import no, yes

WORSE = said(1, change="worse")
BETTER = said(1, change="better")
WEEK = 7 * 24


def closed(symptom: str, first: float, last: float, worst: int = 1) -> tuple[Entry, ...]:
    """An entry, then the two "gone" that close it at `last`."""
    return (
        entry(first, **{symptom: worst}),
        entry(last - 12, **{symptom: gone()}),
        entry(last, **{symptom: gone()}),
    )


MOVEMENT = (
    yes("M01", "1", entry(24, heavy=1)),
    yes("M01", "1", entry(5, heavy=1), entry(10, heavy=1)),
    yes("M01", "1", entry(10, heavy=BETTER)),
    no("M01", "2", entry(24.1, heavy=1)),
    no("M01", "2 today", entry(10, heavy=2)),
    no("M01", "2 today", entry(10, heavy=WORSE)),
    yes("M02", "2 today", entry(10, heavy=2)),
    yes("M02", "2 today", entry(48, heavy=2)),
    yes("M02", "2 today", entry(10, heavy=WORSE)),
    yes("M02", "2 today", entry(48, heavy=WORSE)),
    yes("M02", "2 today", entry(48, heavy=3)),
    yes("M02", "2 today", entry(10, heavy=said(3, change="worse"))),
    no("M02", "1", entry(10, heavy=1)),
    no("M02", "3 within_2_days", entry(48.1, heavy=2)),
    yes("M03", "2", entry(24.1, heavy=1)),
    yes("M03", "2", entry(48, heavy=1)),
    yes("M03", "2", entry(48, heavy=BETTER)),
    no("M03", "1", entry(24, heavy=1)),
    no("M03", "3 within_2_days", entry(48.1, heavy=1)),
    no("M03", "2 today", entry(48, heavy=2)),
    yes("M04", "3 within_2_days", entry(48.1, heavy=1)),
    yes("M04", "3 within_2_days", entry(48.1, heavy=BETTER)),
    yes("M04", "3 within_2_days", entry(500, heavy=3)),
    no("M04", "2", entry(48, heavy=1)),
    yes("M05", "2 today", entry(1, weakness=1)),
    yes("M05", "2 today", entry(24, weakness=1)),
    yes("M05", "2 today", entry(10, weakness=WORSE)),
    no("M05", "3 today", entry(24.1, weakness=1)),
    no("M05", "3 today", entry(24, weakness=2)),
    yes("M06", "3 today", entry(24.1, weakness=1)),
    yes("M06", "3 today", entry(100, weakness=BETTER)),
    yes("M06", "3 today", entry(1, weakness=2)),
    yes("M06", "3 today", entry(24, weakness=3)),
    yes("M06", "3 today", entry(100, weakness=3)),
    no("M06", "2 today", entry(24, weakness=1)),
    # E01 stands for §4: returned within 7 days, at least 2, past 72 h 3
    yes("E01", "2", *closed("tingling", 2, 20), entry(22, tingling=BETTER)),
    yes("E01", "2", *closed("heavy", 2, 20), entry(22, heavy=1)),
    yes("E01", "2", *closed("tingling", 24, 50, worst=2), entry(72, tingling=1)),
    yes("E01", "3 within_2_days", *closed("tingling", 25, 50, worst=2), entry(72.1, tingling=1)),
    yes("E01", "2", session(zap=HAND), *closed("heavy", 2, 20), entry(22, heavy=1)),
    yes("E01", "2", entry(2, tingling=1), entry(22, tingling=said(1, "gone_between"))),
    yes("E01", "3 within_2_days", *closed("tingling", 2, 20), entry(20 + WEEK, tingling=1)),
    no("E01", "1", entry(2, tingling=1), entry(10, tingling=gone()), entry(22, tingling=1)),
    no("E01", "1", *closed("tingling", 2, 20), session(21), entry(22, tingling=1)),
    no("E01", "1", *closed("heavy", 2, 20), entry(22, tingling=1)),
    # E02 stands for §4: later without a new session, 3 within 2 days
    yes("E02", "3 within_2_days", *closed("tingling", 2, 20), entry(20.1 + WEEK, tingling=BETTER)),
    yes("E02", "3 within_2_days", *closed("heavy", 2, 20), entry(20.1 + WEEK, heavy=1)),
    yes("E02", "3 within_2_days", *closed("heavy", 2, 20), entry(21 + WEEK, heavy=3)),
    no("E02", "3 within_2_days", *closed("heavy", 2, 20), entry(20 + WEEK, heavy=1)),
    no("E02", "1", *closed("heavy", 2, 20), session(21 + WEEK), entry(22 + WEEK, heavy=1)),
)
