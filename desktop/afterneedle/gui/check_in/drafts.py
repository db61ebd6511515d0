"""A check-in that is still being written, as text and back. Values in, values out.

The text holds only what was told; it lies in the diary, and nothing but this module reads it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Change
from afterneedle.gui.check_in.form import Sign, Told

PARTS = ("emergency", "sore", "open", "signs", "other")
STILL_NOW = timedelta(hours=1)  # what was begun longer ago is about that time, not about now


@dataclass(frozen=True)
class Draft:
    """`earlier`: the past moment it is about, None for now; `edits`: the id of the check-in it changes."""

    begun_at: datetime
    told: Told
    earlier: datetime | None = None
    edits: str | None = None

    def about(self, now: datetime) -> datetime | None:
        """The past moment that it is about when it is gone on with `now`; None while it is about now."""
        if self.earlier is None and now - self.begun_at > STILL_NOW:
            return self.begun_at
        return self.earlier


def draft_text(draft: Draft) -> str:
    """The draft as text."""
    told = draft.told
    return json.dumps(
        {
            "begun_at": draft.begun_at.isoformat(),
            "earlier": draft.earlier and draft.earlier.isoformat(),
            "edits": draft.edits,
            "asked": sorted(s.id for s in told.asked),
            "none": told.none,
            "function": dict(told.function),
            "medicines": told.medicines,
            "note": told.note,
            **{name: [_sign_values(s) for s in told.parts[name]] for name in PARTS},
        },
        ensure_ascii=False,
    )


def read_draft(text: str | None, catalogue: Catalogue) -> Draft | None:
    """The draft that `text` holds; None when there is none, or one of another version of the program."""
    if text is None:
        return None
    try:
        values = json.loads(text)
        parts = {name: tuple(_sign(s, catalogue) for s in values[name]) for name in PARTS}
        told = Told(
            asked=frozenset(catalogue.symptoms[id] for id in values["asked"]),
            emergency=parts["emergency"],
            sore=parts["sore"],
            open=parts["open"],
            none=values["none"],
            signs=parts["signs"],
            other=parts["other"],
            function=values["function"],
            medicines=values["medicines"],
            note=values["note"],
        )
        begun_at, earlier = datetime.fromisoformat(values["begun_at"]), values["earlier"]
        draft = Draft(begun_at, told, earlier and datetime.fromisoformat(earlier), values["edits"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return draft if _could_be_told(draft, catalogue) else None


def _could_be_told(draft: Draft, catalogue: Catalogue) -> bool:
    """Whether a form can hold it: a diary from elsewhere may have anything in its place."""
    told: Any = draft.told
    words = (told.medicines, told.note, draft.edits or "")
    return (
        all(moment.tzinfo is not None for moment in (draft.begun_at, draft.earlier) if moment)
        and isinstance(told.none, bool)
        and all(isinstance(word, str) for word in words)
        and all(name in catalogue.functions and limit in range(4) for name, limit in told.function.items())
        and all(_could_be_said(sign) for name in PARTS for sign in told.parts[name])
    )


def _could_be_said(sign: Any) -> bool:
    fits = sign.worst is None or sign.worst in range(sign.symptom.scale.top + 1)
    return fits and isinstance(sign.now, bool) and sign.details <= sign.symptom.details


def without_denials(told: Told) -> Told:
    """What was told by hand, without the signs that "none of these" alone denies."""
    return replace(told, emergency=tuple(s for s in told.emergency if not s.is_gone))


def _sign_values(sign: Sign) -> Mapping[str, Any]:
    return {
        "symptom": sign.symptom.id,
        "place": sign.place and sign.place.id,
        "now": sign.now,
        "worst": sign.worst,
        "change": sign.change and sign.change.value,
        "since": sign.since and sign.since.isoformat(),
        "details": sorted(sign.details),
    }


def _sign(values: Mapping[str, Any], catalogue: Catalogue) -> Sign:
    place, change, since = values["place"], values["change"], values["since"]
    return Sign(
        catalogue.symptoms[values["symptom"]],
        place and catalogue.places[place],
        values["now"],
        values["worst"],
        change and Change(change),
        since and datetime.fromisoformat(since),
        frozenset(values["details"]),
    )
