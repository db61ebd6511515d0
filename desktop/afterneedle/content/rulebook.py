"""Reads the rulebook from resources/rulebook.toml; a key it does not know is an error, never ignored."""

from collections.abc import Iterable
from typing import Any

from afterneedle.content.tables import load_table
from afterneedle.domain.catalogue import Band, Catalogue
from afterneedle.domain.records import Level
from afterneedle.domain.rulebook import (
    ActBy,
    Case,
    Conditions,
    Course,
    Modifier,
    Partner,
    Rule,
    Rulebook,
    Until,
    Where,
)

_PLAIN = (
    "after",
    "until",
    "first_after",
    "above_lowest",
    "after_none",
    "denied",
    "worse_again",
    "needled",
    "needled_days",
    "younger_than",
    "returned",
    "linked",
    "zap",
)
_SETS = ("details", "without", "patient")


def load_rulebook(catalogue: Catalogue) -> Rulebook:
    """The rulebook that ships with the program. Raises ValueError or KeyError when the file is wrong."""
    return read_rulebook(load_table("rulebook.toml"), catalogue)


def read_rulebook(table: dict[str, Any], catalogue: Catalogue) -> Rulebook:
    """The rules of a table. Raises ValueError or KeyError when it is wrong."""
    return Rulebook(
        version=table["version"],
        date=table["date"],
        rules=tuple(_rule(row, catalogue) for row in table["rule"]),
        modifiers=tuple(_modifier(row, catalogue) for row in table["modifier"]),
    )


def _rule(row: dict[str, Any], catalogue: Catalogue) -> Rule:
    symptoms = _symptoms(row.pop("symptoms"), catalogue)
    cases = tuple(_case(case, catalogue) for case in row.pop("case"))
    until = Until(row.pop("until", "present"))
    return Rule(symptoms=symptoms, cases=cases, until=until, sources=tuple(row.pop("sources")), **row)


def _modifier(row: dict[str, Any], catalogue: Catalogue) -> Modifier:
    head: dict[str, Any] = {name: row.pop(name) for name in ("id", "why")}
    head |= {name: frozenset(row.pop(name, ())) for name in ("raises", "mentioned_with")}
    sources = tuple(row.pop("sources"))
    return Modifier(sources=sources, when=_conditions(row, catalogue), **head)


def _case(row: dict[str, Any], catalogue: Catalogue) -> Case:
    level = Level[row.pop("level").upper()]
    act_by = ActBy(row.pop("act_by")) if "act_by" in row else None
    return Case(_conditions(row, catalogue), level, act_by)


def _conditions(row: dict[str, Any], catalogue: Catalogue) -> Conditions:
    values: dict[str, Any] = {name: row.pop(name) for name in _PLAIN if name in row}
    values |= {name: frozenset(row.pop(name)) for name in _SETS if name in row}
    values |= {name: Band[row.pop(name).upper()] for name in ("least", "most") if name in row}
    if "symptoms" in row:
        values["symptoms"] = _symptoms(row.pop("symptoms"), catalogue)
    if "course" in row:
        values["course"] = frozenset(Course(c) for c in row.pop("course"))
    if "with" in row:
        values["partners"] = tuple(_partner(p, catalogue) for p in row.pop("with"))
    if row:
        raise ValueError(f"unknown conditions in the rulebook: {', '.join(row)}")
    return Conditions(**values)


def _partner(row: dict[str, Any], catalogue: Catalogue) -> Partner:
    return Partner(
        symptoms=_symptoms(row["symptoms"], catalogue),
        where=Where(row["at"]),
        least=Band[row.get("least", "mild").upper()],
        course=frozenset(Course(c) for c in row.get("course", ())),
        details=frozenset(row.get("details", ())),
        count=row.get("count", 1),
    )


def _symptoms(names: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    """Ids of symptoms; a group stands for all of its own, "any" for every one."""
    found: set[str] = set()
    for name in names:
        if name in catalogue.symptoms:
            found.add(name)
        else:
            group = {s.id for s in catalogue.symptoms.values() if name in (s.group, "any")}
            if not group:
                raise ValueError(f"no symptom or group called {name!r}")
            found |= group
    return frozenset(found)
