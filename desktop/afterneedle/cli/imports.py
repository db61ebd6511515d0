"""`afterneedle import`: a diary from a JSON file, or from our own tables, all of it or nothing."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from afterneedle.cli.asking import open_diary
from afterneedle.cli.output import Refused, say
from afterneedle.cli.reminders import keep_asking
from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.language import _
from afterneedle.content.wording.problems import unread_sentence
from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Records
from afterneedle.exchange.json_problems import problems
from afterneedle.exchange.merge import Keep
from afterneedle.transfer import read, read_texts, tables_of

SHOWN = 10  # of what cannot be read; the rest is counted


def import_diary(path: Path, file: Path, keep: Keep | None, now: datetime, zone: ZoneInfo) -> None:
    """Imports a diary; makes the one at `path` when it is not there."""
    catalogue = load_catalogue()
    records = read_diary(file, catalogue)  # a file that is refused makes no diary
    is_there = os.path.lexists(path)
    diary = open_diary(path, catalogue) if is_there else Diary.create(path, catalogue)
    try:
        merged = diary.import_records(records, keep, now)
        key = diary.key
    finally:
        diary.close()
    keep_asking(path, key, now, zone)
    new = (merged.new_sessions, merged.new_check_ins, merged.new_answers)
    changed = (merged.changed_sessions, merged.changed_check_ins, merged.changed_answers)
    sessions, check_ins, answers = map(len, new)
    done = _(
        "Imported. Sessions: {sessions}, check-ins: {check_ins}, answers: {answers}. Changed: {changed}."
    )
    say(done.format(sessions=sessions, check_ins=check_ins, answers=answers, changed=sum(map(len, changed))))
    if not is_there:
        say(_("No diary was there, so a new one was made: {path}").format(path=path))


def read_diary(file: Path, catalogue: Catalogue) -> Records:
    """The records in a file, or in it and the tables beside it; raises Refused or Impossible."""
    texts = read_texts(file)
    try:
        found = read(file, texts, catalogue)
    except Impossible:
        wrong = problems(texts[""], catalogue)
        if len(wrong) == 1:
            raise
        refused = _("Nothing was imported, because not everything in the file could be read.")
        lines = [unread_sentence(file.name, one.line, one.why) for one in wrong]
        raise _refused(refused, lines) from None
    if not found.unread:
        return found.records
    there = tables_of(file)
    lines = [unread_sentence(there[u.table].name, u.line, u.problem) for u in found.unread]
    raise _refused(_("Nothing was imported, because not every row could be read."), lines)


def _refused(sentence: str, lines: list[str]) -> Refused:
    rest = len(lines) - SHOWN
    more = [_("And {n} more.").format(n=rest)] if rest > 0 else []
    return Refused("\n".join([sentence, *lines[:SHOWN], *more]))
