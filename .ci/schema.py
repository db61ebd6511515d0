"""./run schema: writes resources/diary-1.schema.json, the JSON Schema of a diary file, from the catalogue."""

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.catalogue import Catalogue, PlaceNeed, Scale, Symptom
from afterneedle.domain.impossible import ID_LENGTH, TEXT_LENGTH
from afterneedle.domain.records import GROUPS_DENIED, Change, Did
from afterneedle.exchange.json_reading import FORMAT, VERSION
from messages import HERE

FILE = HERE / "resources" / f"diary-{VERSION}.schema.json"

MONTH, DAY, TIME = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])", "([01][0-9]|2[0-3]):[0-5][0-9]"
SECONDS = "(:[0-5][0-9]([.,][0-9]+)?)?"
DATE_PATTERN = f"^(?!0000)[0-9]{{4}}-{MONTH}-{DAY}$"
MOMENT_PATTERN = f"^(19|20|21)[0-9]{{2}}-{MONTH}-{DAY}T{TIME}{SECONDS}(Z|[+-]{TIME}(:[0-5][0-9])?)$"

Schema = dict[str, Any]


def schema(catalogue: Catalogue) -> Schema:
    """All that can be said about a diary file without looking at two records at once."""
    red, felt = catalogue.group("red"), [s for s in catalogue.symptoms.values() if not s.is_red]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT}:{VERSION}",
        "title": f"A diary of AfterNeedle, version {VERSION}",
        "description": "docs/diary-format.md says what only the program checks.",
        **table({"format", "version"}, **_diary()),
        "$defs": {
            "text": {"type": "string", "maxLength": TEXT_LENGTH},
            "id": {"type": "string", "minLength": 1, "maxLength": ID_LENGTH},
            "date": {"type": "string", "pattern": DATE_PATTERN},
            "moment": {
                "type": "string",
                "pattern": MOMENT_PATTERN,
                "description": "With its offset from UTC.",
            },
            "zone": {
                "type": "string",
                "minLength": 1,
                "description": 'IANA name, or an offset like "+02:00".',
            },
            "place": {"enum": list(catalogue.places)},
            "patient": _patient(catalogue),
            "session": _session(),
            "baseline": _baseline(felt),
            "check_in": _check_in(catalogue),
            "red_flags": _red_flags(red),
            "red_flag": _red_flag(red),
            "observation": _observation(felt),
            "answer": _answer(),
        },
    }


def table(required: Iterable[str] = (), /, **properties: Schema) -> Schema:
    """An object with these keys and no other."""
    return {
        "type": "object",
        "required": [name for name in properties if name in set(required)],
        "properties": properties,
        "additionalProperties": False,
    }


def ref(name: str, description: str | None = None) -> Schema:
    """What is defined under that name."""
    return {"$ref": f"#/$defs/{name}"} | ({"description": description} if description else {})


def maybe(schema: Schema, description: str | None = None) -> Schema:
    """That, or null for what is not known."""
    return {"anyOf": [schema, {"type": "null"}]} | ({"description": description} if description else {})


def several(items: Schema, once: bool = False) -> Schema:
    """A list of such things; `once`: none twice."""
    return {"type": "array", "items": items} | ({"uniqueItems": True} if once else {})


def named(names: Iterable[str]) -> Schema:
    """One of these names."""
    return {"enum": list(names)}


def _diary() -> dict[str, Schema]:
    return {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "patient": ref("patient"),
        "sessions": several(ref("session")),
        "check_ins": several(ref("check_in")),
        "answers": several(ref("answer")),
    }


def _patient(catalogue: Catalogue) -> Schema:
    return table(
        name=ref("text"),
        born=maybe(ref("date")),
        conditions=several(named(catalogue.conditions), once=True),
        medicines=ref("text"),
        allergies=ref("text"),
        notes=ref("text"),
    )


def _session() -> Schema:
    practitioner = table(name=ref("text"), profession=ref("text"), phone=ref("text"))
    known = maybe({"type": "boolean"})
    zap = table(felt=known, stopped_at_once=known, place=maybe(ref("place", "Where it ran.")))
    before = "What was there before. Null or left out: the last one holds; an empty list: nothing."
    return table(
        {"id", "ended_at", "sites"},
        id=ref("id"),
        ended_at=ref("moment"),
        ended_about={"type": "boolean", "description": "The time is only about right."},
        zone=ref("zone"),
        sites=several(ref("place"), once=True),
        practitioner=practitioner,
        zap=maybe(zap, "A shock along a limb while a needle was in."),
        twitch=known,
        baseline=maybe(several(ref("baseline")), before),
        note=ref("text"),
        edited_at=maybe(ref("moment")),
    )


def _baseline(symptoms: Iterable[Symptom]) -> Schema:
    properties = {
        "symptom": named(s.id for s in symptoms),
        "place": maybe(ref("place")),
        "severity": {"type": "integer", "minimum": 1},
    }
    made = table({"symptom", "severity"}, **properties)
    return made | {"allOf": [_of_kind(alike, severity=True) for alike in _alike(symptoms)]}


def _check_in(catalogue: Catalogue) -> Schema:
    severity = {"type": "integer", "minimum": 0, "maximum": Scale.WORDS.top}
    function = table(**dict.fromkeys(catalogue.functions, severity))
    day = "The local date, or the day before; left out: the local date."
    return table(
        {"id", "felt_at"},
        id=ref("id"),
        felt_at=ref("moment"),
        entered_at=ref("moment", "Left out: as felt_at."),
        zone=ref("zone"),
        day=ref("date", day),
        red_flags=ref("red_flags"),
        none_of=several(named(GROUPS_DENIED), once=True),
        observations=several(ref("observation")),
        function=function | {"description": "0 no limit to 3 stops me."},
        medicines=ref("text"),
        note=ref("text"),
        edited_at=maybe(ref("moment")),
    )


def _red_flags(red: Iterable[Symptom]) -> Schema:
    asked = {"anyOf": [{"const": True}, several(named(s.id for s in red), once=True)]}
    present = {"anyOf": [named(s.id for s in red), ref("red_flag")]}
    every = "True: every emergency question but rf_preg. What is present was asked."
    return table(asked=asked | {"description": every}, present=several(present))


def _red_flag(red: Iterable[Symptom]) -> Schema:
    properties = {
        "symptom": named(s.id for s in red),
        "place": maybe(ref("place")),
        "details": {"type": "array", "uniqueItems": True},
    }
    made = table({"symptom"}, **properties)
    return made | {"allOf": [_of_kind(alike, details=True) for alike in _alike(red)]}


def _observation(symptoms: Iterable[Symptom]) -> Schema:
    worst = "The worst since the last check-in. Null or left out: gone, or as the last known with a change."
    properties = {
        "symptom": named(s.id for s in symptoms),
        "place": maybe(ref("place")),
        "now": {"type": "boolean", "default": True},
        "worst": maybe({"type": "integer", "minimum": 0}, worst),
        "change": maybe(named(c.value for c in Change)),
        "since": maybe(ref("moment")),
        "details": {"type": "array", "uniqueItems": True},
    }
    made = table({"symptom"}, **properties)
    return made | {"allOf": [_of_kind(alike, details=True, worst=True) for alike in _alike(symptoms)]}


def _answer() -> Schema:
    return table(
        {"rule", "check_in", "at", "did"},
        rule=ref("text"),
        check_in=ref("id", "The check-in or session that the flag rests on."),
        at=ref("moment"),
        did=named(d.value for d in Did),
        words=ref("text"),
    )


def _alike(symptoms: Iterable[Symptom]) -> list[list[Symptom]]:
    """Symptoms of one scale, one need of a place and the same details."""

    def kind(symptom: Symptom) -> tuple[int, str, list[str]]:
        place = PlaceNeed.OPTIONAL if symptom.place is PlaceNeed.SITES else symptom.place
        return symptom.scale.top, place.value, sorted(symptom.details)

    return [list(group) for _, group in groupby(sorted(symptoms, key=kind), kind)]


def _of_kind(
    alike: list[Symptom], *, severity: bool = False, worst: bool = False, details: bool = False
) -> Schema:
    """What holds when the symptom is one of these."""
    symptom = alike[0]
    then: Schema = {
        PlaceNeed.REQUIRED: {"required": ["place"], "properties": {"place": ref("place")}},
        PlaceNeed.NONE: {"properties": {"place": {"type": "null"}}},
    }.get(symptom.place, {"properties": {}})
    top = {"maximum": symptom.scale.top}
    if severity:
        then["properties"]["severity"] = top
    if worst:
        then["properties"]["worst"] = top
        if symptom.scale is not Scale.YES_NO:
            then["anyOf"] = _strength_is_said()
    if details:
        then["properties"]["details"] = {"items": named(sorted(symptom.details))}
    condition = {"required": ["symptom"], "properties": {"symptom": named(s.id for s in alike)}}
    return {"if": condition, "then": then}


def _strength_is_said() -> list[Schema]:
    """It is gone, or compares with the last known strength, or has one of its own."""
    return [
        {"required": ["now"], "properties": {"now": {"const": False}}},
        {"required": ["change"], "properties": {"change": {"type": "string"}}},
        {"required": ["worst"], "properties": {"worst": {"type": "integer"}}},
    ]


def text(catalogue: Catalogue) -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema(catalogue), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(load_catalogue()), "utf-8")
