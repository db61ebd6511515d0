"""What can be recorded: symptoms with their scales and details, body regions and places.

There is one object per symptom and per place, made by the catalogue, so they compare by identity.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import cached_property


class Scale(Enum):
    """How strong a symptom is; `top` is the highest severity, 0 is always "none"."""

    PAIN = "pain"  # 0-10, none to worst imaginable
    WORDS = "words"  # 0 none, 1 I notice it, 2 it gets in my way, 3 it stops me
    YES_NO = "yes_no"  # 0 no, 1 yes

    top: int

    def __init__(self, name: str) -> None:
        self.top = {"pain": 10, "words": 3, "yes_no": 1}[name]


class Band(IntEnum):
    """Mild 1-3 of 10 or 1 of 3, moderate 4-6 or 2, severe 7-10 or 3 (judgement on BOON-T3)."""

    MILD = 1
    MODERATE = 2
    SEVERE = 3


class PlaceNeed(Enum):
    """Whether an observation of a symptom says where it is felt."""

    REQUIRED = "required"
    SITES = "sites"  # without a place: everywhere the session needled
    OPTIONAL = "optional"
    NONE = "none"


class Closing(Enum):
    """What ends an episode: one "gone", two at least 12 hours apart, or only an answer."""

    ONCE = "once"
    TWICE = "twice"
    ANSWER = "answer"


@dataclass(frozen=True, eq=False)
class Symptom:
    """A kind of symptom. Labels and questions are English; content.language translates them.

    `twice_after`: details after which one "gone" is not enough.
    """

    id: str
    group: str  # soreness, nerve, movement, skin, general, red
    scale: Scale
    label: str
    question: str
    place: PlaceNeed
    closing: Closing
    details: frozenset[str] = frozenset()
    twice_after: frozenset[str] = frozenset()
    only_with: str | None = None  # the condition of those who are asked; None: everybody is

    def __repr__(self) -> str:
        return self.id

    @property
    def is_red(self) -> bool:
        """True when it belongs in a check-in's red flags, not in its observations."""
        return self.group == "red"

    def is_asked_of(self, conditions: Collection[str]) -> bool:
        """Whether a patient with these conditions is asked about it."""
        return self.only_with is None or self.only_with in conditions

    def band(self, severity: int) -> Band:
        """The band of a severity of at least 1 on this symptom's scale; "yes" is moderate."""
        return self._bands[severity - 1]

    @cached_property
    def _bands(self) -> tuple[Band, ...]:
        mild, moderate, severe = Band
        if self.scale is Scale.PAIN:
            return (mild,) * 3 + (moderate,) * 3 + (severe,) * 4
        return (mild, moderate, severe) if self.scale is Scale.WORDS else (moderate,)


@dataclass(frozen=True, eq=False)
class Region:
    """A named part of the body, the same left and right."""

    id: str
    label: str
    view: str  # front or back
    lung: bool  # the lung or its lining lies beneath
    spine: bool
    belly: bool
    limb: str | None  # arm, leg or none


@dataclass(frozen=True, eq=False)
class Place:
    """A region with its side, the patient's own left or right."""

    region: Region
    side: str

    def __repr__(self) -> str:
        return self.id

    @cached_property
    def id(self) -> str:
        return f"{self.region.id}.{self.side}"

    @cached_property
    def limb(self) -> str:
        """The limb it belongs to ("arm.l"); on the trunk the place itself stands for it."""
        return f"{self.region.limb}.{self.side}" if self.region.limb else self.id


@dataclass(frozen=True)
class Function:
    """Something of daily life that a sign may stop: "grip.l" … "work"."""

    id: str
    limb: str | None  # the limb that does it, as of a place ("arm.l"); none for sleep and work
    nerve: str  # whose muscles it needs, as far as one nerve does most of it; or nothing


@dataclass(frozen=True)
class EmergencyHead:
    """One head of the emergency list and what is asked under it; skin and general signs among them."""

    id: str
    label: str
    asks: tuple[Symptom, ...]


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything that can be recorded, by id. Order is the order of display."""

    symptoms: Mapping[str, Symptom]
    places: Mapping[str, Place]
    functions: Mapping[str, Function]
    conditions: tuple[str, ...]  # what a patient may have: "blood_thinner" …
    emergency_heads: tuple[EmergencyHead, ...]

    def group(self, name: str) -> tuple[Symptom, ...]:
        """The symptoms of one group, in the order of display."""
        return tuple(s for s in self.symptoms.values() if s.group == name)

    @property
    def red_flags_asked(self) -> frozenset[Symptom]:
        """The red flags every check-in asks about, whoever the patient is."""
        return self.red_flags_for(())

    def red_flags_for(self, conditions: Collection[str]) -> frozenset[Symptom]:
        """The red flags that a patient with these conditions is asked about."""
        return frozenset(s for s in self.group("red") if s.is_asked_of(conditions))
