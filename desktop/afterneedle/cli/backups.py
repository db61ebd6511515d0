"""`afterneedle backup`, `restore` and `verify`."""

import os
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from afterneedle.cli.asking import ask_key, open_diary
from afterneedle.cli.output import Refused, say
from afterneedle.cli.reminders import keep_asking
from afterneedle.content.language import _
from afterneedle.content.wording.backups import holdings_line, rescue_lines
from afterneedle.content.wording.passphrase import code_sentence
from afterneedle.content.wording.times import moment_label
from afterneedle.diary import Damaged, Diary, NotADiary
from afterneedle.locking import Encrypted, Key, has_recovery_file, looks_locked


def back_up_diary(diary: Diary, folder: Path | None, now: datetime) -> None:
    """Backs up beside the diary and to the second folder; or makes one copy in a folder that is named."""
    if folder is not None:
        _say_backup(diary.keeping.back_up_to(folder, now).path)
        return
    made = diary.keeping.back_up(now)
    _say_backup(made.first.path)
    if made.second is not None:
        _say_backup(made.second.path)
    if made.trouble is not None:
        raise made.trouble


def show_backups(diary: Diary, zone: tzinfo) -> None:
    """One line a backup, newest first, after what the diary itself holds."""
    say(f"{diary.path}: {holdings_line(diary.keeping.holdings(), zone)}")
    backups = diary.keeping.backups()
    if not backups:
        say(_("There is no backup yet."))
    for one in backups:
        when = moment_label(one.at.astimezone(zone))
        is_locked = one.holds is None and looks_locked(one.path, diary.key)
        holds = _("needs another passphrase") if is_locked else holdings_line(one.holds, zone)
        say(f"{one.path}  {when}: {holds}")


def restore_diary(path: Path, file: Path, now: datetime, zone: ZoneInfo) -> None:
    """Makes the diary what a backup holds, and says how to go back."""
    is_there = os.path.lexists(path)
    keys: dict[Path, Key] = {}
    kept = _restore(path, file, now, keys)
    key = keys.get(path, keys.get(file)) if looks_locked(path, None) else None
    keep_asking(path, key, now, zone)
    say(_("Your diary is now what was in {path}.").format(path=file))
    if not is_there:
        say(_("No diary was there, so a new one was made: {path}").format(path=path))
    if kept is not None:
        say(_("What was there before is kept in {path}. Restore that file to undo this.").format(path=kept))
    if key is not None and path not in keys:
        say(code_sentence(has_file=has_recovery_file(path)))


def _restore(path: Path, file: Path, now: datetime, keys: dict[Path, Key]) -> Path | None:
    """Where the diary that was there is kept.

    Asks for its key, and for that of a backup from under another passphrase, and adds them to `keys`.
    """
    while True:
        try:
            return Diary.restore_over(path, file, now, keys.get(path), keys.get(file))
        except Encrypted as locked:
            if locked.path in keys:
                raise
            keys[locked.path] = ask_key(locked.path)


def verify_diary(path: Path) -> None:
    """Reads all of it; of a damaged one it says how to copy out what is left."""
    try:
        diary = open_diary(path)
        try:
            diary.verify()
        finally:
            diary.close()
    except Damaged as trouble:
        rescue = _("To copy what can be read to a new file: afterneedle verify --rescue NEW.db")
        raise Refused(f"{_(trouble.sentence).format(path=trouble.path)} {rescue}") from None
    say(_("The diary {path} is whole.").format(path=path))


def rescue_diary(path: Path, target: Path) -> None:
    """Copies what can be read of a damaged diary into a new file, and says what is missing."""
    try:
        rescued = Diary.rescue(path, target)
    except (Encrypted, NotADiary):
        if not looks_locked(path, None):
            raise
        rescued = Diary.rescue(path, target, ask_key(path))
    if rescued.is_empty:
        raise Refused(_("Nothing in {path} could be read. It was left as it is.").format(path=path))
    for line in rescue_lines(rescued):
        say(line)
    say(_("Copied to {path}. The damaged file was left as it is.").format(path=target))
    say(_("To go on with the copy: afterneedle restore {path}").format(path=target))


def _say_backup(path: Path) -> None:
    say(_("Backed up and checked: {path}").format(path=path))
