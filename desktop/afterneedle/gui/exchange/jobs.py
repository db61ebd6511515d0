"""Taking a diary out and bringing one in: what is done in a process of its own, without a screen."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from afterneedle.content.language import _
from afterneedle.content.wording.exchange import (
    DifferenceText,
    difference_text,
    problem_lines,
)
from afterneedle.content.wording.problems import impossible_sentence, unread_sentence
from afterneedle.diary import Diary
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Records
from afterneedle.exchange.json_problems import Problem, problems
from afterneedle.exchange.merge import Choices, Comparison, Conflict, Merge, compare
from afterneedle.exchange.private_files import write_private
from afterneedle.gui.apart.jobs import Refused, Step, or_refused
from afterneedle.gui.apart.talk import Talk
from afterneedle.transfer import Export, NothingToAsk, contents, read, read_texts, tables_of

if TYPE_CHECKING:
    from afterneedle.locking import Key

TOLD_AT_MOST = 10  # problems of a file, and rows that are not understood


# out


@dataclass(frozen=True)
class Exported:
    """The files that were written, the one that was asked for first."""

    files: tuple[Path, ...]


def take_out(
    talk: Talk, path: Path, key: "Key | None", wanted: Export, now: datetime, zone: ZoneInfo
) -> None:
    """Writes a file, whole or not at all, and tells of it: Exported or Refused."""

    def work() -> Exported:
        with closing(Diary.open(path, key=key)) as diary:
            talk.tell(Step(0, 2, _("Reading your diary…")))
            made = contents(diary, wanted, now, zone)
        talk.tell(Step(1, 2, _("Writing the file…")))
        write_private(made)
        return Exported(tuple(made))

    talk.tell(_or_refused(work))


# in


@dataclass(frozen=True)
class Counts:
    """How many sessions, check-ins and answers."""

    sessions: int
    check_ins: int
    answers: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.sessions + self.check_ins + self.answers


@dataclass(frozen=True)
class Preview:
    """What an import would do. `again`: the diary was changed since the last look at it."""

    new: Counts
    same: Counts
    different: Counts
    new_about: bool
    differences: tuple[DifferenceText, ...]
    unread: tuple[str, ...] = ()
    more_unread: int = 0
    again: bool = False

    @property
    def is_empty(self) -> bool:
        """There is nothing to import."""
        return not (self.new.total or self.new_about or self.differences)


@dataclass(frozen=True)
class Imported:
    """What was imported, and the number of the change that did it."""

    new: Counts
    changed: int
    change: int | None


def bring_in(talk: Talk, path: Path, key: "Key | None", file: Path, now: datetime) -> None:
    """Reads a file, tells what it would do (Preview), waits for Choices, and imports: Imported or Refused.

    When the diary was changed meanwhile it tells a new Preview instead.
    """

    def work() -> Imported | Refused:
        with closing(Diary.open(path, key=key)) as diary:
            talk.tell(Step(0, 3, _("Reading the file…")))
            texts = read_texts(file)
            try:
                found = read(file, texts, diary.catalogue)
            except Impossible:
                wrong = problems(texts[""], diary.catalogue)
                return _refused(wrong)
            there = tables_of(file) if found.unread else {}
            unread = [unread_sentence(there[u.table].name, u.line, u.problem) for u in found.unread]
            return _import(talk, diary, found.records, unread, now)

    talk.tell(_or_refused(work))


def _import(talk: Talk, diary: Diary, theirs: Records, unread: Sequence[str], now: datetime) -> Imported:
    again = False
    while True:
        talk.tell(Step(1, 3, _("Comparing it with your diary…")))
        seen = diary.undoable()
        compared = compare(diary.records(), theirs)
        talk.tell(preview(compared, theirs, unread, again=again))
        keep: Choices = talk.hear()
        if diary.undoable() == seen:
            talk.tell(Step(2, 3, _("Importing…")))
            try:
                return _imported(diary.import_records(theirs, keep, now), diary.made)
            except Conflict:  # somebody was quicker
                pass
        again = True


def preview(compared: Comparison, theirs: Records, unread: Sequence[str], *, again: bool) -> Preview:
    """What there is to say before anything is imported."""
    new = Counts(len(compared.new_sessions), len(compared.new_check_ins), len(compared.new_answers))
    kinds = [d.key[0] for d in compared.differences]
    apart = Counts(kinds.count("sessions"), kinds.count("check_ins"), kinds.count("answers"))
    whole = Counts(len(theirs.sessions), len(theirs.check_ins), len(theirs.answers))
    same = Counts(
        *(
            getattr(whole, name) - getattr(new, name) - getattr(apart, name)
            for name in ("sessions", "check_ins", "answers")
        )
    )
    return Preview(
        new=new,
        same=same,
        different=apart,
        new_about=compared.merged("mine").patient_changed,
        differences=tuple(map(difference_text, compared.differences)),
        unread=tuple(unread[:TOLD_AT_MOST]),
        more_unread=max(0, len(unread) - TOLD_AT_MOST),
        again=again,
    )


def _imported(merged: Merge, change: int | None) -> Imported:
    new = Counts(len(merged.new_sessions), len(merged.new_check_ins), len(merged.new_answers))
    replaced = (merged.changed_sessions, merged.changed_check_ins, merged.changed_answers)
    return Imported(new, sum(map(len, replaced)) + merged.patient_changed, change)


def _refused(wrong: tuple[Problem, ...]) -> Refused:
    lines = problem_lines(wrong[:TOLD_AT_MOST])
    said = _("This file cannot be imported. Your diary is as it was.")
    return Refused(said, tuple(lines), max(0, len(wrong) - TOLD_AT_MOST))


# both


def _or_refused(work: Callable[[], object]) -> object:
    """What comes of the work, or why it was not done."""
    try:
        return or_refused(work)
    except Impossible as problem:
        return Refused(impossible_sentence(problem))
    except NothingToAsk as nothing:
        return Refused(str(nothing))
