"""What someone does with a diary, one deed after the other.

The same seed always makes the same diary: one that nobody disturbs says what a disturbed one must hold.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from random import Random

from afterneedle.diary import Diary
from afterneedle.domain.records import CheckIn, Patient, Records
from support.days import MONDAY, check_in, session

Deed = Callable[[], object]
NOTES = (0, 40, 3000, 15_000)  # characters; the longest ones fill several pages of the file


@dataclass(frozen=True)
class Actor:
    """Someone who does deeds. What they write has ids that begin with `name`, and they edit nothing else."""

    seed: int
    name: str = "a"
    deeds: Sequence[str] = ()  # of DEEDS; all of them, when none is named

    def plan(self, diary: Diary, number: int) -> tuple[str, Deed]:
        """The name of the deed of this number, and the deed; done twice, it does the same as done once."""
        chance = Random(f"{self.seed} {self.name} {number}")
        names = self.deeds or tuple(DEEDS)
        name = chance.choices(names, [WEIGHTS[name] for name in names])[0]
        at = _Moment(chance, f"{self.name}{number}", MONDAY + timedelta(minutes=number))
        return name, DEEDS[name](diary, at)

    def do(self, diary: Diary, number: int) -> str:
        """Do the deed of this number, and say which it was."""
        name, deed = self.plan(diary, number)
        deed()
        return name


@dataclass(frozen=True)
class _Moment:
    """What one deed has at hand: chance, an id of its own, and the time."""

    chance: Random
    id: str
    now: datetime

    @property
    def note(self) -> str:
        return self.chance.randbytes(self.chance.choice(NOTES) // 2).hex()

    def own(self, diary: Diary) -> CheckIn | None:
        """A check-in that the same actor wrote before."""
        own = [c for c in diary.records().check_ins if c.id.startswith(self.id[0])]
        return self.chance.choice(own) if own else None


def add(diary: Diary, at: _Moment) -> Deed:
    """A check-in."""
    made = check_in(diary.catalogue, at.id, at.chance.randrange(400), at.chance.randint(1, 10), at.note)
    return partial(diary.check_in, made, at.now)


def add_session(diary: Diary, at: _Moment) -> Deed:
    """A session."""
    return partial(diary.record_session, session(diary.catalogue, at.id, at.note), at.now)


def edit(diary: Diary, at: _Moment) -> Deed:
    """Other words and another number in an old check-in."""
    old = at.own(diary)
    return add(diary, replace(at, id=old.id) if old else at)


def delete(diary: Diary, at: _Moment) -> Deed:
    """An old check-in goes."""
    old = at.own(diary)
    return partial(diary.remove_check_in, old.id, at.now) if old else add(diary, at)


def undo(diary: Diary, at: _Moment) -> Deed:
    """What was done last is taken back."""
    change = diary.undoable()
    return partial(diary.undo, at.now, change.id) if change else add(diary, at)


def redo(diary: Diary, at: _Moment) -> Deed:
    """What was taken back last is done again."""
    change = diary.redoable()
    return partial(diary.redo, at.now, change.id) if change else undo(diary, at)


def bring_in(diary: Diary, at: _Moment) -> Deed:
    """Another diary is imported: what is new in it, and an old check-in that it tells otherwise."""
    new = [check_in(diary.catalogue, f"{at.id}-{n}", n, note=at.note) for n in range(8)]
    old = at.own(diary)
    theirs = [replace(old, note=at.note)] if old else []
    records = Records(Patient(name=at.id), (session(diary.catalogue, f"{at.id}-s"),), (*new, *theirs), ())
    return partial(diary.import_records, records, "theirs", at.now)


def draft(diary: Diary, at: _Moment) -> Deed:
    """Something begun is kept."""
    return partial(diary.keep_draft, at.note)


DEEDS: dict[str, Callable[[Diary, _Moment], Deed]] = {
    "add": add,
    "add session": add_session,
    "edit": edit,
    "delete": delete,
    "undo": undo,
    "redo": redo,
    "import": bring_in,
    "draft": draft,
}
WEIGHTS = {
    "add": 35,
    "add session": 5,
    "edit": 20,
    "delete": 10,
    "undo": 12,
    "redo": 6,
    "import": 4,
    "draft": 8,
}
