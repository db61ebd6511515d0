"""The commands that work on a diary which is there, and the one that brings a diary in."""

import argparse
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from afterneedle.cli.asking import open_diary
from afterneedle.cli.backups import back_up_diary, rescue_diary, restore_diary, show_backups, verify_diary
from afterneedle.cli.exports import export_diary
from afterneedle.cli.flags import show_flags, show_flags_as_json
from afterneedle.cli.imports import import_diary
from afterneedle.cli.output import Refused, carry_out, save, say
from afterneedle.cli.passphrase import remove_passphrase, set_passphrase
from afterneedle.content.language import _
from afterneedle.content.wording.times import moment_label
from afterneedle.diary import Diary


def run(words: argparse.Namespace, path: Path, now: datetime, zone: ZoneInfo) -> int:
    """Carries out one command on the diary at `path` and returns its exit status."""
    if words.command == "import":
        return carry_out(lambda: import_diary(path, words.file, words.keep, now))
    if words.command == "restore":
        return carry_out(lambda: restore_diary(path, words.file, now))
    if words.command == "verify":
        return carry_out(lambda: rescue_diary(path, words.rescue) if words.rescue else verify_diary(path))
    if words.command == "passphrase" and words.remove:
        return carry_out(lambda: remove_passphrase(path))
    if words.command == "passphrase":
        return carry_out(lambda: set_passphrase(path, by_code=words.recover))
    return carry_out(lambda: _on_diary(words, path, now, zone))


def _on_diary(words: argparse.Namespace, path: Path, now: datetime, zone: ZoneInfo) -> None:
    diary = open_diary(path)
    try:
        match words.command:
            case "export":
                export_diary(diary, words, now, zone)
            case "flags" if words.json:
                show_flags_as_json(diary.assessment(now))
            case "flags":
                show_flags(diary.assessment(now))
            case "report":
                write_report(diary, words, now)
            case "remind":
                show_reminder(diary, now, zone, once=words.once)
            case "backup" if words.list:
                show_backups(diary, zone)
            case "backup":
                back_up_diary(diary, words.folder, now)
    finally:
        diary.close()


def write_report(diary: Diary, words: argparse.Namespace, now: datetime) -> None:
    """Typesets the report as a PDF."""
    from afterneedle.domain.report import Wanted
    from afterneedle.paper.pages import Paper, Typesetter

    report = diary.report(now, Wanted(words.first, words.last))
    save({words.file: [Typesetter().pdf(report, Paper[words.paper.upper()])]})


def show_reminder(diary: Diary, now: datetime, zone: ZoneInfo, *, once: bool) -> None:
    """Says whether a check-in is due; `once`: shows the reminder on the desktop too, if its time has come."""
    reminder = diary.reminder(now, zone)
    if reminder.due_since is not None:
        say(_("A check-in is due since {time}.").format(time=moment_label(reminder.due_since)))
    elif reminder.next_at is not None:
        say(_("Nothing is due. The next check-in is on {time}.").format(time=moment_label(reminder.next_at)))
    else:
        say(_("Nothing is due. No follow-up is open."))
    if once:
        from afterneedle.reminding.once import remind_once
        from afterneedle.reminding.showing import Outcome

        if remind_once(diary, now, zone) is Outcome.REFUSED:
            raise Refused(_("This desktop shows no reminders."))
