"""The small parts of FHIR resources: texts, times, references, and the codes that we could look up."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import NAMESPACE_URL, uuid5

from afterneedle.domain.catalogue import Place, Symptom
from afterneedle.domain.records import Change, Did

Json = dict[str, Any]

LOINC, SNOMED_CT = "http://loinc.org", "http://snomed.info/sct"
SYMPTOMS = "http://hl7.org/fhir/uv/symptoms"  # the HL7 guide "Symptoms Data Standards"

# LOINC
SYMPTOM = ("75325-1", "Symptom")
SYMPTOM_ABSENT = ("111551-8", "Symptom absent")
SEVERITY = ("64750-3", "Severity of symptoms")
TREND = ("89253-9", "Trend")
SPEED_OF_ONSET = ("99495-4", "Speed of condition onset")
PAIN = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
BANDS = (("LA6752-5", "Mild"), ("LA6751-7", "Moderate"), ("LA6750-9", "Severe"))

# SNOMED CT, of the Global Patient Set alone, and only where the symptom means the same.
FINDINGS = {
    "soreness": ("68962001", "Muscle pain"),
    "numbness": ("44077006", "Numbness"),
    "weakness": ("26544005", "Muscle weakness"),
    "bleeding": ("131148009", "Bleeding"),
    "fever": ("386661006", "Fever"),
    "headache": ("25064002", "Headache"),
}

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDEST = timedelta(hours=14)


class Labels(Protocol):
    """The words for what FHIR has no code for: those of the window."""

    def symptom_label(self, symptom: Symptom) -> str: ...
    def place_label(self, place: Place) -> str: ...
    def full_severity_label(self, symptom: Symptom, severity: int) -> str: ...
    def change_label(self, change: Change) -> str: ...
    def detail_label(self, id: str) -> str: ...
    def condition_label(self, id: str) -> str: ...
    def function_label(self, id: str) -> str: ...
    def limit_label(self, value: int) -> str: ...
    def did_label(self, did: Did) -> str: ...


class Urns:
    """Names for the resources of one diary: the same each time, and others than those of another diary."""

    def __init__(self, diary: str) -> None:
        self._diary = uuid5(NAMESPACE_URL, f"afterneedle:{diary}")

    def of(self, kind: str, *parts: str) -> str:
        """The name of what these parts identify."""
        return f"urn:uuid:{uuid5(self._diary, json.dumps([kind, *parts]))}"

    def identifier(self, kind: str, id: str) -> Json:
        """The id that a record has in the diary; the diary is its system, as another one may have it too."""
        return known({"system": f"urn:uuid:{self._diary}", "value": text(f"{kind}:{id}")})


def entry(urn: str, resource: Json) -> Json:
    """A resource in its bundle; what it does not say is left out."""
    return {"fullUrl": urn, "resource": known(resource)}


def known(values: Json) -> Json:
    """What there is to say: FHIR has no null, no empty text and no empty list."""
    return {key: value for key, value in values.items() if value is not None and value not in ("", [], {})}


def text(words: str) -> str | None:
    """A text as FHIR allows it, or None for one of blanks only; what no document can hold becomes a mark."""
    return _UNPRINTABLE.sub("\ufffd", words) if words.strip() else None


def moment(at: datetime) -> str:
    """A time to the second; an offset that FHIR does not know (-00:01:15) becomes UTC."""
    offset = at.utcoffset() or timedelta(0)
    if offset.seconds % 60 or abs(offset) > _WIDEST:
        at = at.astimezone(UTC)
    return at.isoformat(timespec="seconds")


def reference(urn: str) -> Json:
    """Points to a resource of the bundle."""
    return {"reference": urn}


def concept(words: str, *codes: tuple[str, tuple[str, str]]) -> Json:
    """A concept by the words we have for it, with what codes there are, each with its system."""
    codings = [{"system": system, "code": code, "display": display} for system, (code, display) in codes]
    return known({"coding": codings, "text": text(words)})


def loinc(code: tuple[str, str]) -> Json:
    """A concept of LOINC."""
    return concept(code[1], (LOINC, code))


def component(code: Json, **value: Any) -> Json | None:
    """A part of an observation, by `valueInteger` and the like; None when there is nothing to say."""
    said = known(value)
    return {"code": code, **said} if said else None


def several(*components: Json | None) -> list[Json]:
    """Those that say something."""
    return [one for one in components if one is not None]


def notes(*texts: str) -> list[Json]:
    """Texts of the patient as annotations."""
    return [{"text": words} for words in map(text, texts) if words]


def finding(symptom: Symptom, labels: Labels) -> Json:
    """What a symptom is called, with its code where it has one."""
    codes = [(SNOMED_CT, FINDINGS[symptom.id])] if symptom.id in FINDINGS else []
    return concept(labels.symptom_label(symptom), *codes)


def body_site(place: Place | None, labels: Labels) -> Json | None:
    """A place in words, with the patient's own left or right."""
    return concept(labels.place_label(place)) if place else None


def details(ids: Iterable[str], labels: Labels) -> list[Json]:
    """What else the patient said of a symptom; how suddenly it came has a code."""
    return several(
        *(
            component(loinc(SPEED_OF_ONSET), valueCodeableConcept=concept(labels.detail_label(id)))
            if id == "sudden"
            else component(concept(labels.detail_label(id)), valueBoolean=True)
            for id in sorted(ids)
        )
    )
