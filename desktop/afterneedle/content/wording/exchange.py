"""What an import would do, and what of a file cannot be read, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.entries import entry_lines, entry_title
from afterneedle.content.wording.labels import condition_label, did_label, with_capital
from afterneedle.content.wording.problems import impossible_sentence
from afterneedle.content.wording.times import date_label, moment_label
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Answer, CheckIn, Patient, Session

_ABOUT = {
    "name": _("Your name"),
    "born": _("Your birth date"),
    "conditions": _("Your conditions"),
    "medicines": _("Your medicines"),
    "allergies": _("Your allergies"),
    "notes": _("Your notes"),
}
Side = Patient | Session | CheckIn | Answer


class Difference(Protocol):
    """One thing of which both diaries say something else: exchange/merge.py."""

    @property
    def key(self) -> tuple[str, ...]: ...
    @property
    def mine(self) -> Side: ...
    @property
    def theirs(self) -> Side: ...
    @property
    def phrases(self) -> tuple[str, ...]: ...


class Problem(Protocol):
    """What is wrong with a file: exchange/json_problems.py."""

    @property
    def line(self) -> int | None: ...
    @property
    def why(self) -> Impossible: ...


@dataclass(frozen=True)
class DifferenceText:
    """A difference: its name, what differs, and the lines of either side that the other lacks."""

    key: tuple[str, ...]
    title: str
    differs: str
    mine: str
    theirs: str


def difference_text(difference: Difference) -> DifferenceText:
    """The difference in words."""
    mine, theirs = _lines(difference.mine, difference.key), _lines(difference.theirs, difference.key)
    is_about = isinstance(difference.mine, Patient)  # its title says what differs
    differs = "" if is_about else "; ".join(_(phrase) for phrase in difference.phrases)
    return DifferenceText(
        difference.key,
        _title(difference),
        f"{with_capital(differs)}.".removeprefix("."),
        _only(mine, theirs),
        _only(theirs, mine),
    )


def _title(difference: Difference) -> str:
    match difference.mine:
        case Patient():
            return _ABOUT[difference.key[1]]
        case Answer():
            answer = difference.mine
            return _("{moment} · What you did about a flag").format(moment=moment_label(answer.at))
        case _:
            return entry_title(difference.mine)


def _lines(side: Side, key: tuple[str, ...]) -> list[str]:
    match side:
        case Patient():
            return [_about(side, key[1])]
        case Answer():
            return [did_label(side.did), *([side.words] if side.words else [])]
        case _:
            return [entry_title(side), *entry_lines(side)]


def _about(patient: Patient, field: str) -> str:
    match field:
        case "born":
            return date_label(patient.born) if patient.born else ""
        case "conditions":
            return "; ".join(condition_label(name) for name in patient.conditions)
        case _:
            return str(getattr(patient, field))


def _only(these: Sequence[str], others: Sequence[str]) -> str:
    """What is said here and not there; all of it when every line is the same but for what no line says."""
    return "\n".join([line for line in these if line not in others] or these)


def problem_lines(problems: Iterable[Problem]) -> list[str]:
    """Each problem with its line and path: "Line 12, check_ins[0].day: Must be a date."."""
    return [
        _with_field(one.why)
        if one.line is None
        else _("Line {line}: {reason}").format(line=one.line, reason=_with_field(one.why))
        for one in problems
    ]


def _with_field(problem: Impossible) -> str:
    said = impossible_sentence(problem)
    return f"{problem.field}: {said}" if problem.field else said


def counts_line(sessions: int, check_ins: int, answers: int, *more: str) -> str:
    """Like "2 sessions, 17 check-ins, 1 answer"; what is none is left out, and "none" when all are."""
    counted = (
        (sessions, ngettext("{count} session", "{count} sessions", sessions)),
        (check_ins, ngettext("{count} check-in", "{count} check-ins", check_ins)),
        (answers, ngettext("{count} answer", "{count} answers", answers)),
    )
    return ", ".join((*(words.format(count=n) for n, words in counted if n), *more)) or _("none")


def more_line(more: int) -> str:
    """How many are not listed; nothing when all are."""
    return ngettext("and {count} more", "and {count} more", more).format(count=more) if more else ""
