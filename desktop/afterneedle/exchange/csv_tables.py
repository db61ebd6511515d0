"""The diary as four tables, lossless: check-ins with their symptoms, sessions, answers, the patient."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from afterneedle.domain.catalogue import Catalogue, Place, Symptom
from afterneedle.domain.records import (
    Answer,
    Baseline,
    CheckIn,
    Observation,
    Patient,
    Records,
    RedFlag,
    Session,
)
from afterneedle.exchange.csv_cells import (
    Dates,
    moment_cell,
    offset_cell,
    write_table,
    yes_no_cell,
    zone_cell,
)
from afterneedle.exchange.json_diary import for_a_file

# What the name of each file ends in, after what the person called the first.
CHECK_INS, SESSIONS, ANSWERS, PATIENT = TABLES = ("", "-sessions", "-answers", "-patient")

OF_BOTH = ("check_in", "row", "day", "date", "time", "utc_offset", "zone", "entered", "edited")
OF_SYMPTOM = ("symptom", "region", "side", "now", "worst", "change", "since", "details")
OF_CHECK_IN = ("asked", "none_of")
LAST = ("medicines", "note")
SESSION_COLUMNS = (
    *("session", "date", "time", "utc_offset", "zone", "about", "sites"),
    *("practitioner", "profession", "phone", "zap_felt", "zap_stopped_at_once", "zap_place", "twitch"),
    *("baseline", "note", "edited"),
)
ANSWER_COLUMNS = ("rule", "check_in", "date", "time", "utc_offset", "did", "words")
PATIENT_COLUMNS = ("name", "born", "conditions", "medicines", "allergies", "notes")
DATED = ("day", "date", "entered", "edited", "since", "born")

CHECK_IN_ROW, SYMPTOM_ROW = "check-in", "symptom"  # what a row of the first table is about
ALL = "all"  # every emergency question was asked
NONE = "none"  # no symptom before the session
SIDES = {"l": "left", "r": "right"}


def files_of(file: Path) -> dict[str, Path]:
    """Where each table lies: the check-ins in `file`, the others beside it ("diary-sessions.csv")."""
    return {table: beside(file, table) for table in TABLES}


def beside(file: Path, ending: str) -> Path:
    """A file that belongs to another, by what its name ends in."""
    return file.with_name(f"{file.stem}{ending}{file.suffix}")


def columns(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """The columns of each table, in their order."""
    return {
        CHECK_INS: (*OF_BOTH, *OF_SYMPTOM, *OF_CHECK_IN, *catalogue.functions, *LAST),
        SESSIONS: SESSION_COLUMNS,
        ANSWERS: ANSWER_COLUMNS,
        PATIENT: PATIENT_COLUMNS,
    }


def dump(records: Records, catalogue: Catalogue, dates: Dates = Dates.ISO) -> dict[str, str]:
    """The text of each table, by what the name of its file ends in."""
    ordered = for_a_file(records)
    rows: dict[str, Iterator[Sequence[str]]] = {
        CHECK_INS: (r for c in ordered.check_ins for r in _check_in_rows(c, catalogue, dates)),
        SESSIONS: (_session_row(s, dates) for s in ordered.sessions),
        ANSWERS: (_answer_row(a, dates) for a in ordered.answers),
        PATIENT: (_patient_row(p, dates) for p in (ordered.patient,) if p != Patient()),
    }
    named = columns(catalogue)
    return {table: write_table(named[table], DATED, rows[table], dates) for table in TABLES}


def _check_in_rows(check_in: CheckIn, catalogue: Catalogue, dates: Dates) -> Iterator[list[str]]:
    """First what is said of all, then a row for each sign and symptom."""
    felt_at = check_in.felt_at
    of_both = [
        dates.cell(check_in.day),
        *(dates.cell(felt_at.date()), f"{felt_at:%H:%M:%S}", offset_cell(felt_at), zone_cell(check_in.zone)),
        moment_cell(check_in.entered_at, dates),
        moment_cell(check_in.edited_at, dates),
    ]
    function = (check_in.function.get(name) for name in catalogue.functions)
    yield [
        *(check_in.id, CHECK_IN_ROW, *of_both, *[""] * len(OF_SYMPTOM)),
        _asked(check_in, catalogue.red_flags_asked),
        " ".join(sorted(check_in.none_of)),
        *("" if limit is None else str(limit) for limit in function),
        *(check_in.medicines, check_in.note),
    ]
    empty = [""] * (len(OF_CHECK_IN) + len(catalogue.functions) + len(LAST))
    for sign in check_in.red_flags.present:
        yield [check_in.id, SYMPTOM_ROW, *of_both, *_sign(sign), *empty]
    for observation in check_in.observations:
        yield [check_in.id, SYMPTOM_ROW, *of_both, *_observation(observation, dates), *empty]


def _asked(check_in: CheckIn, all_asked: frozenset[Symptom]) -> str:
    asked = check_in.red_flags.asked
    return ALL if asked == all_asked else " ".join(sorted(s.id for s in asked))


def _sign(sign: RedFlag) -> tuple[str, ...]:
    return sign.symptom.id, *_place(sign.place), "yes", "", "", "", " ".join(sorted(sign.details))


def _observation(said: Observation, dates: Dates) -> tuple[str, ...]:
    return (
        said.symptom.id,
        *_place(said.place),
        yes_no_cell(said.now),
        "" if said.worst is None else str(said.worst),
        said.change.value if said.change else "",
        moment_cell(said.since, dates),
        " ".join(sorted(said.details)),
    )


def _place(place: Place | None) -> tuple[str, str]:
    return (place.region.id, SIDES[place.side]) if place else ("", "")


def _session_row(session: Session, dates: Dates) -> list[str]:
    ended_at, by, zap = session.ended_at, session.practitioner, session.zap
    return [
        *(session.id, dates.cell(ended_at.date()), f"{ended_at:%H:%M:%S}", offset_cell(ended_at)),
        *(zone_cell(session.zone), yes_no_cell(session.ended_about), " ".join(p.id for p in session.sites)),
        *(by.name, by.profession, by.phone),
        *(yes_no_cell(zap.felt), yes_no_cell(zap.stopped_at_once), zap.place.id if zap.place else ""),
        *(yes_no_cell(session.twitch), _baselines(session.baseline)),
        *(session.note, moment_cell(session.edited_at, dates)),
    ]


def _baselines(baselines: tuple[Baseline, ...] | None) -> str:
    """What was there before, like "numbness palm.l 1; headache 3"."""
    if baselines is None:
        return ""
    said = ([b.symptom.id, *([b.place.id] if b.place else []), str(b.severity)] for b in baselines)
    return "; ".join(" ".join(words) for words in said) or NONE


def _answer_row(answer: Answer, dates: Dates) -> list[str]:
    at = answer.at
    when = (dates.cell(at.date()), f"{at:%H:%M:%S}", offset_cell(at))
    return [answer.rule, answer.check_in, *when, answer.did.value, answer.words]


def _patient_row(patient: Patient, dates: Dates) -> list[str]:
    born = dates.cell(patient.born) if patient.born else ""
    conditions = " ".join(patient.conditions)
    return [patient.name, born, conditions, patient.medicines, patient.allergies, patient.notes]
