"""What the check-in form was told, made into a CheckIn and back. Without a screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from afterneedle.domain.catalogue import Catalogue, Place, Scale, Symptom
from afterneedle.domain.days import diary_day
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Change, CheckIn, Observation, RedFlag, RedFlags

ROW_GROUPS = frozenset({"nerve", "movement"})  # asked in one row
Key = tuple[Symptom, Place | None]
K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


@dataclass(frozen=True)
class Sign:
    """One symptom at one place as the form holds it, perhaps not complete yet."""

    symptom: Symptom
    place: Place | None = None
    now: bool = True
    worst: int | None = None
    change: Change | None = None
    since: datetime | None = None
    details: frozenset[str] = frozenset()

    @property
    def key(self) -> Key:
        return self.symptom, self.place

    @property
    def is_gone(self) -> bool:
        return not self.now and not self.worst


def gone(symptom: Symptom, place: Place | None, details: frozenset[str] = frozenset()) -> Sign:
    """The sign as it is when the patient says that it is gone."""
    return Sign(symptom, place, now=False, worst=0, details=details)


@dataclass(frozen=True)
class Told:
    """What was answered, part by part of the form. What is not in it was not answered.

    `asked`: the red flags that were shown, once any of the emergency questions is answered.
    `none`: the nerve row's "None of these"; `left_open`: groups with an open symptom that was passed over,
    which that answer therefore does not deny.
    """

    asked: frozenset[Symptom] = frozenset()
    emergency: tuple[Sign, ...] = ()
    sore: tuple[Sign, ...] = ()
    open: tuple[Sign, ...] = ()
    left_open: frozenset[str] = frozenset()
    none: bool = False
    signs: tuple[Sign, ...] = ()
    other: tuple[Sign, ...] = ()
    function: Mapping[str, int] = field(default_factory=dict)
    medicines: str = ""
    note: str = ""

    @property
    def parts(self) -> Mapping[str, tuple[Sign, ...]]:
        """The signs by the part of the form they were given in, as errors name it."""
        return {
            "emergency": self.emergency,
            "sore": self.sore,
            "open": self.open,
            "signs": self.signs,
            "other": self.other,
        }

    @property
    def is_empty(self) -> bool:
        """Nothing at all was answered."""
        said = (self.asked, self.none, self.function, self.medicines, self.note, *self.parts.values())
        return not any(said)


def build(told: Told, id: str, felt_at: datetime, entered_at: datetime, zone: str) -> CheckIn:
    """The check-in that says this. Raises Impossible with the part and number of a sign: "signs[1].worst"."""
    red, observations = dict[Key, RedFlag](), dict[Key, Observation]()
    for part, signs in told.parts.items():
        for n, sign in enumerate(signs):
            try:
                if sign.symptom.is_red:
                    red[sign.key] = RedFlag(sign.symptom, sign.place, sign.details)
                else:
                    made = _observation(sign, felt_at)
                    known = observations.get(sign.key)
                    observations[sign.key] = made if known is None else _united(known, made)
            except Impossible as problem:
                raise problem.under(f"{part}[{n}]") from None
    present = {o.symptom.group for o in observations.values() if o.is_present}
    return CheckIn(
        id=id,
        felt_at=felt_at,
        entered_at=entered_at,
        zone=zone,
        day=diary_day(felt_at),
        red_flags=RedFlags(told.asked, tuple(red.values())),
        none_of=ROW_GROUPS - present - told.left_open if told.none else frozenset(),
        observations=tuple(observations.values()),
        function=dict(told.function),
        medicines=told.medicines,
        note=told.note,
    )


def _observation(sign: Sign, felt_at: datetime) -> Observation:
    if sign.worst is None and not sign.now:
        # "better" without a strength says it is there; "not right now" must then say how strong it was
        raise Impossible("worst", "how strong it was is missing")
    if sign.since is not None and sign.since > felt_at:
        raise Impossible("since", "it began after the time of this check-in")
    strength = None if sign.symptom.scale is Scale.YES_NO and sign.now else sign.worst
    return Observation(sign.symptom, sign.place, sign.now, strength, sign.change, sign.since, sign.details)


def _united(one: Observation, other: Observation) -> Observation:
    """The same symptom told in two parts of the form: present beats gone, the worst wins, details unite."""
    if one.is_present != other.is_present:
        there = one if one.is_present else other
        return replace(there, details=one.details | other.details)
    order = (None, Change.BETTER, Change.SAME, Change.WORSE)
    return replace(
        one,
        now=one.now or other.now,
        worst=max((w for w in (one.worst, other.worst) if w is not None), default=None),
        change=max(one.change, other.change, key=order.index),
        since=min((s for s in (one.since, other.since) if s is not None), default=None),
        details=one.details | other.details,
    )


def told_by(check_in: CheckIn, catalogue: Catalogue) -> Told:
    """What to fill the form with to edit `check_in`; what it cannot show is left out; `merged` keeps it."""
    emergency = {s for head in catalogue.emergency_heads for s in head.asks}
    red = [Sign(s.symptom, s.place, details=s.details) for s in check_in.red_flags.present]
    parts: dict[str, list[Sign]] = {"emergency": red, "sore": [], "open": [], "signs": [], "other": []}
    for o in check_in.observations:
        shown = Sign(o.symptom, o.place, o.now, o.worst, o.change, o.since, o.details)
        if not (shown.is_gone and o.symptom in emergency):  # denied by "none of these"
            parts[_part(shown, emergency)].append(shown)
    return Told(
        asked=check_in.red_flags.asked,
        none=check_in.none_of >= ROW_GROUPS,
        emergency=tuple(parts["emergency"]),
        sore=tuple(parts["sore"]),
        open=tuple(parts["open"]),
        signs=tuple(parts["signs"]),
        other=tuple(parts["other"]),
        function=dict(check_in.function),
        medicines=check_in.medicines,
        note=check_in.note,
    )


def _part(sign: Sign, emergency: Iterable[Symptom]) -> str:
    if sign.symptom.group == "soreness":
        return "sore"
    if sign.is_gone or sign.change is not None:
        return "open"
    if sign.symptom in emergency:
        return "emergency"
    return "signs" if sign.symptom.group in ROW_GROUPS else "other"


def merged(original: CheckIn, before: CheckIn, after: CheckIn) -> CheckIn:
    """`original` with what changed from `before` to `after`, both as the form makes them of itself.

    So an edit keeps what the form cannot show.
    """
    red = {(s.symptom, s.place): s for s in original.red_flags.present}
    _carry(red, *({(s.symptom, s.place): s for s in c.red_flags.present} for c in (before, after)))
    seen = {(o.symptom, o.place): o for o in original.observations}
    _carry(seen, *({(o.symptom, o.place): o for o in c.observations} for c in (before, after)))
    function = dict(original.function)
    _carry(function, before.function, after.function)
    observations = tuple(seen.values())
    present = {o.symptom.group for o in observations if o.is_present}
    moved = after.felt_at != before.felt_at
    return replace(
        original,
        felt_at=after.felt_at if moved else original.felt_at,
        zone=after.zone if moved else original.zone,
        day=after.day if moved else original.day,
        red_flags=RedFlags(
            _changed(original.red_flags.asked, before.red_flags.asked, after.red_flags.asked),
            tuple(red.values()),
        ),
        none_of=_changed(original.none_of, before.none_of, after.none_of) - present,
        observations=observations,
        function=function,
        medicines=after.medicines if after.medicines != before.medicines else original.medicines,
        note=after.note if after.note != before.note else original.note,
    )


def _carry(kept: dict[K, V], before: Mapping[K, V], after: Mapping[K, V]) -> None:
    """Do to `kept` what was done to `before` to make it `after`."""
    for key in before.keys() - after.keys():
        kept.pop(key, None)
    kept.update({key: value for key, value in after.items() if before.get(key) != value})


def _changed(kept: frozenset[T], before: frozenset[T], after: frozenset[T]) -> frozenset[T]:
    return (kept | (after - before)) - (before - after)


def there_now(check_in: CheckIn, signs: Iterable[Key], id: str, now: datetime) -> CheckIn:
    """The check-in of this moment that says: these emergency signs of a past check-in are still there."""
    wanted = set(signs)
    present = tuple(s for s in check_in.red_flags.present if (s.symptom, s.place) in wanted)
    return CheckIn(id, now, now, check_in.zone, diary_day(now), RedFlags(present=present))
