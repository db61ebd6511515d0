"""What a reminder rests on: the diary or, while that is locked, what is known beside it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from afterneedle.diary import Diary
from afterneedle.domain.alarms import Alarms, alarms
from afterneedle.domain.flags import OpenSymptom
from afterneedle.domain.reminders import Schedule
from afterneedle.domain.shown import Shown
from afterneedle.store.alarms_file import alarms_file, change_alarms, drop_alarms, read_alarms
from afterneedle.store.errors import Encrypted


class Source(Protocol):
    """Every verb may raise StoreError."""

    def asks(self, now: datetime) -> tuple[Schedule | Alarms, Sequence[OpenSymptom]]:
        """When it asks, and what a reminder may name, if the patient chose that."""

    def note_shown(self, shown: Shown, known: tuple[Shown, ...]) -> bool:
        """Notes down that it is shown now; False when `known` is not all that was shown before."""

    def note_refused(self, shown: Shown) -> None:
        """Takes that back."""

    def put_off(self, moment: datetime) -> None:
        """Shows nothing before this moment."""

    def close(self) -> None:
        """Lets go of the file."""


class LockedDiary:
    """A diary for which there is no key here. Raises Encrypted where nothing is known of it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def is_known(self) -> bool:
        """Whether anything is."""
        return read_alarms(self._path) is not None

    def asks(self, now: datetime) -> tuple[Alarms, Sequence[OpenSymptom]]:
        """Of what was felt nothing is known."""
        return self._known(read_alarms(self._path)), ()

    def note_shown(self, shown: Shown, known: tuple[Shown, ...]) -> bool:
        """As in a diary."""
        noted = False

        def note(found: Alarms | None) -> Alarms:
            nonlocal noted
            present = self._known(found)
            noted = present.shown == known
            return replace(present, shown=(*known, shown)) if noted else present

        change_alarms(self._path, note)
        return noted

    def note_refused(self, shown: Shown) -> None:
        """As in a diary."""

        def forget(found: Alarms | None) -> Alarms:
            present = self._known(found)
            return replace(present, shown=tuple(one for one in present.shown if one != shown))

        change_alarms(self._path, forget)

    def put_off(self, moment: datetime) -> None:
        """As in a diary."""
        change_alarms(self._path, lambda found: self._known(found).later(moment))

    def close(self) -> None:
        """Nothing is open."""

    def _known(self, found: Alarms | None) -> Alarms:
        if found is None:
            raise Encrypted(self._path)
        return found


class UnlockedDiary(LockedDiary):
    """An encrypted diary that is open here; with who has no key it agrees beside it on who shows what."""

    def __init__(self, diary: Diary) -> None:
        super().__init__(diary.path)
        self._diary = diary

    def asks(self, now: datetime) -> tuple[Alarms, Sequence[OpenSymptom]]:
        """Here a symptom may be named."""
        known, _ = super().asks(now)
        schedule, open_symptoms = self._diary.asks(now)
        return replace(known, plan=replace(known.plan, says=schedule.plan.says)), open_symptoms


def known_beside(path: Path) -> Path:
    """Where that is which is known of a locked diary."""
    return alarms_file(path)


def open_source(path: Path) -> Source:
    """The diary, if it can be opened; what is known of a locked one. It must not be open in this process."""
    try:
        return Diary.open(path)
    except Encrypted:
        return LockedDiary(path)


def keep_alarms(diary: Diary, zone: ZoneInfo, now: datetime) -> bool:
    """Makes what is known beside an encrypted diary true to it; beside a plain one nothing is.

    What was shown and put off meanwhile is written into the diary first; says whether there was anything.
    Raises StoreError.
    """
    if diary.key is None:
        drop_alarms(diary.path)
        return False
    is_news = False

    def renewed(found: Alarms | None) -> Alarms:
        nonlocal is_news
        is_news = found is not None and diary.take_over(found)
        return alarms(diary.schedule(now), zone, now)

    change_alarms(diary.path, renewed)
    return is_news
