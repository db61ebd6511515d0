"""What is to be taken out of the diary: the kind of file, the days, the parts left out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _, ngettext
from afterneedle.domain.periods import Days
from afterneedle.exchange.csv_cells import Dates
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.field import Field, FieldError
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import column_in, row
from afterneedle.gui.widgets.basics.tab_order import bring_into_view
from afterneedle.gui.widgets.basics.words import announce, heading, muted, text
from afterneedle.gui.widgets.basics.working import Working
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.exchange.days_choice import DaysChoice, left_out_ticks
from afterneedle.transfer import Kind

NAMES = {
    Kind.JSON: _("Diary file"),
    Kind.CSV: _("Tables"),
    Kind.FHIR: _("Clinic's system"),
    Kind.CALENDAR: _("Phone calendar"),
}
FOR = {
    Kind.JSON: _("For another computer. AfterNeedle reads it back with nothing lost (JSON)."),
    Kind.CSV: _("For a spreadsheet such as Excel or LibreOffice. Five files, side by side (CSV)."),
    Kind.FHIR: _("For a clinic or an app that reads health records (FHIR). It cannot be read back."),
    Kind.CALENDAR: _("Your check-ins to come, for the calendar of a phone. It names no symptom (iCalendar)."),
}


class ExportDialog(FittedDialog):
    """`wanted`: somebody pressed Save and is to be asked where. `folder_wanted`: to see the saved file.

    `stopped`: the writing of it.
    """

    LETTERS = 72

    wanted = Signal()
    folder_wanted = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Export"))
        self.kind = Choices([(kind, NAMES[kind]) for kind in Kind], _("What to export"), always=True)
        self.about = muted("")
        self.days = DaysChoice()
        self.days.span.value = Days.ALL
        self.left_out = left_out_ticks()
        self.dates = Choices([(d, _example(d)) for d in Dates], _("Dates"), always=True)
        self.dates.value = Dates.ISO
        self.marked = Choices(
            [(True, _("Excel or LibreOffice")), (False, _("Another program"))], _("Opened with"), always=True
        )
        self.marked.value = True
        self.error = FieldError()
        self.working = Working()
        self.said = text("")
        self.folder_button = plain_button(_("Open &folder"), self.folder_wanted.emit)
        self.save_button = primary_button(_("&Save…"), self.wanted.emit)
        self.stop_button = plain_button(_("S&top"), self.stopped.emit)
        self.close_button = plain_button(_("Close"), self.reject)
        self._lay_out()
        self.kind.changed.connect(self._show_asked)
        self.kind.value = Kind.JSON
        self.kind.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """While a file is written no other one can be asked for."""
        self.save_button.setEnabled(not busy)
        self.stop_button.setVisible(busy)
        self.error.clear()
        self._saved.hide()
        self.working.start(_("Reading your diary…")) if busy else self.working.end()

    def say_saved(self, file: str, beside: int) -> None:
        """Say where it lies now, and how many files more beside it."""
        said = _("Saved as {path}").format(path=file)
        more = ngettext("{count} file more lies beside it.", "{count} files more lie beside it.", beside)
        self.said.setText("\n".join([said, more.format(count=beside)] if beside else [said]))
        self._saved.show()
        self.fit()
        self.folder_button.setFocus()
        bring_into_view(self.folder_button)
        announce(self, self.said.text())

    def _show_asked(self) -> None:
        kind = self.kind.value
        self.about.setText(FOR[kind])
        self._of_diary.setVisible(kind is not Kind.CALENDAR)
        self._of_tables.setVisible(kind is Kind.CSV)
        self._saved.hide()
        self.error.clear()
        if self.isVisible():
            self.fit()

    def _lay_out(self) -> None:
        self._of_diary, self._of_tables, self._saved = QWidget(), QWidget(), QWidget()
        diary, tables = column_in(self._of_diary, 12), FlowLayout(self._of_tables, spacing=24)
        diary.addWidget(self.days)
        diary.addWidget(Field(_("Leave out"), self.left_out))
        tables.addWidget(Field(_("Dates"), self.dates))
        tables.addWidget(Field(_("Opened with"), self.marked))
        saved = column_in(self._saved, 8)
        saved.addWidget(self.said)
        saved.addLayout(row(self.folder_button))
        buttons = FlowLayout(spacing=10)
        for button in (self.save_button, self.stop_button, self.close_button):
            buttons.addWidget(button)
        self.column.addWidget(heading(_("Export")))
        for part in (
            Field(_("What to export"), self.kind),
            self.about,
            self._of_diary,
            self._of_tables,
            muted(_("A file outside the app is not locked: whoever has it can read it.")),
            self.error,
            self.working,
            self._saved,
        ):
            self.column.addWidget(part)
        self.column.addLayout(buttons)
        self.stop_button.hide()


def _example(dates: Dates) -> str:
    """31 December 2026, written in this way."""
    return dates.value.replace("YYYY", "2026").replace("MM", "12").replace("DD", "31")
