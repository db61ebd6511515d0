"""The commands that work on a diary which is there, and the one that brings a diary in."""

import argparse
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from afterneedle.cli.asking import open_diary
from afterneedle.cli.backups import back_up_diary, rescue_diary, restore_diary, show_backups, verify_diary
from afterneedle.cli.exports import export_diary
from afterneedle.cli.flags import show_flags, show_flags_as_json
from afterneedle.cli.imports import import_diary
from afterneedle.cli.output import Refused, carry_out, save
from afterneedle.cli.passphrase import remove_passphrase, set_passphrase
from afterneedle.cli.reminders import remind
from afterneedle.content.wording.files import other_kind_sentence
from afterneedle.diary import Diary
from afterneedle.exchange.private_files import begins_otherwise


def run(words: argparse.Namespace, path: Path, now: datetime, zone: ZoneInfo) -> int:
    """Carries out one command on the diary at `path` and returns its exit status."""
    return carry_out(lambda: _carry_out(words, path, now, zone))


def _carry_out(words: argparse.Namespace, path: Path, now: datetime, zone: ZoneInfo) -> None:
    match words.command:
        case "import":
            import_diary(path, words.file, words.keep, now, zone)
        case "restore":
            restore_diary(path, words.file, now, zone)
        case "verify" if words.rescue:
            rescue_diary(path, words.rescue)
        case "verify":
            verify_diary(path)
        case "remind":
            remind(path, now, zone, once=words.once)
        case "passphrase" if words.remove:
            remove_passphrase(path, now, zone)
        case "passphrase":
            set_passphrase(path, now, zone, by_code=words.recover)
        case _:
            _on_diary(words, path, now, zone)


def _on_diary(words: argparse.Namespace, path: Path, now: datetime, zone: ZoneInfo) -> None:
    diary = open_diary(path)
    try:
        match words.command:
            case "export":
                export_diary(diary, words, now, zone)
            case "flags" if words.json:
                show_flags_as_json(diary.assessment(now))
            case "flags":
                show_flags(diary.assessment(now), diary.setting("emergency_number") or "")
            case "report":
                save(report_file(diary, words, now))
            case "backup" if words.list:
                show_backups(diary, zone)
            case "backup":
                back_up_diary(diary, words.folder, now)
    finally:
        diary.close()


def report_file(diary: Diary, words: argparse.Namespace, now: datetime) -> dict[Path, Iterable[bytes]]:
    """The report as a PDF, under the name that it gets. Raises Refused where another kind of file has it."""
    from afterneedle.domain.report import Wanted
    from afterneedle.paper.pages import PDF, Paper, Typesetter

    if begins_otherwise(words.file, PDF):
        raise Refused(other_kind_sentence(words.file, ".pdf"))
    report = diary.report(now, Wanted(words.first, words.last))
    return {words.file: [Typesetter().pdf(report, Paper[words.paper.upper()])]}
