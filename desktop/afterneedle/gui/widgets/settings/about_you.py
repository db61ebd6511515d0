"""The form about the person: name, birth date, conditions, medicines, allergies; all of it optional."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import condition_label
from afterneedle.domain.records import Patient
from afterneedle.gui.widgets.basics.choices import TickList
from afterneedle.gui.widgets.basics.digits import plain_digits
from afterneedle.gui.widgets.basics.field import Field, Line
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.words import text

OLDEST = 130  # years; an older birth date is a slip of the finger


class BirthDate(Field):
    """A birth date as year-month-day, the one order that nobody misreads."""

    def __init__(self) -> None:
        self.line = Line(10)
        super().__init__(_("&Birth date (year-month-day)"), self.line)
        self.line.setPlaceholderText(_("1984-06-02"))

    def read(self, today: date) -> tuple[bool, date | None]:
        """Whether it holds nothing or a possible birth date, and that date."""
        self.error.clear()
        typed = plain_digits(self.line.text().strip())
        if not typed:
            return True, None
        try:
            born = date.fromisoformat(typed)
        except ValueError:
            return self._refuse(_("Write the date like 1984-06-02: year, month, day."))
        if born > today or today.year - born.year > OLDEST:
            return self._refuse(_("Check the year of birth."))
        return True, born

    def _refuse(self, sentence: str) -> tuple[bool, None]:
        self.error.set(sentence)
        self.line.setFocus()
        return False, None


class AboutYou(QWidget):
    """Asks about the person; `read` gives the Patient."""

    def __init__(self, conditions: tuple[str, ...]) -> None:
        super().__init__()
        self._notes = ""
        self.name, self.medicines, self.allergies = QLineEdit(), QPlainTextEdit(), QPlainTextEdit()
        self.born = BirthDate()
        ask = _("Do you have any of these? They change what the app tells you.")
        self.conditions = TickList([(id, condition_label(id)) for id in conditions], ask)
        column = column_in(self, 12)
        column.addWidget(Field(_("Your &name"), self.name))
        column.addWidget(self.born)
        column.addWidget(text(ask))
        column.addWidget(self.conditions)
        for label, box in ((_("&Medicines you take"), self.medicines), (_("&Allergies"), self.allergies)):
            box.setTabChangesFocus(True)
            box.setFixedHeight(box.fontMetrics().lineSpacing() * 3 + 20)
            column.addWidget(Field(label, box))
        self.setFocusProxy(self.name)
        self._shown = self._typed()

    @property
    def is_touched(self) -> bool:
        """Whether something else stands here now than was filled in."""
        return self._typed() != self._shown

    def show_patient(self, patient: Patient) -> None:
        """Fill in what is known."""
        self._notes = patient.notes
        self.name.setText(patient.name)
        self.show_born(patient.born)
        self.conditions.values = patient.conditions
        self.medicines.setPlainText(patient.medicines)
        self.allergies.setPlainText(patient.allergies)
        self._shown = self._typed()

    def show_born(self, born: date | None) -> None:
        """Fill in the birth date."""
        self.born.line.setText(born.isoformat() if born else "")

    def read(self, today: date) -> Patient | None:
        """What was filled in; None when the birth date cannot be, which is said beside it."""
        possible, born = self.born.read(today)
        if not possible:
            return None
        return Patient(
            name=self.name.text().strip(),
            born=born,
            conditions=tuple(self.conditions.values),
            medicines=self.medicines.toPlainText().strip(),
            allergies=self.allergies.toPlainText().strip(),
            notes=self._notes,
        )

    def _typed(self) -> tuple[object, ...]:
        lines = (self.name.text(), self.born.line.text())
        return (*lines, self.conditions.values, self.medicines.toPlainText(), self.allergies.toPlainText())
