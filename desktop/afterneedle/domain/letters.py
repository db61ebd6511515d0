"""The letters that mark flags: the same in the report's findings, in its table and in every chart."""

from datetime import date

from afterneedle.domain.flags import Assessment, Flag


def lettered(assessment: Assessment, first: date, last: date) -> dict[str, Flag]:
    """Every flag of the days from `first` to `last` by its letter.

    The open ones come in their order, then those that stood in these days and closed, the highest first.
    """
    closed = [
        f
        for f in assessment.closed
        if f.since.date() <= last and f.closed_at is not None and f.closed_at.date() >= first
    ]
    closed.sort(key=lambda flag: -flag.level)
    return {_letter(n): flag for n, flag in enumerate([*assessment.flags, *closed])}


def _letter(n: int) -> str:
    """A to Z, then AA, AB and so on."""
    return (_letter(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)
