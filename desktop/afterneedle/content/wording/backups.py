"""What a backup holds, and what a rescue brought back, in words."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from typing import Protocol

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.times import moment_label
from afterneedle.domain.backups import Holdings

_PARTS = {
    "patient": _("About you"),
    "session": _("Sessions"),
    "session_site": _("Needled places"),
    "baseline": _("Symptoms before a session"),
    "check_in": _("Check-ins"),
    "observation": _("Symptoms in check-ins"),
    "answer": _("What you did about flags"),
}


class Rescued(Protocol):
    """What came of a rescue: store/rescue.py."""

    @property
    def copied(self) -> Mapping[str, int]: ...
    @property
    def missing(self) -> Mapping[str, int]: ...
    @property
    def has_history(self) -> bool: ...
    @property
    def unanswered(self) -> int: ...


def holdings_line(holds: Holdings | None, zone: tzinfo | None) -> str:
    """How much is in a diary: "2 sessions, 17 check-ins, the newest of Tuesday 3 March 2026, 20:00"."""
    if holds is None:
        return _("cannot be read")
    sessions = ngettext("{count} session", "{count} sessions", holds.sessions).format(count=holds.sessions)
    check_ins = ngettext("{count} check-in", "{count} check-ins", holds.check_ins)
    counts = f"{sessions}, {check_ins.format(count=holds.check_ins)}"
    if holds.newest is None:
        return counts
    newest = moment_label(holds.newest.astimezone(zone))
    return _("{counts}, the newest of {moment}").format(counts=counts, moment=newest)


def rescue_lines(rescued: Rescued) -> Iterator[str]:
    """What was copied and what is missing, a line for each part of a diary."""
    for part, name in _PARTS.items():
        copied, missing = rescued.copied[part], rescued.missing[part]
        if missing:
            line = _("{part}: {copied} copied, at least {missing} missing.")
            yield line.format(part=name, copied=copied, missing=missing)
        elif copied:
            yield _("{part}: {copied} copied.").format(part=name, copied=copied)
    if rescued.unanswered:
        yield ngettext(
            "{count} check-in may have lost a symptom: each “none” there counts as not answered.",
            "{count} check-ins may have lost a symptom: each “none” there counts as not answered.",
            rescued.unanswered,
        ).format(count=rescued.unanswered)
    if not rescued.has_history:
        yield _("Undo and the list of deleted entries did not come along.")
