"""./run dump: writes a diary of the present schema as SQL, and as JSON what the program says of it.

Both are the ground that tests/store/test_migrations.py starts from. Those of a schema that was released are
never written again: only the program that made them can tell what is in them.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Place, Symptom
from afterneedle.domain.records import (
    Answer,
    Baseline,
    Change,
    CheckIn,
    Did,
    Observation,
    Patient,
    Practitioner,
    RedFlag,
    RedFlags,
    Session,
    Zap,
)
from afterneedle.store.schema import APPLICATION_ID, SCHEMA
from messages import HERE

FOLDER = HERE / "tests" / "store" / "databases"
LONDON, KATHMANDU = UTC, timezone(timedelta(hours=5, minutes=45))
MONDAY = datetime(2026, 3, 2, 10, tzinfo=LONDON)


def main() -> None:
    """The diary is dumped before it is walked through."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "diary.db"
        diary = Diary.create(path)
        live(diary)
        diary.close()
        sql = dump(path)
        diary = Diary.open(path)
        said = told(diary)
        diary.close()
    FOLDER.mkdir(exist_ok=True)
    for ending, text in (("sql", sql), ("json", json.dumps(said, ensure_ascii=False, indent=1) + "\n")):
        (FOLDER / f"schema_{SCHEMA}.{ending}").write_text(text, "utf-8")


def dump(path: Path) -> str:
    """All of a file, as SQL that makes it again."""
    with closing(sqlite3.connect(path)) as db:
        lines = list(db.iterdump())
    head = [f"PRAGMA application_id = {APPLICATION_ID};", f"PRAGMA user_version = {SCHEMA};"]
    return "\n".join([*head, *lines]) + "\n"


def live(diary: Diary) -> None:
    """Everything that a person can do with a diary, except in its settings."""
    at = (MONDAY + timedelta(days=3, minutes=n) for n in range(1000))
    first, second = sessions(diary)
    red, quiet, late, small = check_ins(diary)
    diary.save_patient(Patient("Zoë 王", notes="first"), next(at))
    diary.record_session(first, next(at))
    diary.record_session(second, next(at))
    diary.check_in(red, next(at))
    diary.check_ins([quiet, late], next(at))
    for number, did in enumerate(Did):
        about = (first.id, red.id)[number % 2]
        diary.answer(Answer("N07", about, next(at), did, "“rest” 🌿\nthen call"), next(at))
    diary.save_patient(
        Patient(
            *("Zoë 王 🌿", date(1984, 2, 29), ("diabetes", "blood_thinner"), "aspirin; 5 µg"),
            *("nüsse", "two\nlines, 'quotes' and \\"),
        ),
        next(at),
    )
    diary.check_in(replace(red, observations=red.observations[1:], note="edited"), next(at))
    diary.check_in(replace(red, observations=red.observations[:2], note="edited twice"), next(at))
    diary.record_session(replace(first, sites=first.sites[:1], baseline=None, note="edited"), next(at))
    diary.undo(next(at))  # the edit of the session
    diary.remove_check_in(late.id, next(at))
    diary.undo(next(at))
    diary.redo(next(at))
    diary.restore(late.id, next(at))
    diary.remove_session(second.id, next(at))
    diary.remove_check_in(quiet.id, next(at))
    diary.check_in(small, next(at))
    diary.remove_check_in(small.id, next(at))
    diary.undo(next(at))
    diary.undo(next(at))  # the highest id is in use no more
    diary.set_setting("emergency_number", "112")
    diary.set_setting("text_size", "150")
    diary.keep_draft('{"note": "half a thought …"}')


def sessions(diary: Diary) -> tuple[Session, Session]:
    """One with everything in it, and one with nothing."""
    symptoms, places = diary.catalogue.symptoms, diary.catalogue.places
    full = Session(
        *("s1", MONDAY, "Europe/London", (places["trapezius_top.r"], places["low_back.l"])),
        ended_about=True,
        practitioner=Practitioner("K. Osei", "physiotherapist", "+44 1632 960 001"),
        zap=Zap(felt=True, stopped_at_once=False, place=places["hand_back.r"]),
        twitch=True,
        baseline=(
            Baseline(symptoms["old_pain"], places["blade.r"], 4),
            Baseline(symptoms["numbness"], places["foot_top.l"], 1),
        ),
        note="needled “deep” – 針",
    )
    ended_at = (MONDAY + timedelta(days=1, microseconds=500_000)).astimezone(KATHMANDU)
    return full, Session("s2", ended_at, "Asia/Kathmandu", (), baseline=())


def check_ins(diary: Diary) -> tuple[CheckIn, CheckIn, CheckIn, CheckIn]:
    """One with emergency signs, a quiet one, one that was entered late for the day before, a small one."""
    symptoms, places = diary.catalogue.symptoms, diary.catalogue.places
    since = MONDAY + timedelta(hours=9)
    red = CheckIn(
        *("c1", since, since + timedelta(minutes=1), "Europe/London", since.date()),
        red_flags=RedFlags(
            frozenset(symptoms[s] for s in ("rf_chest", "rf_stroke", "drop", "bleeding")),
            (
                RedFlag(symptoms["rf_chest"]),
                RedFlag(symptoms["drop"], places["foot_top.l"], frozenset({"sudden", "in_clinic"})),
            ),
        ),
        observations=(
            Observation(symptoms["soreness"], places["trapezius_top.r"], worst=6),
            Observation(
                *(symptoms["tingling"], places["foot_top.l"], True, 2, Change.WORSE, since),
                frozenset({"wider_area", "breaks_sleep"}),
            ),
            Observation(symptoms["electric"], places["hand_back.r"], now=False, worst=3),
            Observation(symptoms["fever"]),
        ),
        function={"lift_foot.l": 2, "sleep": 1},
        medicines="paracetamol 2 × 500 mg",
        note="schießt ins Bein; 痛い",
    )
    felt_at = (MONDAY + timedelta(days=1, hours=9)).astimezone(KATHMANDU)
    quiet = CheckIn(
        *("c2", felt_at, felt_at, "Asia/Kathmandu", felt_at.date()),
        red_flags=RedFlags(diary.catalogue.red_flags_asked),
        none_of=frozenset({"nerve", "movement", "skin", "general"}),
        observations=(Observation(symptoms["soreness"], places["trapezius_top.r"], worst=0),),
    )
    night = datetime(2026, 3, 4, 0, 30, 0, 250_000, LONDON)
    late = CheckIn(
        *("c3", night, night + timedelta(days=1), "Europe/London", date(2026, 3, 3)),
        observations=(
            Observation(symptoms["tingling"], places["foot_top.l"], change=Change.BETTER),
            Observation(symptoms["numbness"], places["foot_top.l"], now=False, worst=0),
        ),
    )
    return red, quiet, late, CheckIn("c4", night, night, "Europe/London", night.date())


def told(diary: Diary) -> dict[str, Any]:
    """What the program says of a diary, from its records to each step of undo and redo; walks all of them."""
    now, entries = MONDAY + timedelta(days=9), records(diary)
    names = [key.split()[1] for key in entries if key.startswith(("session", "check_in"))]
    return {
        "records": entries,
        "deleted": plain(diary.deleted()),
        "edits": {name: plain(diary.edits(name)) for name in names},
        "settings": {name: diary.setting(name) for name in ("emergency_number", "text_size", "draft")},
        "undo": list(walk(diary, "undo", now)),
        "redo": list(walk(diary, "redo", now)),
    }


def walk(diary: Diary, verb: str, now: datetime) -> Iterator[dict[str, Any]]:
    """Undoes, or does again, all that can be; what each step changed."""
    before = records(diary)
    while diary.undoable() if verb == "undo" else diary.redoable():
        label = getattr(diary, verb)(now)
        after = records(diary)
        changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        yield {"label": label, "changed": {key: after.get(key) for key in changed}}
        before = after


def records(diary: Diary) -> dict[str, Any]:
    """Every record, under a name of its own."""
    found = diary.records()
    return {
        "patient": plain(found.patient),
        **{f"session {one.id}": plain(one) for one in found.sessions},
        **{f"check_in {one.id}": plain(one) for one in found.check_ins},
        **{f"answer {one.rule} {one.check_in} {one.at.isoformat()}": plain(one) for one in found.answers},
    }


def plain(value: Any) -> Any:
    """Records in values of JSON; symptoms and places by their ids."""
    return json.loads(json.dumps(value, default=_plain))


def _plain(value: Any) -> Any:
    match value:
        case Symptom() | Place():
            return value.id
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Mapping():
            return dict(value)
        case frozenset():
            return sorted(map(plain, value))
    return {field.name: getattr(value, field.name) for field in fields(value)}


if __name__ == "__main__":
    main()
