"""The values of a diary file, version 1, into records: everything in it is understood, or nothing is read."""

from dataclasses import dataclass
from types import MappingProxyType

from afterneedle.domain.catalogue import Catalogue, Place, Symptom
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import (
    GROUPS_DENIED,
    Answer,
    Baseline,
    Change,
    CheckIn,
    Did,
    Observation,
    Patient,
    Practitioner,
    Records,
    RedFlag,
    RedFlags,
    Session,
    Zap,
)
from afterneedle.exchange.json_values import Value, offset_name, shown
from afterneedle.exchange.zone_names import is_zone

FORMAT = "afterneedle-diary"
VERSION = 1

_GROUPS = {name: name for name in GROUPS_DENIED}
_CHANGES = {change.value: change for change in Change}
_DIDS = {did.value: did for did in Did}


@dataclass(frozen=True)
class Reader:
    """Values into records, with the words of one catalogue."""

    catalogue: Catalogue

    def records(self, value: Value) -> Records:
        _check_format(value)
        table = value.table("format", "version", "patient", "sessions", "check_ins", "answers")
        sessions = table.get("sessions", lambda v: v.each(self.session), ())
        check_ins = table.get("check_ins", lambda v: v.each(self.check_in), ())
        session_ids, check_in_ids = [s.id for s in sessions], [c.id for c in check_ins]
        _check_ids("sessions", session_ids)
        _check_ids("check_ins", check_in_ids)
        known = {*session_ids, *check_in_ids}
        answers = table.get("answers", lambda v: v.each(lambda a: self.answer(a, known)), ())
        _check_once(answers)
        return Records(table.get("patient", self.patient, Patient()), sessions, check_ins, answers)

    def patient(self, value: Value) -> Patient:
        table = value.table("name", "born", "conditions", "medicines", "allergies", "notes")
        return value.make(
            Patient,
            name=table.get("name", Value.text, ""),
            born=table.get("born", Value.day, None),
            conditions=table.get("conditions", lambda v: v.each_once(self.condition), ()),
            medicines=table.get("medicines", Value.text, ""),
            allergies=table.get("allergies", Value.text, ""),
            notes=table.get("notes", Value.text, ""),
        )

    def session(self, value: Value) -> Session:
        table = value.table(
            *("id", "ended_at", "ended_about", "zone", "sites", "practitioner"),
            *("zap", "twitch", "baseline", "note", "edited_at"),
        )
        ended_at = table["ended_at"].moment()
        return value.make(
            Session,
            id=table["id"].text(),
            ended_at=ended_at,
            ended_about=table.get("ended_about", Value.yes_no, False),
            zone=table.get("zone", _zone, offset_name(ended_at)),
            sites=table["sites"].each(self.place),
            practitioner=table.get("practitioner", _practitioner, Practitioner()),
            zap=table.get("zap", self.zap, None) or Zap(),
            twitch=table.get("twitch", Value.yes_no, None),
            baseline=table.get("baseline", lambda v: v.each(self.baseline), None),
            note=table.get("note", Value.text, ""),
            edited_at=table.get("edited_at", Value.moment, None),
        )

    def zap(self, value: Value) -> Zap:
        table = value.table("felt", "stopped_at_once", "place")
        return value.make(
            Zap,
            felt=table.get("felt", Value.yes_no, None),
            stopped_at_once=table.get("stopped_at_once", Value.yes_no, None),
            place=table.get("place", self.place, None),
        )

    def baseline(self, value: Value) -> Baseline:
        table = value.table("symptom", "place", "severity")
        return value.make(
            Baseline,
            symptom=self.symptom(table["symptom"]),
            place=table.get("place", self.place, None),
            severity=table["severity"].whole(),
        )

    def check_in(self, value: Value) -> CheckIn:
        table = value.table(
            *("id", "felt_at", "entered_at", "zone", "day", "red_flags", "none_of", "observations"),
            *("function", "medicines", "note", "edited_at"),
        )
        felt_at = table["felt_at"].moment()
        return value.make(
            CheckIn,
            id=table["id"].text(),
            felt_at=felt_at,
            entered_at=table.get("entered_at", Value.moment, felt_at),
            zone=table.get("zone", _zone, offset_name(felt_at)),
            day=table.get("day", Value.day, felt_at.date()),
            red_flags=table.get("red_flags", self.red_flags, RedFlags()),
            none_of=frozenset(table.get("none_of", lambda v: v.each_once(_group), ())),
            observations=table.get("observations", lambda v: v.each(self.observation), ()),
            function=MappingProxyType(table.get("function", self.function, {})),
            medicines=table.get("medicines", Value.text, ""),
            note=table.get("note", Value.text, ""),
            edited_at=table.get("edited_at", Value.moment, None),
        )

    def red_flags(self, value: Value) -> RedFlags:
        table = value.table("asked", "present")
        return value.make(
            RedFlags,
            asked=table.get("asked", self.asked, frozenset()),
            present=table.get("present", lambda v: v.each(self.red_flag), ()),
        )

    def asked(self, value: Value) -> frozenset[Symptom]:
        if value.raw is True:
            return self.catalogue.red_flags_asked
        if not isinstance(value.raw, list):
            raise value.refusal("must be true or a list")
        return frozenset(value.each_once(self.red_symptom))

    def red_flag(self, value: Value) -> RedFlag:
        if isinstance(value.raw, str):
            return value.make(RedFlag, self.red_symptom(value))
        table = value.table("symptom", "place", "details")
        symptom = self.red_symptom(table["symptom"])
        return value.make(
            RedFlag,
            symptom=symptom,
            place=table.get("place", self.place, None),
            details=table.get("details", lambda v: _details(v, symptom), frozenset()),
        )

    def red_symptom(self, value: Value) -> Symptom:
        symptom = self.symptom(value)
        if not symptom.is_red:
            raise value.refusal('"{name}" belongs in observations', name=symptom.id)
        return symptom

    def observation(self, value: Value) -> Observation:
        table = value.table("symptom", "place", "now", "worst", "change", "since", "details")
        symptom = self.symptom(table["symptom"])
        return value.make(
            Observation,
            symptom=symptom,
            place=table.get("place", self.place, None),
            now=table.get("now", Value.yes_no, True),
            worst=table.get("worst", Value.whole, None),
            change=table.get("change", _change, None),
            since=table.get("since", Value.moment, None),
            details=table.get("details", lambda v: _details(v, symptom), frozenset()),
        )

    def function(self, value: Value) -> dict[str, int]:
        entries = value.any_table().entries()
        for name, entry in entries:
            if name not in self.catalogue.functions:
                raise entry.refusal('no function called "{name}"', name=shown(name))
        return {name: entry.whole() for name, entry in entries}

    def answer(self, value: Value, known: set[str]) -> Answer:
        table = value.table("rule", "check_in", "at", "did", "words")
        check_in = table["check_in"]
        if check_in.text() not in known:
            raise check_in.refusal('no check-in or session called "{name}"', name=shown(check_in.raw))
        return value.make(
            Answer,
            rule=table["rule"].text(),
            check_in=check_in.text(),
            at=table["at"].moment(),
            did=table["did"].one_of(_DIDS, 'no answer called "{name}"'),
            words=table.get("words", Value.text, ""),
        )

    def symptom(self, value: Value) -> Symptom:
        return value.one_of(self.catalogue.symptoms, 'no symptom called "{name}"')

    def place(self, value: Value) -> Place:
        return value.one_of(self.catalogue.places, 'no place called "{name}"')

    def condition(self, value: Value) -> str:
        conditions = {name: name for name in self.catalogue.conditions}
        return value.one_of(conditions, 'no condition called "{name}"')


def _check_format(value: Value) -> None:
    if not isinstance(value.raw, dict) or value.raw.get("format") != FORMAT:
        raise Impossible("format", "this is not an AfterNeedle diary")
    version = value.any_table()["version"]
    number = version.whole()
    if number > VERSION:
        raise version.refusal("version {number} was made by a newer AfterNeedle", number=number)
    if number < 1:
        raise version.refusal("there is no version {number}", number=number)


def _check_ids(name: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for n, record_id in enumerate(ids):
        if record_id in seen:
            raise Impossible(f"{name}[{n}].id", 'the id "{id}" is used twice', id=shown(record_id))
        seen.add(record_id)


def _check_once(answers: tuple[Answer, ...]) -> None:
    seen: set[tuple[str, str, str, Did]] = set()
    for n, answer in enumerate(answers):
        key = (answer.rule, answer.check_in, answer.at.isoformat(), answer.did)
        if key in seen:
            raise Impossible(f"answers[{n}]", "the same answer is there twice")
        seen.add(key)


def _practitioner(value: Value) -> Practitioner:
    table = value.table("name", "profession", "phone")
    return value.make(
        Practitioner,
        name=table.get("name", Value.text, ""),
        profession=table.get("profession", Value.text, ""),
        phone=table.get("phone", Value.text, ""),
    )


def _details(value: Value, symptom: Symptom) -> frozenset[str]:
    options = {name: name for name in symptom.details}
    reason = '"{symptom}" has no detail called "{name}"'
    return frozenset(value.each_once(lambda v: v.one_of(options, reason, symptom=symptom.id)))


def _group(value: Value) -> str:
    return value.one_of(_GROUPS, 'no group called "{name}"')


def _change(value: Value) -> Change:
    return value.one_of(_CHANGES, 'no change called "{name}"')


def _zone(value: Value) -> str:
    name = value.text()
    if not is_zone(name):
        raise value.refusal('no time zone called "{name}"', name=shown(name))
    return name
