"""The diary as a FHIR R4 bundle of the type "collection": docs/fhir.md maps every field."""

import json
from collections.abc import Iterator
from datetime import datetime

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Answer, Baseline, Patient, Practitioner, Records, Session
from afterneedle.exchange.fhir_check_ins import CheckInWriter, severity_components, symptom_there
from afterneedle.exchange.fhir_values import (
    Json,
    Labels,
    Urns,
    body_site,
    component,
    concept,
    entry,
    moment,
    notes,
    reference,
    several,
    text,
)
from afterneedle.exchange.json_diary import for_a_file


def dump(
    records: Records, catalogue: Catalogue, labels: Labels, made_at: datetime, diary: str
) -> Iterator[str]:
    """The bundle as JSON, a resource a line; the same records at the same moment make the same text.

    `diary` tells this diary from every other one and stays the same: then a resource has one name for good.
    It comes piece by piece: the bundle of many years does not fit in memory beside the diary.
    """
    ordered = for_a_file(records)
    about = {"resourceType": "Bundle", "type": "collection", "timestamp": moment(made_at)}
    before = json.dumps(about)[:-1] + ', "entry": [\n'
    for resource in _Writer(ordered, catalogue, labels, Urns(diary)).entries():
        yield before + json.dumps(resource, ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


class _Writer:
    def __init__(self, records: Records, catalogue: Catalogue, labels: Labels, urns: Urns) -> None:
        self.records, self.labels, self.urns = records, labels, urns
        self.patient = urns.of("patient")
        self.check_ins = CheckInWriter(catalogue, labels, urns, self.patient)
        self.sessions = {session.id for session in records.sessions}

    def entries(self) -> Iterator[Json]:
        records = self.records
        yield self.about(records.patient)
        if background := self.background(records.patient):
            yield background
        practitioners = {s.practitioner: None for s in records.sessions if s.practitioner != Practitioner()}
        yield from map(self.practitioner, practitioners)
        for session in records.sessions:
            yield from self.session(session)
        for check_in in records.check_ins:
            yield from self.check_ins.entries(check_in)
        for answer in records.answers:
            yield self.answer(answer)

    def about(self, patient: Patient) -> Json:
        name = text(patient.name)
        resource = {
            "resourceType": "Patient",
            "name": [{"text": name}] if name else None,
            "birthDate": patient.born.isoformat() if patient.born else None,
        }
        return entry(self.patient, resource)

    def background(self, patient: Patient) -> Json | None:
        """What the patient says about themselves, for a clinician to make something of."""
        said = [
            *(
                component(concept(self.labels.condition_label(id)), valueBoolean=True)
                for id in patient.conditions
            ),
            component(concept("Medicines"), valueString=text(patient.medicines)),
            component(concept("Allergies"), valueString=text(patient.allergies)),
            component(concept("Notes"), valueString=text(patient.notes)),
        ]
        parts = several(*said)
        if not parts:
            return None
        resource = self.told(code=concept("What the patient says about themselves"), component=parts)
        return entry(self.urns.of("background"), resource)

    def practitioner(self, practitioner: Practitioner) -> Json:
        name, phone, profession = map(text, (practitioner.name, practitioner.phone, practitioner.profession))
        resource = {
            "resourceType": "Practitioner",
            "name": [{"text": name}] if name else None,
            "telecom": [{"system": "phone", "value": phone}] if phone else None,
            "qualification": [{"code": concept(profession)}] if profession else None,
        }
        return entry(self._practitioner_urn(practitioner), resource)

    def session(self, session: Session) -> Iterator[Json]:
        """The procedure, what was felt during it, and what was there before."""
        procedure, by = self.urns.of("session", session.id), session.practitioner
        about = "The time is only about right." if session.ended_about else ""
        resource = {
            "resourceType": "Procedure",
            "identifier": [self.urns.identifier("session", session.id)],
            "status": "completed",
            "code": concept("Dry needling"),
            "subject": reference(self.patient),
            "performedPeriod": {"end": moment(session.ended_at)},
            "performer": None if by == Practitioner() else [{"actor": reference(self._practitioner_urn(by))}],
            "bodySite": [body_site(place, self.labels) for place in session.sites],
            "note": notes(session.note, about, f"Time zone: {session.zone}", *_edited(session)),
        }
        yield entry(procedure, resource)
        yield from self._during(session, procedure)
        yield from self._before(session, procedure)

    def _during(self, session: Session, procedure: str) -> Iterator[Json]:
        zap = session.zap
        stopped = component(concept("It stopped at once"), valueBoolean=zap.stopped_at_once)
        site = body_site(zap.place, self.labels)
        if zap.felt is not None or stopped or site:
            resource = self.told(
                code=concept("A shock or zap along a limb while a needle was in"),
                partOf=[reference(procedure)],
                effectiveDateTime=moment(session.ended_at),
                valueBoolean=zap.felt,
                bodySite=site,
                component=several(stopped),
            )
            yield entry(self.urns.of("zap", session.id), resource)
        if session.twitch is not None:
            resource = self.told(
                code=concept("The muscle twitched while a needle was in"),
                partOf=[reference(procedure)],
                effectiveDateTime=moment(session.ended_at),
                valueBoolean=session.twitch,
            )
            yield entry(self.urns.of("twitch", session.id), resource)

    def _before(self, session: Session, procedure: str) -> Iterator[Json]:
        """Symptoms of before the session; that there were none is said, that nobody asked is not."""
        before = {
            "partOf": [reference(procedure)],
            "effectivePeriod": {"end": moment(session.ended_at)},
        }
        if session.baseline == ():
            resource = self.told(code=concept("Symptoms before the session"), **before, valueBoolean=False)
            yield entry(self.urns.of("no-baseline", session.id), resource)
        for said in session.baseline or ():
            yield self._baseline(session, said, before)

    def _baseline(self, session: Session, said: Baseline, before: Json) -> Json:
        resource = self.told(**before, **symptom_there(said.symptom, self.labels))
        resource["bodySite"] = body_site(said.place, self.labels)
        resource["component"] = several(*severity_components(said.symptom, said.severity, self.labels))
        resource["note"] = notes("It was there before the session.")
        place = said.place.id if said.place else ""
        return entry(self.urns.of("baseline", session.id, said.symptom.id, place), resource)

    def answer(self, answer: Answer) -> Json:
        """What the patient did about a flag; the flag itself is derived and not in the bundle."""
        kind = "session" if answer.check_in in self.sessions else "check-in"
        at = answer.at.isoformat()
        resource = self.told(
            code=concept("What the patient did about a flag"),
            focus=[reference(self.urns.of(kind, answer.check_in))],
            effectiveDateTime=moment(answer.at),
            valueCodeableConcept=concept(self.labels.did_label(answer.did)),
            component=several(component(concept("Rule"), valueString=text(answer.rule))),
            note=notes(answer.words),
        )
        return entry(self.urns.of("answer", answer.rule, answer.check_in, at, answer.did.value), resource)

    def told(self, **said: object) -> Json:
        """An observation of the patient's own."""
        return {
            "resourceType": "Observation",
            "status": "final",
            "subject": reference(self.patient),
            "performer": [reference(self.patient)],
            **said,
        }

    def _practitioner_urn(self, by: Practitioner) -> str:
        return self.urns.of("practitioner", by.name, by.profession, by.phone)


def _edited(session: Session) -> list[str]:
    return [f"Edited: {moment(session.edited_at)}"] if session.edited_at else []
