"""How the patient wants to be reminded: when, how often, how quietly, and what others may read."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.domain.plans import Plan, Quiet, Rings, Says
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.choices import Choices, Tick
from afterneedle.gui.widgets.basics.field import Field, Line
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import column_in, row
from afterneedle.gui.widgets.basics.moment_field import time_from
from afterneedle.gui.widgets.basics.words import muted

LETTERS = 10


class ReminderChoices(QWidget):
    """What is chosen or ticked counts at once; the times that are typed have a Save."""

    changed = Signal(Plan)

    def __init__(self) -> None:
        super().__init__()
        self.plan = Plan()  # as it was shown last
        labels = {
            Rings.ALWAYS: _("Always"),
            Rings.WINDOW: _("While the window is open"),
            Rings.NEVER: _("Never"),
        }
        self.rings = Choices(list(labels.items()), always=True)
        self.hour, self.quiet_from, self.quiet_to, self.paused = (Line(LETTERS) for _line in range(4))
        self.fields = (
            Field(_("Hour of the check-in"), self.hour),
            Field(_("No reminders at night from"), self.quiet_from),
            Field(_("until"), self.quiet_to),
            Field(_("Pause until the end of (year-month-day)"), self.paused),
        )
        self.twice = Tick(_("Twice a day in the first 48 hours"))
        self.repeats = Tick(_("Once more after two hours, if I do not check in"))
        self.says = Tick(_("Name my symptoms in the reminder. Others may read them."))
        self.save = plain_button(_("Save &reminders"), self._save)
        self._lay_out()
        self.rings.changed.connect(self._choose)
        for tick in (self.twice, self.repeats, self.says):
            tick.toggled.connect(self._choose)
        self.show_plan(Plan())

    @property
    def is_touched(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._typed() != _texts(self.plan)

    def show_plan(self, plan: Plan) -> None:
        """Show a plan; what is being typed stays, unless it is what changed."""
        before, self.plan = _texts(self.plan), plan
        for line, old, new in zip(self._lines(), before, _texts(plan), strict=True):
            if old != new or not line.isModified():
                line.setText(new)
        for widget in (self.rings, self.twice, self.repeats, self.says):
            widget.blockSignals(True)
        self.rings.value = plan.rings
        self.twice.setChecked(plan.twice)
        self.repeats.setChecked(plan.repeats)
        self.says.setChecked(plan.says is Says.SYMPTOMS)
        for widget in (self.rings, self.twice, self.repeats, self.says):
            widget.blockSignals(False)

    def _lay_out(self) -> None:
        column = column_in(self, 10)
        column.addWidget(Field(_("Show reminders"), self.rings))
        for tick in (self.twice, self.repeats, self.says):
            column.addWidget(tick)
        times = FlowLayout(spacing=16, on_foot=True)
        for field in self.fields:
            times.addWidget(field)
        column.addLayout(times)
        column.addWidget(muted(_("Left empty, there is no quiet time and no pause.")))
        column.addLayout(row(self.save))

    def _lines(self) -> tuple[Line, ...]:
        return self.hour, self.quiet_from, self.quiet_to, self.paused

    def _typed(self) -> tuple[str, ...]:
        return tuple(line.text() for line in self._lines())

    def _choose(self) -> None:
        says = Says.SYMPTOMS if self.says.isChecked() else Says.NOTHING
        twice, repeats = self.twice.isChecked(), self.repeats.isChecked()
        self.changed.emit(replace(self.plan, rings=self.rings.value, twice=twice, repeats=repeats, says=says))

    def _save(self) -> None:
        """Read what was typed; what cannot be is said beside it, and nothing is saved."""
        hour, begin, end = (time_from(line.text()) for line in self._lines()[:3])
        wants_quiet = bool(self.quiet_from.text().strip() or self.quiet_to.text().strip())
        day = _day_from(self.paused.text())
        wrong = (
            hour is None,
            wants_quiet and begin is None,
            wants_quiet and end is None,
            day is None and bool(self.paused.text().strip()),
        )
        day_told = _("Write the day like 2026-03-09.")
        for field, is_wrong in zip(self.fields, wrong, strict=True):
            field.error.clear()
            if is_wrong:
                field.error.set(day_told if field is self.fields[-1] else _("Write the time like 19:00."))
        if any(wrong):
            self.fields[wrong.index(True)].widget.setFocus()
        elif hour is not None:
            quiet = Quiet(begin, end) if begin is not None and end is not None else None
            self.changed.emit(replace(self.plan, hour=hour, quiet=quiet, paused=day))


def _texts(plan: Plan) -> tuple[str, str, str, str]:
    quiet = plan.quiet
    begin, end = (f"{quiet.begin:%H:%M}", f"{quiet.end:%H:%M}") if quiet else ("", "")
    return f"{plan.hour:%H:%M}", begin, end, plan.paused.isoformat() if plan.paused else ""


def _day_from(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
