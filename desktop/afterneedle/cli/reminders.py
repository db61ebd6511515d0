"""`afterneedle remind`, and what keeps reminders of a locked diary true after a change from a shell."""

from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from afterneedle.cli.asking import open_diary
from afterneedle.cli.output import say
from afterneedle.content.language import _
from afterneedle.content.wording.times import moment_label
from afterneedle.diary import Diary, StoreError
from afterneedle.domain.reminders import reminder
from afterneedle.locking import Key
from afterneedle.reminding.source import LockedDiary, Source, keep_alarms, open_source


def remind(path: Path, now: datetime, zone: ZoneInfo, *, once: bool) -> None:
    """Says whether a check-in is due; `once`: shows the reminder on the desktop too, if its time has come."""
    with closing(_source(path)) as source:
        asked = reminder(source.asks(now)[0], zone, now)
        if asked.due_since is not None:
            say(_("A check-in is due since {time}.").format(time=moment_label(asked.due_since)))
        elif asked.next_at is not None:
            next_one = _("Nothing is due. The next check-in is on {time}.")
            say(next_one.format(time=moment_label(asked.next_at)))
        else:
            say(_("Nothing is due. No follow-up is open."))
        if once:
            from afterneedle.reminding.once import remind_once
            from afterneedle.reminding.showing import Outcome

            if remind_once(source, now, zone) is Outcome.REFUSED:
                say(_("This desktop shows no reminders."))


def _source(path: Path) -> Source:
    """Nobody is asked for a passphrase where what is known beside the diary will do."""
    source = open_source(path)
    if isinstance(source, LockedDiary) and not source.is_known:
        return open_diary(path)
    return source


def keep_asking(path: Path, key: Key | None, now: datetime, zone: ZoneInfo) -> None:
    """After a change: reminders of a locked diary go by what is known beside it. `key`: if it has one."""
    with suppress(StoreError), closing(Diary.open(path, key=key)) as diary:  # the change itself is done
        keep_alarms(diary, zone, now)
