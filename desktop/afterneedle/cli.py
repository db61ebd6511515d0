"""The same verbs from a shell. Each returns its exit status and prints plain sentences; none shows a traceback."""

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.language import _
from afterneedle.content.wording.flags import flag_title
from afterneedle.content.wording.labels import group_label, level_label
from afterneedle.content.wording.times import time_label
from afterneedle.diary import Diary, StoreError
from afterneedle.domain.flags import Assessment, Flag
from afterneedle.domain.records import Impossible, Level
from afterneedle.exchange.json_diary import dump, parse
from afterneedle.exchange.merge import Conflict, Keep

DONE, FAILED = 0, 1
DEMO_SETTINGS = {"first_start_done": "1", "emergency_number": "112"}


class Refused(Exception):
    """The command cannot be done; the message is one plain sentence."""


def run(words: argparse.Namespace, path: Path, now: datetime, zone: ZoneInfo) -> int:
    """Carries out one command on the diary at `path`."""
    try:
        if words.command == "import":
            return import_diary(path, words.file, words.keep, now)
        diary = Diary.open(path)
        try:
            return _on_diary(words, diary, now, zone)
        finally:
            diary.close()
    except StoreError as trouble:
        return complain(_(trouble.sentence).format(path=trouble.path))
    except Conflict as trouble:
        lines = _(
            "Nothing was imported: both diaries have something else to say. Choose with --keep mine or --keep theirs."
        )
        return complain("\n".join((lines, *trouble.differences)))
    except Refused as trouble:
        return complain(str(trouble))
    except Impossible as trouble:
        return complain(f"{trouble.field}: {_(trouble.reason).format(**trouble.values)}")
    except OSError as trouble:
        return complain(_("{path}: {reason}").format(path=trouble.filename, reason=trouble.strerror))


def complain(sentence: str) -> int:
    """One plain sentence on stderr."""
    print(sentence, file=sys.stderr)
    return FAILED


def say(sentence: str) -> None:
    """One line on stdout."""
    print(sentence)


def _on_diary(words: argparse.Namespace, diary: Diary, now: datetime, zone: ZoneInfo) -> int:
    match words.command:
        case "export":
            export_diary(diary, words.file)
        case "flags":
            show_flags(diary.assessment(now), as_json=words.json)
        case "report":
            write_report(diary, words.file, now, words.first, words.last, words.paper)
        case "remind":
            show_reminder(diary, now, zone)
        case "verify":
            diary.verify()
            say(_("The diary {path} is whole.").format(path=diary.path))
    return DONE


def import_diary(path: Path, file: Path, keep: Keep | None, now: datetime) -> int:
    """Imports a JSON diary, all of it or nothing; makes the diary when it is not there."""
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(_("{path} is not a text file in UTF-8.").format(path=file)) from None
    is_new = not path.exists()
    if is_new:
        parse(text, load_catalogue())  # a file that is refused makes no diary
    diary = Diary.create(path) if is_new else Diary.open(path)
    try:
        merged = diary.import_records(parse(text, diary.catalogue), keep, now)
    finally:
        diary.close()
    changed = len(merged.changed_sessions) + len(merged.changed_check_ins) + len(merged.changed_answers)
    done = _("Imported: {sessions} sessions, {check_ins} check-ins, {answers} answers. Changed: {changed}.")
    new = (merged.new_sessions, merged.new_check_ins, merged.new_answers)
    sessions, check_ins, answers = map(len, new)
    say(done.format(sessions=sessions, check_ins=check_ins, answers=answers, changed=changed))
    return DONE


def export_diary(diary: Diary, file: Path) -> None:
    """Writes the diary as JSON, lossless; other endings come later."""
    if file.suffix != ".json" or file.name.endswith(".fhir.json"):
        raise Refused(_("This version exports .json only: {name} has another ending.").format(name=file.name))
    write_private(file, dump(diary.records(), diary.catalogue).encode("utf-8"))
    say(_("Saved {path}. A file outside the app is not locked.").format(path=file))


def write_private(file: Path, content: bytes) -> None:
    """Writes a file whole or not at all, for its owner's eyes only."""
    import os
    import tempfile

    handle, part = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(part).replace(file)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise


def write_report(
    diary: Diary, file: Path, now: datetime, first: date | None, last: date | None, paper: str
) -> None:
    """Typesets the report as a PDF."""
    from afterneedle.paper.pages import Paper, Typesetter

    pages = Typesetter().pdf(diary.report(now, first, last), Paper(paper))
    write_private(file, pages)
    say(_("Saved {path}. A file outside the app is not locked.").format(path=file))


def make_demo(path: Path, now: datetime) -> int:
    """The sample diary at `path`, as of today; a diary that is not the sample's own is never touched."""
    from afterneedle.exchange.demo import demo_records

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        diary = Diary.open(path) if path.exists() else Diary.create(path)
        try:
            records = diary.records()
            if not all(r.id.startswith("demo-") for r in (*records.sessions, *records.check_ins)):
                raise Refused(
                    _("{path} holds a diary that is not the sample. Name another folder.").format(path=path)
                )
            diary.import_records(demo_records(diary.catalogue, now.date()), "theirs", now)
            for name, value in DEMO_SETTINGS.items():
                diary.set_setting(name, value)
        finally:
            diary.close()
    except StoreError as trouble:
        return complain(_(trouble.sentence).format(path=trouble.path))
    except Refused as trouble:
        return complain(str(trouble))
    except OSError as trouble:
        return complain(f"{trouble.filename}: {trouble.strerror}")
    return DONE


def say_demo(path: Path, report: Path, pictures: list[Path], now: datetime) -> None:
    """What the demo found, and where its files are."""
    diary = Diary.open(path)
    try:
        assessment = diary.assessment(now)
    finally:
        diary.close()
    say(_("AfterNeedle on a sample diary of an invented person, six weeks and three sessions."))
    show_flags(assessment, as_json=False)
    for flag in assessment.closed:
        if flag.level >= Level.SEE_DOCTOR:
            line = _("Earlier: {what} ({level}), answered and closed.")
            say(line.format(what=flag_title(flag), level=level_label(flag.level)))
    say(_("The diary: {path}").format(path=path))
    say(_("The report for the doctor: {path}").format(path=report))
    say(_("The pages of the window:"))
    for picture in pictures:
        say(f"  {picture}")


def show_reminder(diary: Diary, now: datetime, zone: ZoneInfo) -> None:
    """Says whether a check-in is due."""
    reminder = diary.reminder(now, zone)
    if reminder.due_since is not None:
        since = time_label(reminder.due_since.astimezone(zone))
        say(_("A check-in is due since {time}.").format(time=since))
    elif reminder.next_at is not None:
        at = time_label(reminder.next_at.astimezone(zone))
        say(_("Nothing is due. The next check-in is at {time}.").format(time=at))
    else:
        say(_("Nothing is due. No follow-up is open."))


def show_flags(assessment: Assessment, as_json: bool) -> None:
    """What is open, most pressing first."""
    if as_json:
        say(json.dumps(flags_as_json(assessment), ensure_ascii=False, indent=1))
        return
    if not assessment.flags:
        say(
            _(
                "No flag is open. This does not say that all is well: this app cannot tell what causes a symptom."
            )
        )
    for flag in assessment.flags:
        mark = _("answered") if flag.answered else level_label(flag.level)
        say(f"{flag.rule.id}  {mark}: {flag_title(flag)}. {_(flag.rule.why)}")
    if assessment.not_known:
        say(
            _("Not answered for 24 hours: {groups}.").format(
                groups=", ".join(group_label(g) for g in assessment.not_known)
            )
        )


def flags_as_json(assessment: Assessment) -> dict[str, Any]:
    """The contract of `flags --json`."""
    return {
        "at": assessment.at.isoformat(timespec="seconds"),
        "level": assessment.level.name.lower(),
        "not_known": list(assessment.not_known),
        "flags": [_flag_as_json(flag) for flag in assessment.flags],
    }


def _flag_as_json(flag: Flag) -> dict[str, Any]:
    return {
        "rule": flag.rule.id,
        "level": flag.level.name.lower(),
        "act_by": flag.act_by.value if flag.act_by else None,
        "act_before": flag.act_before.isoformat(timespec="seconds") if flag.act_before else None,
        "symptom": flag.symptom.id if flag.symptom else None,
        "place": flag.place.id if flag.place else None,
        "session": flag.session.id if flag.session else None,
        "hours": round(flag.hours, 2) if flag.hours is not None else None,
        "since": flag.since.isoformat(timespec="seconds"),
        "evidence": list(flag.evidence),
        "why": _(flag.rule.why),
        "guidance": flag.rule.guidance,
        "answered": flag.answered,
    }
