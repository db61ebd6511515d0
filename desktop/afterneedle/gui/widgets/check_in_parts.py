"""The parts of the check-in form, in their fixed order, and what they were told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import impossible_sentence
from afterneedle.domain.catalogue import Catalogue, Place, PlaceNeed
from afterneedle.domain.flags import OpenSymptom
from afterneedle.domain.impossible import Impossible
from afterneedle.gui.check_in_form import ROW_GROUPS, Key, Sign, Told, gone
from afterneedle.gui.widgets.basics import FieldError, card, heading
from afterneedle.gui.widgets.emergency_questions import EmergencyQuestions
from afterneedle.gui.widgets.more_answers import MoreAnswers
from afterneedle.gui.widgets.sign_editor import Asking
from afterneedle.gui.widgets.sign_group import SignGroup
from afterneedle.gui.widgets.soreness_scales import SorenessScales
from afterneedle.gui.widgets.symptom_row import SymptomRow


@dataclass(frozen=True)
class Situation:
    """What the form depends on: the last session's places, what is open, and whether pregnancy is asked."""

    catalogue: Catalogue
    sites: Sequence[Place]
    open: Sequence[OpenSymptom]
    old_pains: Sequence[Place]
    pregnant: bool
    asking: Asking


class CheckInParts(QWidget):
    """Emergency questions, soreness, open symptoms, the nerve row, something else."""

    changed = Signal()

    def __init__(self, situation: Situation, told: Told | None = None) -> None:
        super().__init__()
        self._situation = situation
        catalogue, asking = situation.catalogue, situation.asking
        self.emergency = EmergencyQuestions(catalogue.emergency_heads, asking, situation.pregnant)
        self.soreness = SorenessScales(catalogue, situation.sites, self._last_soreness(), asking)
        self.rows = self._open_rows(told)
        in_row = [*catalogue.group("nerve"), *catalogue.group("movement")]
        self.signs = SignGroup(
            [(self._row_head(), in_row)],
            asking,
            _("N&one of these"),
            about=_("None of these nerve or movement signs"),
            others=_("N&one of the others"),
            others_about=_("None of the other nerve or movement signs"),
        )
        asked = {s for head in catalogue.emergency_heads for s in head.asks}
        others = [s for g in ("skin", "general") for s in catalogue.group(g) if s not in asked]
        self.more = MoreAnswers(catalogue, others, asking)
        self._lay_out()
        if told is not None:
            self._fill(told)
        signals = (self.emergency.changed, self.soreness.changed, self.signs.changed, self.more.changed)
        for signal in (*signals, *(row.changed for row in self.rows)):
            signal.connect(self.changed)

    def told(self, latest: datetime) -> Told:
        """Everything that was answered so far."""
        said = [(row, row.sign) for row in self.rows]
        return Told(
            asked=self.emergency.asked,
            emergency=(*self.emergency.read(latest), *(self._denied() if self.emergency.asked else ())),
            sore=self.soreness.read(),
            open=tuple(sign for _row, sign in said if sign is not None),
            left_open=frozenset(row.symptom.group for row, sign in said if sign is None),
            none=self.signs.none.isChecked(),
            signs=self.signs.read(latest),
            other=self.more.read(latest),
            function=self.more.functions.values,
            medicines=self.more.medicines.toPlainText().strip(),
            note=self.more.note.toPlainText().strip(),
        )

    def _denied(self) -> tuple[Sign, ...]:
        """The skin and general signs that "none of these" says are not there."""
        signs = []
        for symptom in self.emergency.unticked:
            open_at = [o.place for o in self._situation.open if o.symptom is symptom]
            places = open_at if symptom.place is PlaceNeed.REQUIRED else [None, *filter(None, open_at)]
            signs += [gone(symptom, place) for place in places]
        return tuple(signs)

    @property
    def is_begun(self) -> bool:
        """Whether any question is answered that "all clear" would answer otherwise."""
        said = any(row.sign is not None for row in self.rows)
        return (
            said
            or bool(self.soreness.read())
            or any(g.is_answered for g in (self.emergency.group, self.signs, self.more.group))
        )

    def all_clear(self, latest: datetime) -> Told:
        """What "all clear" says: no emergency sign, soreness 0, no nerve or movement sign."""
        soreness = self._situation.catalogue.symptoms["soreness"]
        elsewhere = [place for symptom, place in self.soreness.scales if symptom is soreness and place]
        now = self.told(latest)
        return Told(
            asked=self.emergency.shown,
            emergency=self._denied(),
            sore=tuple(
                gone(soreness, p) for p in (None, *(p for p in elsewhere if p not in self._situation.sites))
            ),
            open=tuple(gone(r.symptom, r.place) for r in self.rows if r.symptom.group in ROW_GROUPS),
            none=True,
            function=now.function,
            medicines=now.medicines,
            note=now.note,
        )

    def unreadable(self) -> QWidget | None:
        """An open field for when a sign began that cannot be read."""
        groups = (self.emergency.group, self.signs, self.more.group)
        return next((e for g in groups for e in g.editors if not e.is_complete_since), None)

    def show_problem(self, problem: Impossible) -> QWidget | None:
        """Say beside the field what is missing or cannot be; returns where, None when it is no field here."""
        part, _dot, rest = problem.field.partition("[")
        number, _bracket, field = rest.partition("].")
        places: dict[str, Sequence[QWidget]] = {
            "emergency": self.emergency.group.editors,
            "sore": [self.soreness] * (int(number) + 1) if part == "sore" else [],
            "open": [row for row in self.rows if row.sign is not None],
            "signs": self.signs.editors,
            "other": self.more.group.editors,
        }
        if part not in places:
            return None
        where = places[part][int(number)]
        error = where.findChild(FieldError, "problem")
        if error is not None:
            error.set(_sentence(field, problem))
        return where

    def _fill(self, told: Told) -> None:
        self.emergency.fill(told.emergency, told.asked)
        self.soreness.fill(told.sore)
        self.signs.fill(told.signs, told.none)
        self.more.fill(told.other, told.function, told.medicines, told.note)

    def _last_soreness(self) -> dict[Key, int | None]:
        catalogue = self._situation.catalogue
        known: dict[Key, int | None] = {
            (catalogue.symptoms["old_pain"], p): None for p in self._situation.old_pains
        }
        return known | {
            (o.symptom, o.place): o.severity for o in self._situation.open if o.symptom.group == "soreness"
        }

    def _open_rows(self, told: Told | None) -> list[SymptomRow]:
        """One row for each open symptom, and in an earlier check-in for each that it answered."""
        now = self._situation.asking.now
        answered = {sign.key: sign for sign in told.open} if told else {}
        elsewhere = (
            {s.key for p in (told.emergency, told.signs, told.other) for s in p} if told else set[Key]()
        )
        rows = {
            (o.symptom, o.place): SymptomRow(o.symptom, o.place, o.severity, o.last_felt, now)
            for o in self._situation.open
            if not o.symptom.is_red
            and o.symptom.group != "soreness"
            and (o.symptom, o.place) not in elsewhere
        }
        for key, sign in answered.items():
            row = rows.setdefault(key, SymptomRow(*key, None, None, now)) if key not in rows else rows[key]
            row.sign = sign
        return list(rows.values())

    def _row_head(self) -> str:
        if any(row.symptom.group in ROW_GROUPS for row in self.rows):
            return _("Any other nerve or movement sign?")
        return _("Any nerve or movement sign?")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.emergency)
        column.addWidget(self.soreness)
        if self.rows:
            still = card()
            still.column.setSpacing(18)
            still.column.addWidget(heading(_("What was there last time")))
            for row in self.rows:
                still.column.addWidget(row)
            column.addWidget(still)
        signs = card()
        signs.column.addWidget(self.signs)
        column.addWidget(signs)
        column.addWidget(self.more)


def _sentence(field: str, problem: Impossible) -> str:
    known = {"place": _("Say where it is."), "worst": _("Say how strong it was.")}
    return known.get(field) or impossible_sentence(problem)
