"""The sample diary of `afterneedle demo`, and what the demo says without a screen."""

import argparse
import os
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from afterneedle.cli.commands import report_file
from afterneedle.cli.flags import show_flags
from afterneedle.cli.output import Refused, carry_out, say
from afterneedle.content.language import _
from afterneedle.content.wording.flags import flag_title
from afterneedle.content.wording.labels import level_label
from afterneedle.diary import Diary
from afterneedle.domain.records import Level
from afterneedle.exchange.demo import demo_records
from afterneedle.exchange.private_files import write_private
from afterneedle.locking import Encrypted

SETTINGS = {"first_start_done": "1", "emergency_number": "112"}
ENDS = timedelta(hours=8)  # its last check-in is in the morning, and never still to come
OWN = "demo-"  # how the ids of the sample begin


def make_sample(path: Path, now: datetime) -> int:
    """The sample diary at `path`, as of today; returns the exit status.

    A diary that holds anything else is never touched.
    """
    return carry_out(lambda: _make(path, now))


def _make(path: Path, now: datetime) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        diary = Diary.open(path) if os.path.lexists(path) else Diary.create(path)
    except Encrypted:
        refused = _("{path} is locked with a passphrase. Name another folder for the sample.")
        raise Refused(refused.format(path=path)) from None
    try:
        records = diary.records()
        ids = [s.id for s in records.sessions] + [c.id for c in records.check_ins]
        if not all(id.startswith(OWN) for id in ids):
            refused = _("{path} holds a diary that is not the sample. Name another folder.")
            raise Refused(refused.format(path=path))
        diary.import_records(demo_records(diary.catalogue, (now - ENDS).date()), "theirs", now)
        for name, value in SETTINGS.items():
            diary.set_setting(name, value)
    finally:
        diary.close()


def write_sample_report(path: Path, words: argparse.Namespace, now: datetime) -> int:
    """The report that `words` ask for, as a file; returns the exit status."""

    def write() -> None:
        with closing(Diary.open(path)) as diary:
            write_private(report_file(diary, words, now))

    return carry_out(write)


def say_sample(path: Path, report: Path, pictures: Sequence[Path], now: datetime) -> None:
    """What the sample diary shows, and where its files are."""
    diary = Diary.open(path)
    try:
        records, assessment = diary.records(), diary.assessment(now)
        number = diary.setting("emergency_number") or ""
    finally:
        diary.close()
    what = _("AfterNeedle on the diary of an invented person: {sessions} sessions, {check_ins} check-ins.")
    say(what.format(sessions=len(records.sessions), check_ins=len(records.check_ins)))
    show_flags(assessment, number)
    for flag in assessment.closed:
        if flag.level >= Level.SEE_DOCTOR:
            earlier = _("Earlier, over now: {what} ({level}).")
            say(earlier.format(what=flag_title(flag), level=level_label(flag.level)))
    say(_("The diary: {path}").format(path=path))
    say(_("The report for the doctor: {path}").format(path=report))
    say(_("The pages of the window:"))
    for picture in pictures:
        say(f"  {picture}")
