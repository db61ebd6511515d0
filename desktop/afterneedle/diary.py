"""The app's verbs over one store, without a screen. `now` is always an argument; nothing here is cached."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.rulebook import load_rulebook
from afterneedle.domain.assessment import assess
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.flags import Assessment
from afterneedle.domain.past import Deleted, Edit
from afterneedle.domain.plans import Plan, plan_from, plan_texts
from afterneedle.domain.records import Answer, CheckIn, Patient, Records, Session
from afterneedle.domain.reminders import Reminder, Schedule, moments_to_come, reminder
from afterneedle.domain.rulebook import Rulebook
from afterneedle.domain.shown import Shown, shown_from, shown_text
from afterneedle.store.errors import Damaged, Exists, Meanwhile, NotADiary, ReadOnly, StoreError
from afterneedle.store.history import ChangeRow
from afterneedle.store.sqlite import ENGINE, Store

if TYPE_CHECKING:
    from afterneedle.content.guidance import Guidance
    from afterneedle.content.sources import Source
    from afterneedle.domain.alarms import Alarms
    from afterneedle.domain.backups import Holdings
    from afterneedle.domain.flags import OpenSymptom
    from afterneedle.domain.report import Report, Wanted
    from afterneedle.exchange.merge import Choices, Keep, Merge
    from afterneedle.store.backup import Backup
    from afterneedle.store.keeping import BackedUp, Erased, Keeping
    from afterneedle.store.keys import Key
    from afterneedle.store.rescue import Rescued

__all__ = [
    "ENGINE",
    "BackedUp",
    "Backup",
    "ChangeRow",
    "Damaged",
    "Diary",
    "Erased",
    "Exists",
    "NotADiary",
    "StoreError",
    "new_id",
]

DRAFT = "draft"  # the setting that holds a check-in which is still being written
TYPED = "typed_text"  # the setting that holds other text which was typed and not saved
PLAN, SHOWN = "reminder_", "reminders_shown"  # settings: of the plan, and of what was shown


class Diary:
    """One patient's diary in one file. Every verb may raise StoreError; a failed one changes nothing."""

    def __init__(self, store: Store, catalogue: Catalogue | None = None) -> None:
        """`catalogue`: the one that records to be imported were made with."""
        self._store = store
        self.catalogue = catalogue or load_catalogue()

    @classmethod
    def create(cls, path: Path, catalogue: Catalogue | None = None, key: "Key | None" = None) -> Self:
        """Starts a new diary; raises StoreError when there is something at `path` already."""
        return cls(Store.create(path, key), catalogue)

    @classmethod
    def open(cls, path: Path, catalogue: Catalogue | None = None, key: "Key | None" = None) -> Self:
        """Opens a diary that is there; never makes one. `key`: of an encrypted diary (locking.py)."""
        return cls(Store.open(path, key), catalogue)

    @classmethod
    def restore_over(
        cls, path: Path, file: Path, now: datetime, key: "Key | None" = None, its_key: "Key | None" = None
    ) -> Path | None:
        """Makes the diary at `path` what a backup holds, also when it is damaged or not there.

        `key`: of the diary, which keeps it; `its_key`: of the backup, if that has another.

        Says where the one that was there is kept. Never takes the place of another program's file.
        """
        from afterneedle.store.lost import LOST, restore_missing

        try:
            diary = cls.open(path, key=key)
        except LOST:
            return restore_missing(path, file, now, load_catalogue(), key, its_key)
        try:
            return diary.keeping.restore(file, now, its_key)
        finally:
            diary.close()

    @staticmethod
    def backups_of(path: Path, key: "Key | None" = None) -> "Sequence[Backup]":
        """The backups beside a diary, newest first, also when it is damaged or gone."""
        from afterneedle.store.backup import backup_folder, backups_in

        return backups_in(backup_folder(path), path, key)

    @staticmethod
    def look_at(file: Path, key: "Key | None" = None) -> "Holdings | None":
        """How much is in any file; None when it is no diary that can be read."""
        from afterneedle.store.keeping import look_at

        return look_at(file, key)

    @staticmethod
    def rescue(path: Path, target: Path, key: "Key | None" = None) -> "Rescued":
        """Copies what can be read of a damaged diary into a new one; the damaged file is only read."""
        from afterneedle.store.rescue import rescue

        return rescue(path, target, load_catalogue(), key)

    def close(self) -> None:
        """Lets go of the file, and forgets what opens it."""
        self._store.close()
        self.__dict__.pop("keeping", None)  # which has the key, too

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules in force."""
        return load_rulebook(self.catalogue)

    @cached_property
    def guidance(self) -> "Mapping[str, Guidance]":
        """Every guidance text by id, in reading order."""
        from afterneedle.content.guidance import load_guidance
        from afterneedle.content.language import LANGUAGE

        return load_guidance(LANGUAGE.name)

    @cached_property
    def sources(self) -> "Mapping[str, Source]":
        """Every source by its tag."""
        from afterneedle.content.sources import load_sources

        return load_sources()

    @property
    def path(self) -> Path:
        """Where the diary lies."""
        return self._store.path

    @property
    def key(self) -> "Key | None":
        """What opens it, if it is encrypted."""
        return self._store.key

    @property
    def begun_at(self) -> datetime | None:
        """When something was recorded here first, as far back as is known; None when nothing was."""
        return self._store.first_change_at()

    @property
    def identity(self) -> str:
        """What tells this diary from every other one, whatever is recorded, deleted or restored in it."""
        return self.keeping.identity()

    @property
    def service(self) -> str | None:
        """The service that copies the diary's folder to other computers, as far as can be told."""
        from afterneedle.store.neighbours import service_of

        return service_of(self.path)

    @property
    def is_on_network(self) -> bool:
        """Whether the diary lies on a disk of another computer."""
        from afterneedle.store.neighbours import is_on_network

        return is_on_network(self.path)

    @property
    def is_read_only(self) -> bool:
        """True when nothing can be saved."""
        return self._store.is_read_only

    @property
    def trouble(self) -> StoreError | None:
        """Why nothing can be saved in this diary; None when it can."""
        return ReadOnly(self.path) if self.is_read_only else None

    # what is recorded

    def records(self) -> Records:
        """All of it, oldest first."""
        return self._store.records(self.catalogue)

    def sessions(self) -> tuple[Session, ...]:
        """The sessions alone, oldest first; much quicker than all of it."""
        return self._store.sessions(self.catalogue)

    def answers(self) -> tuple[Answer, ...]:
        """The answers alone, oldest first."""
        return self._store.answers(self.catalogue)

    def patient(self) -> Patient:
        """The patient alone; much quicker than all of it."""
        return self._store.patient(self.catalogue)

    def holds(self, entry: Patient | Session | CheckIn) -> bool:
        """Whether this is there exactly so; nobody has changed or deleted it."""
        return self._store.holds(entry)

    def record_session(self, session: Session, now: datetime, seen: Session | None = None) -> None:
        """Saves a new session, or an edited one under its old id. `seen`: as for `check_ins`."""
        with self._store.change("session", now):
            self._check_seen(seen)
            is_edited = self._store.has_session(session.id)
            self._store.put_session(replace(session, edited_at=now) if is_edited else session)

    def remove_session(self, id: str, now: datetime) -> None:
        """Deletes a session; its check-ins stay. Can be undone."""
        with self._store.change("session.delete", now):
            self._store.delete_session(id)

    def check_in(self, check_in: CheckIn, now: datetime) -> None:
        """Saves a new check-in, or an edited one, which keeps the time it was first entered."""
        self.check_ins((check_in,), now)

    def check_ins(self, check_ins: Iterable[CheckIn], now: datetime, seen: CheckIn | None = None) -> None:
        """Saves several check-ins as one change, which one undo takes back. The draft was one of them.

        `seen`: what an edited one was when the edit began; StoreError when somebody changed it meanwhile.
        """
        with self._store.change("check_in", now):
            self._check_seen(seen)
            for check_in in check_ins:
                entered_at = self._store.entered_at(check_in.id)
                edited = entered_at and replace(check_in, entered_at=entered_at, edited_at=now)
                self._store.put_check_in(edited or check_in)
            self._store.drop_setting(DRAFT)

    def remove_check_in(self, id: str, now: datetime) -> None:
        """Deletes a check-in. Can be undone."""
        with self._store.change("check_in.delete", now):
            self._store.delete_check_in(id)

    def answer(self, answer: Answer, now: datetime) -> None:
        """Saves what the patient did about a flag."""
        with self._store.change("answer", now):
            self._store.put_answer(answer)

    def save_patient(self, patient: Patient, now: datetime, seen: Patient | None = None) -> None:
        """Saves what the patient says about themselves. `seen`: as for `check_ins`."""
        with self._store.change("patient", now):
            self._check_seen(seen)
            self._store.put_patient(patient)

    def import_records(
        self,
        theirs: Records,
        keep: "Keep | Choices | None",
        now: datetime,
    ) -> "Merge":
        """Merges another diary into this one, all or nothing.

        Raises Conflict when a difference is undecided, StoreError when somebody else saves meanwhile.
        """
        from afterneedle.exchange.merge import merge

        version = self.data_version()
        merged = merge(self.records(), theirs, keep)
        if merged.is_empty:
            return merged
        self.keeping.back_up_before(now)
        with self._store.change("import", now):
            if self.data_version() != version:
                raise Meanwhile(self.path)
            if merged.patient_changed:
                self._store.put_patient(merged.patient)
            for session in (*merged.new_sessions, *merged.changed_sessions):
                self._store.put_session(session)
            for check_in in (*merged.new_check_ins, *merged.changed_check_ins):
                self._store.put_check_in(check_in)
            for answer in (*merged.new_answers, *merged.changed_answers):
                self._store.put_answer(answer)
        return merged

    def _check_seen(self, seen: Patient | Session | CheckIn | None) -> None:
        if seen is not None and not self._store.holds(seen):
            raise Meanwhile(self.path)

    # taking back

    @property
    def made(self) -> int | None:
        """The number of the change that was made here last; None when that changed nothing."""
        return self._store.made

    def undoable(self) -> ChangeRow | None:
        """The change that undo would take back, of a kind like "check_in.delete"; or None."""
        return self._store.last_change()

    def undo(self, now: datetime, expected: int | None = None) -> str:
        """Takes the newest change back, also after a restart, and says of which kind it was.

        Raises StoreError when the newest is not the `expected` one: somebody changed something meanwhile.
        """
        return self._store.undo(now, expected)

    def redoable(self) -> ChangeRow | None:
        """The change that redo would do again, or None."""
        return self._store.last_undone()

    def redo(self, now: datetime, expected: int | None = None) -> str:
        """Does again what was undone last."""
        return self._store.redo(now, expected)

    # looking back

    def deleted(self) -> tuple[Deleted, ...]:
        """Every check-in and session that was saved once and is not there now, last deleted first."""
        return self._store.deleted(self.catalogue)

    def restore(self, id: str, now: datetime) -> None:
        """Puts a deleted check-in or session back as it was. Can be undone."""
        with self._store.change("restore", now):
            self._store.restore(id)

    def edits(self, id: str) -> tuple[Edit, ...]:
        """How a check-in or session was changed, newest first."""
        return self._store.edits(id, self.catalogue)

    # what follows from it

    def assessment(self, now: datetime) -> Assessment:
        """Flags and what is not known, derived anew."""
        return assess(self.records(), self.catalogue, self.rulebook, now)

    def report(self, now: datetime, wanted: "Wanted | None" = None) -> "Report":
        """What the doctor reads; by default since the first session of the last 30 days.

        What is left out leaves no trace in it; the flags are those of the whole diary all the same.
        """
        from afterneedle.domain.excerpt import leave_out, of_period
        from afterneedle.domain.report import USUAL, report

        wanted, whole = wanted or USUAL, self.records()
        records = leave_out(whole, wanted.left_out)
        judged = replace(records, patient=whole.patient)  # the rules look at the birth date
        assessment = assess(judged, self.catalogue, self.rulebook, now)
        made = report(records, assessment, self.catalogue, self.rulebook, now, wanted)
        if not wanted.attached:
            return made
        from afterneedle.exchange.json_diary import dump

        ids = {session.id for session in made.sessions.values()}
        excerpt = of_period(records, made.first, made.last, ids)
        return replace(made, attachment=dump(excerpt, self.catalogue))

    # what reminds

    def reminder(self, now: datetime, zone: ZoneInfo) -> Reminder:
        """Whether a check-in is due, and when the next one is."""
        return reminder(self.schedule(now), zone, now)

    def schedule(self, now: datetime) -> Schedule:
        """What reminders follow from."""
        return self.asks(now)[0]

    def asks(self, now: datetime) -> "tuple[Schedule, Sequence[OpenSymptom]]":
        """The same, and the open symptoms, which a reminder names if the patient chose that."""
        records = self.records()
        assessment = assess(records, self.catalogue, self.rulebook, now)
        return self.schedule_of(records, assessment), assessment.open

    def schedule_of(self, records: Records, assessment: Assessment) -> Schedule:
        """What reminders follow from, of what was read and assessed already."""
        felt = tuple(check_in.felt_at for check_in in records.check_ins)
        shown = shown_from(self._store.setting(SHOWN) or "")
        return Schedule(self.reminder_plan(), assessment.follow_up, felt, shown)

    def reminder_plan(self) -> Plan:
        """How the patient wants to be reminded."""
        return plan_from(self._store.settings(PLAN))

    def save_reminder_plan(self, plan: Plan) -> None:
        """Saves it; not part of undo."""
        self._store.set_settings(PLAN, plan_texts(plan))

    def put_off(self, moment: datetime) -> None:
        """Shows no reminder before this moment; what is chosen meanwhile in Settings stays."""
        self._store.set_setting(f"{PLAN}later", plan_texts(Plan(later=moment))["later"])

    def take_over(self, alarms: "Alarms") -> bool:
        """Notes down what was shown and put off while nobody could read the diary; whether anything was."""
        known = shown_from(self._store.setting(SHOWN) or "")
        new = [shown for shown in alarms.shown if shown not in known]
        if new:
            self._store.set_setting(SHOWN, shown_text(sorted((*known, *new), key=lambda shown: shown.at)))
        if alarms.put_off is not None:
            self.put_off(alarms.put_off)
        return bool(new) or alarms.put_off is not None

    def note_shown(self, shown: Shown, known: tuple[Shown, ...]) -> bool:
        """Notes down that a reminder is shown now.

        False when what was shown before is not `known` any more: another program has just shown one.
        """
        old = self._store.setting(SHOWN)
        new = shown_text((*known, shown))
        return shown_from(old or "") == known and self._store.swap_setting(SHOWN, old, new)

    def note_refused(self, shown: Shown) -> None:
        """Takes that back: the desktop did not show it after all."""
        old = self._store.setting(SHOWN) or ""
        self._store.swap_setting(SHOWN, old, shown_text(one for one in shown_from(old) if one != shown))

    def calendar(self, now: datetime, zone: ZoneInfo, title: str) -> bytes | None:
        """The check-ins to come as an iCalendar file for a phone; None when there is nothing more to ask."""
        from afterneedle.exchange.calendar import dump

        moments = moments_to_come(self.schedule(now), zone, now)
        return dump(moments, now, title, diary=self.identity) if moments else None

    # what is still being written

    def draft(self) -> str | None:
        """The check-in that was begun and neither saved nor thrown away, as the form wrote it down."""
        return self._store.setting(DRAFT)

    def keep_draft(self, draft: str) -> None:
        """Keeps what the form holds by now, in place of what it held before; not part of undo."""
        self._store.set_setting(DRAFT, draft)

    def drop_draft(self) -> None:
        """Throws the draft away, if there is one."""
        self._store.drop_setting(DRAFT)

    def typed(self) -> str | None:
        """Text from other forms that the program could not let the person save, field by field."""
        return self._store.setting(TYPED)

    def keep_typed(self, text: str) -> None:
        """Keeps it, after what is kept already, until the person has seen it; not part of undo."""
        self._store.set_setting(TYPED, (self.typed() or "") + text)

    def drop_typed(self) -> None:
        """The person has it."""
        self._store.drop_setting(TYPED)

    # the file

    def setting(self, name: str) -> str | None:
        """A setting of the app, or None when it was never set."""
        return self._store.setting(name)

    def set_setting(self, name: str, value: str) -> None:
        """Saves a setting; not part of undo."""
        self._store.set_setting(name, value)

    @cached_property
    def keeping(self) -> "Keeping":
        """Backups of this diary, restoring them, erasing for good."""
        from afterneedle.store.keeping import Keeping

        return Keeping(self._store, self.catalogue, passing=(DRAFT, TYPED, SHOWN))

    def save_in_copy(self, path: Path, verb: Callable[[], object]) -> None:
        """Copies the diary to a new file and runs the verb on that copy; the diary stays as it is."""
        self.keeping.copy_elsewhere(path)
        own, self._store = self._store, Store.open(path, self.key)
        try:
            verb()
        finally:
            self._store.close()
            self._store = own

    def verify(self) -> None:
        """Reads every byte and every record; raises StoreError when something is wrong."""
        self._store.verify(self.catalogue)

    def data_version(self) -> int:
        """A number that changes when another program has saved."""
        return self._store.data_version()


def new_id() -> str:
    """An id for a new session or check-in."""
    from uuid import uuid4

    return str(uuid4())
