"""The parts of the check-in form, in their fixed order, and what they were told."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import impossible_sentence
from afterneedle.domain.catalogue import PlaceNeed, Symptom
from afterneedle.domain.impossible import Impossible
from afterneedle.gui.check_in.form import ROW_GROUPS, Key, Sign, Told, gone
from afterneedle.gui.check_in.situation import Situation
from afterneedle.gui.widgets.basics.field import FieldError
from afterneedle.gui.widgets.basics.layout import Card, column_in
from afterneedle.gui.widgets.basics.words import heading, muted
from afterneedle.gui.widgets.check_in.emergency_questions import EmergencyQuestions
from afterneedle.gui.widgets.check_in.going_on import GoingOn, Question
from afterneedle.gui.widgets.check_in.more_answers import MoreAnswers
from afterneedle.gui.widgets.check_in.sign_group import SignGroup, none_hint
from afterneedle.gui.widgets.check_in.soreness_scales import SorenessScales
from afterneedle.gui.widgets.check_in.symptom_row import SymptomRow, answer_keys


class CheckInParts(QWidget):
    """Emergency questions, soreness, open symptoms, the nerve row, something else.

    `told`: the answers to show at first; `known`: the emergency signs that were told of before, and are
    not asked "is it there now?" about. `going_on` moves the focus after an answer by key.
    """

    changed = Signal()

    def __init__(
        self, situation: Situation, told: Told | None = None, known: frozenset[Symptom] = frozenset()
    ) -> None:
        super().__init__()
        self._situation = situation
        catalogue, asking = situation.catalogue, situation.asking
        self.emergency = EmergencyQuestions(catalogue.emergency_heads, asking, situation.conditions, known)
        self.soreness = SorenessScales(catalogue, situation.sites, self._last_soreness(), asking)
        self.rows = self._open_rows(told)
        in_row = [*catalogue.group("nerve"), *catalogue.group("movement")]
        self.signs = SignGroup(
            [("", in_row)],
            asking,
            _("N&one of these"),
            about=_("None of these nerve or movement signs"),
            others=_("N&one of the others"),
            others_about=_("None of the other nerve or movement signs"),
        )
        asked = {s for head in catalogue.emergency_heads for s in head.asks}
        others = [s for g in ("skin", "general") for s in catalogue.group(g) if s not in asked]
        self.more = MoreAnswers(catalogue, others, asking, daily_life=situation.daily_life)
        self.going_on = GoingOn(self, self._questions)
        self._lay_out()
        if told is not None:
            self._fill(told)
        signals = (self.emergency.changed, self.soreness.changed, self.signs.changed, self.more.changed)
        for signal in (*signals, *(row.changed for row in self.rows)):
            signal.connect(self.changed)
        by_key = (self.emergency.group.answered, self.soreness.answered, self.signs.answered)
        for signal in (*by_key, *(row.answered for row in self.rows)):
            signal.connect(self.going_on.go_on)
        self.signs.changed.connect(self._ask_daily_life)

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
            function=self.more.daily_life.values,
            medicines=self.more.medicines.toPlainText().strip(),
            note=self.more.note.toPlainText().strip(),
        )

    def _questions(self) -> list[Question]:
        """What a key answers, from the top."""
        return [
            Question(_("Emergency questions"), self.emergency, self.emergency.group.is_answered),
            *(Question(s.accessibleName(), s, s.value is not None) for s in self.soreness.shown),
            *(Question(row.name, row, row.sign is not None) for row in self.rows),
            Question(self._row_head(), self.signs, self.signs.is_answered),
        ]

    def _ask_daily_life(self) -> None:
        """A new nerve or movement sign may stop something."""
        if self.signs.is_any_ticked:
            self.more.tell_of([e.place.place if e.place else None for e in self.signs.editors])

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

    def all_clear_says(self) -> tuple[list[str], list[str], list[str]]:
        """The emergency heads, the open symptoms that "all clear" says are gone, and what it leaves open."""
        gone_ones = [row.name for row in self.rows if row.symptom.group in ROW_GROUPS]
        left = [row.name for row in self.rows if row.symptom.group not in ROW_GROUPS]
        heads = [_(head.label) for head in self._situation.catalogue.emergency_heads]
        return heads, gone_ones, self.soreness.old_pains + left

    def all_clear(self, latest: datetime, soreness: int | None) -> Told:
        """What "all clear" says: no emergency sign, no nerve or movement sign, and how sore it is."""
        now = self.told(latest)
        return Told(
            asked=self.emergency.shown,
            emergency=self._denied(),
            sore=self.soreness.all_clear(soreness),
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
        column = column_in(self, 16)
        column.addWidget(self.emergency)
        column.addWidget(self.soreness)
        if self.rows:
            still = Card("card")
            still.column.setSpacing(18)
            head = QVBoxLayout()
            head.setSpacing(4)
            head.addWidget(heading(_("What was there last time")))
            head.addWidget(muted(_("Keys: {keys}.").format(keys=", ".join(answer_keys()))))
            still.column.addLayout(head)
            for row in self.rows:
                still.column.addWidget(row)
            column.addWidget(still)
        signs = Card("card")
        signs.column.addWidget(heading(self._row_head()))
        signs.column.addWidget(muted(none_hint(self.signs)))
        signs.column.addWidget(self.signs)
        column.addWidget(signs)
        column.addWidget(self.more)


def _sentence(field: str, problem: Impossible) -> str:
    known = {"place": _("Say where it is."), "worst": _("Say how strong it was.")}
    return known.get(field) or impossible_sentence(problem)
