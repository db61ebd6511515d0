"""A check-in as FHIR observations, by the profiles of the HL7 guide "Symptoms Data Standards"."""

from collections.abc import Iterator

from afterneedle.domain.catalogue import Catalogue, Place, Scale, Symptom
from afterneedle.domain.records import CheckIn, Observation, RedFlag
from afterneedle.exchange.fhir_values import (
    BANDS,
    FINDINGS,
    LOINC,
    PAIN,
    SEVERITY,
    SYMPTOM,
    SYMPTOM_ABSENT,
    SYMPTOMS,
    TREND,
    Json,
    Labels,
    Urns,
    body_site,
    component,
    concept,
    details,
    entry,
    finding,
    known,
    loinc,
    moment,
    notes,
    reference,
    several,
    text,
)

SYMPTOM_CATEGORY = ("symptom", "Symptom")


class CheckInWriter:
    """Writes the check-ins of one diary."""

    def __init__(self, catalogue: Catalogue, labels: Labels, urns: Urns, patient: str) -> None:
        self.catalogue, self.labels, self.urns, self.patient = catalogue, labels, urns, patient

    def entries(self, check_in: CheckIn) -> Iterator[Json]:
        """The check-in itself, then each sign, symptom and answer of it, present and absent."""
        members = [
            *(self._sign(check_in, sign) for sign in check_in.red_flags.present),
            *(self._symptom(check_in, said) for said in check_in.observations),
            *(self._absent(check_in, symptom, None) for symptom in self._denied(check_in)),
            *(self._function(check_in, name, limit) for name, limit in sorted(check_in.function.items())),
        ]
        resource = self.observed(check_in, code=concept("Check-in"))
        resource["identifier"] = [self.urns.identifier("check-in", check_in.id)]
        resource["hasMember"] = [reference(member["fullUrl"]) for member in members]
        resource["note"] = notes(check_in.note)
        resource["component"] = several(
            component(concept("Day that it counts for"), valueString=check_in.day.isoformat()),
            component(concept("Time zone"), valueString=check_in.zone),
            component(concept("Medicines taken"), valueString=text(check_in.medicines)),
        )
        yield entry(self.urns.of("check-in", check_in.id), resource)
        yield from members

    def observed(self, check_in: CheckIn, **said: object) -> Json:
        """What every observation of a check-in has; entered late, it is issued later than it is effective."""
        return {
            "resourceType": "Observation",
            "status": "amended" if check_in.edited_at else "final",
            "subject": reference(self.patient),
            "effectiveDateTime": moment(check_in.felt_at),
            "issued": moment(check_in.edited_at or check_in.entered_at),
            "performer": [reference(self.patient)],
            **said,
        }

    def _denied(self, check_in: CheckIn) -> list[Symptom]:
        """Asked and not there, alone or with its whole group; what has a line of its own is said there."""
        spoken_of = {o.symptom for o in check_in.observations}
        symptoms = self.catalogue.symptoms.values()
        return [s for s in symptoms if check_in.denies(s) and s not in spoken_of]

    def _symptom(self, check_in: CheckIn, said: Observation) -> Json:
        if said.is_gone:
            return self._absent(check_in, said.symptom, said)
        if said.worst == 0:
            return self._zero(check_in, said)
        parts = [
            *severity_components(said.symptom, said.worst, self.labels),
            component(concept("There at the time of the check-in"), valueBoolean=said.now),
        ]
        return self._present(check_in, said.symptom, said.place, said, parts)

    def _sign(self, check_in: CheckIn, sign: RedFlag) -> Json:
        return self._present(check_in, sign.symptom, sign.place, sign, [])

    def _present(
        self,
        check_in: CheckIn,
        symptom: Symptom,
        place: Place | None,
        said: Observation | RedFlag,
        parts: list[Json | None],
    ) -> Json:
        resource = self.observed(check_in, **symptom_there(symptom, self.labels))
        resource["bodySite"] = body_site(place, self.labels)
        if isinstance(said, Observation):
            parts += self._course(check_in, said, resource)
        resource["component"] = several(*parts) + details(said.details, self.labels)
        return entry(self._urn(check_in, symptom, place), resource)

    def _course(self, check_in: CheckIn, said: Observation, resource: Json) -> list[Json | None]:
        """How it compares, and since when; a beginning makes a period of the moment, as in the guide."""
        trend = concept(self.labels.change_label(said.change)) if said.change else None
        parts = [component(loinc(TREND), valueCodeableConcept=trend)]
        if said.since is None:
            return parts
        if said.since > check_in.felt_at:
            return [*parts, component(concept("Began"), valueDateTime=moment(said.since))]
        until = resource.pop("effectiveDateTime")
        resource["effectivePeriod"] = {"start": moment(said.since), "end": until}
        return parts

    def _absent(self, check_in: CheckIn, symptom: Symptom, said: Observation | None) -> Json:
        place = said.place if said else None
        resource = self.observed(check_in, code=loinc(SYMPTOM_ABSENT), **_profile("SymptomAbsent", symptom))
        resource["valueCodeableConcept"] = finding(symptom, self.labels)
        resource["bodySite"] = body_site(place, self.labels)
        resource["note"] = (
            notes(*(self.labels.detail_label(id) for id in sorted(said.details))) if said else []
        )
        return entry(self._urn(check_in, symptom, place), resource)

    def _zero(self, check_in: CheckIn, said: Observation) -> Json:
        """Answered with 0 and not called gone: a number, and neither a symptom nor its absence."""
        words = self.labels.symptom_label(said.symptom)
        codes = [(LOINC, PAIN)] if said.symptom.scale is Scale.PAIN else []
        resource = self.observed(check_in, code=concept(words, *codes), valueInteger=0)
        resource["bodySite"] = body_site(said.place, self.labels)
        resource["component"] = several(*self._course(check_in, said, resource))
        resource["component"] += details(said.details, self.labels)
        return entry(self._urn(check_in, said.symptom, said.place), resource)

    def _function(self, check_in: CheckIn, name: str, limit: int) -> Json:
        code = concept(f"{self.labels.function_label(name)}, 0 no limit to 3 stops me")
        resource = self.observed(check_in, code=code, valueInteger=limit)
        resource["note"] = notes(self.labels.limit_label(limit))
        return entry(self.urns.of("function", check_in.id, name), resource)

    def _urn(self, check_in: CheckIn, symptom: Symptom, place: Place | None) -> str:
        return self.urns.of("symptom", check_in.id, symptom.id, place.id if place else "")


def symptom_there(symptom: Symptom, labels: Labels) -> Json:
    """The code, category and value by which a symptom is there."""
    category = concept("Symptom", (f"{SYMPTOMS}/CodeSystem/SymptomTemporary", SYMPTOM_CATEGORY))
    return known(
        {
            **_profile("Symptom", symptom),
            "category": [category],
            "code": loinc(SYMPTOM),
            "valueCodeableConcept": finding(symptom, labels),
        }
    )


def severity_components(symptom: Symptom, worst: int | None, labels: Labels) -> list[Json | None]:
    """The worst since the last check-in, 1 to the top: in words with its band, and pain as a number too."""
    if worst is None or worst == 0 or symptom.scale is Scale.YES_NO:
        return []
    words = labels.full_severity_label(symptom, worst)
    band = concept(words, (LOINC, BANDS[symptom.band(worst) - 1]))
    is_pain = symptom.scale is Scale.PAIN
    return [
        component(loinc(SEVERITY), valueCodeableConcept=band),
        component(loinc(PAIN), valueInteger=worst) if is_pain else None,
    ]


def _profile(name: str, symptom: Symptom) -> Json:
    """Its profile is claimed only where the symptom has a code: the guide asks for one."""
    profile = f"{SYMPTOMS}/StructureDefinition/{name}Observation"
    return {"meta": {"profile": [profile]}} if symptom.id in FINDINGS else {}
