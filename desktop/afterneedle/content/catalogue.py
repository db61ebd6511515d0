"""Reads the catalogue of symptoms, body regions and functions of daily life from resources/catalogue/."""

from typing import Any

from afterneedle.content.tables import load_table
from afterneedle.domain.catalogue import (
    Catalogue,
    Closing,
    EmergencyHead,
    Function,
    Place,
    PlaceNeed,
    Region,
    Scale,
    Symptom,
)

SIDES = ("l", "r")


def load_catalogue() -> Catalogue:
    """The catalogue that ships with the program."""
    table = load_table("catalogue/symptoms.toml")
    regions = load_table("catalogue/regions.toml")
    functions = load_table("catalogue/functions.toml")
    for_any = frozenset(table["details_of_any"])
    symptoms = {row["id"]: _symptom(row, for_any) for row in table["symptom"]}
    named = [_region(name, row) for name, row in regions.items()]
    places = [Place(region, side) for region in named for side in SIDES]
    return Catalogue(
        symptoms=symptoms,
        places={p.id: p for p in places},
        functions={f.id: f for name, row in functions.items() for f in _on_each_side(name, row)},
        conditions=tuple(table["conditions"]),
        emergency_heads=tuple(
            EmergencyHead(h["id"], h["label"], tuple(symptoms[s] for s in h["asks"]))
            for h in table["emergency_head"]
        ),
    )


def _symptom(row: dict[str, Any], for_any: frozenset[str]) -> Symptom:
    return Symptom(
        id=row["id"],
        group=row["group"],
        scale=Scale(row["scale"]),
        label=row["label"],
        question=row["question"],
        place=PlaceNeed(row["place"]),
        closing=Closing(row["closing"]),
        twice_after=frozenset(row.get("twice_after", ())),
        only_with=row.get("only_with"),
        details=for_any | frozenset(row.get("details", ())),
    )


def _region(name: str, row: dict[str, Any]) -> Region:
    return Region(
        id=name,
        label=row["label"],
        view=row["view"],
        lung=row.get("lung", False),
        spine=row.get("spine", False),
        belly=row.get("belly", False),
        limb=row.get("limb"),
    )


def _on_each_side(name: str, row: dict[str, Any]) -> list[Function]:
    nerve = row.get("nerve", "")
    if "limb" not in row:
        return [Function(name, None, nerve)]
    return [Function(f"{name}.{side}", f"{row['limb']}.{side}", nerve) for side in SIDES]
