"""The report: the very pages that will be printed, for the period that is chosen."""

from datetime import date

from PySide6.QtCore import QDate, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QDateEdit, QVBoxLayout, QWidget

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import date_label, impossible_sentence
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.report import Report
from afterneedle.gui.hub import Hub
from afterneedle.gui.press import Press
from afterneedle.gui.printing import (
    ask_for_file,
    ask_for_printer,
    not_saved_sentence,
    printed_sentence,
    saved_sentence,
    usual_paper,
)
from afterneedle.gui.widgets.basics import (
    FieldError,
    Page,
    announce,
    card,
    field,
    muted,
    plain_button,
    primary_button,
    title,
)
from afterneedle.gui.widgets.choices import Choices
from afterneedle.gui.widgets.flow import FlowLayout
from afterneedle.gui.widgets.page_picture import PagePicture
from afterneedle.paper.pages import Paper

PREVIEW_PPI = 120
USUAL, ALL, OWN = "usual", "all", "own"


class ReportPage(Page):
    """Preview, save, print, open. Pages are set in the background."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.press = Press(self)
        self.press.previewed.connect(self._show_pages)
        self.press.saved.connect(self._saved)
        self.press.printed.connect(self._printed)
        self._opened: QTemporaryDir | None = None
        self.pictures: list[PagePicture] = []
        self.period = Choices(
            [(USUAL, _("The last sessions")), (ALL, _("Everything")), (OWN, _("Own dates"))], _("Period")
        )
        self.period.value = USUAL
        self.paper = Choices([(Paper.A4, "A4"), (Paper.LETTER, _("Letter"))], _("Paper"))
        self.paper.value = usual_paper()
        self.first, self.last = QDateEdit(), QDateEdit()
        self.error, self.status = FieldError(), muted("")
        self._lay_out()
        for signal in (self.period.changed, self.paper.changed):
            signal.connect(lambda _value: self._redraw())
        for day in (self.first, self.last):
            day.dateChanged.connect(lambda _date: self._redraw())
        self.setFocusProxy(self.save_button)

    def refresh(self) -> None:
        today = self._hub.now().date()
        for day in (self.first, self.last):
            day.setMaximumDate(QDate(today.year, today.month, today.day))
        self._redraw()

    def show_item(self, argument: object) -> None:
        if argument == "save":
            self.ask_where_to_save()
        elif argument == "print":
            self.ask_printer()

    def report(self) -> Report | None:
        """The report of the chosen period; None when there can be none, which is then said."""
        self.error.clear()
        first, last = self._period()
        try:
            return self._hub.diary.report(self._hub.now(), first, last)
        except Impossible as problem:
            self.error.set(impossible_sentence(problem))
            return None

    def ask_where_to_save(self) -> None:
        """Ask for a file. The name it offers says nothing about anyone."""
        ask_for_file(self, self._file_name, self.save)

    def save(self, path: str) -> None:
        """Save the PDF there."""
        report = self.report()
        if report is not None:
            self.press.save(report, self.paper.value or Paper.A4, path)

    def ask_printer(self) -> None:
        """Ask for a printer with the system's own dialog, then print."""
        report, paper = self.report(), self.paper.value or Paper.A4
        if report is not None:
            ask_for_printer(
                self, self._file_name, paper, lambda printer: self.press.print(report, paper, printer)
            )

    def open_pdf(self) -> None:
        """Show the PDF in the system's viewer, from a file that is gone when the window closes."""
        if self._opened is None:
            self._opened = QTemporaryDir()
        self.save(self._opened.filePath(self._file_name))

    @property
    def _file_name(self) -> str:
        return f"symptom-log-{self._hub.now():%Y-%m-%d}.pdf"

    def _period(self) -> tuple[date | None, date | None]:
        if self.period.value == OWN:
            return _day(self.first), _day(self.last)
        records = self._hub.diary.records()
        if self.period.value == ALL:
            days = [s.ended_at.date() for s in records.sessions] + [c.day for c in records.check_ins]
            return min(days, default=None), None
        return None, None

    def _lay_out(self) -> None:
        self.column.addWidget(title(_("Report")))
        self.column.addWidget(
            muted(_("For your doctor or practitioner. A saved or printed page is not locked."))
        )
        ask = card()
        ask.column.addWidget(field(_("Period"), self.period))
        self._own = QWidget()
        days = FlowLayout(self._own)
        for label, day in ((_("F&rom"), self.first), (_("&To"), self.last)):
            day.setDisplayFormat("d MMM yyyy")
            days.addWidget(field(label, day))
        ask.column.addWidget(self._own)
        ask.column.addWidget(self.error)
        ask.column.addWidget(field(_("Paper"), self.paper))
        self.column.addWidget(ask)
        line = FlowLayout(spacing=10)
        self.save_button = primary_button(_("&Save PDF…"), self.ask_where_to_save)
        self.print_button = plain_button(_("Pr&int…"), self.ask_printer)
        self.open_button = plain_button(_("&Open"), self.open_pdf)
        for button in (self.save_button, self.print_button, self.open_button):
            line.addWidget(button)
        self.column.addLayout(line)
        self.column.addWidget(self.status)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(20)
        self.column.addLayout(self._pages)
        self.column.addStretch()

    def _redraw(self) -> None:
        self._own.setVisible(self.period.value == OWN)
        report = self.report()
        if report is not None:
            if self.period.value != OWN:
                self._show_days(report)
            ppi = round(PREVIEW_PPI * self.devicePixelRatioF())
            self.press.preview(report, self.paper.value or Paper.A4, ppi)

    def _show_days(self, report: Report) -> None:
        for day, shown in ((report.first, self.first), (report.last, self.last)):
            shown.blockSignals(True)
            shown.setDate(QDate(day.year, day.month, day.day))
            shown.blockSignals(False)

    def _show_pages(self, images: list[QImage]) -> None:
        while (item := self._pages.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.pictures = [PagePicture(image, n, len(images)) for n, image in enumerate(images, start=1)]
        for picture in self.pictures:
            self._pages.addWidget(picture)
        count = len(images)
        pages = ngettext("{count} page", "{count} pages", count).format(count=count)
        first, last = (date_label(_day(day)) for day in (self.first, self.last))
        self._say(_("{first} to {last}: {pages}").format(first=first, last=last, pages=pages))

    def _saved(self, path: str, problem: str) -> None:
        if problem:
            self._hub.notice.emit(not_saved_sentence(problem))
        elif self._opened is not None and path.startswith(self._opened.path()):
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
                self._hub.notice.emit(_("No program here opens PDF files. Save the PDF instead."))
        else:
            self._say(saved_sentence(path))

    def _printed(self, worked: bool) -> None:
        say = self._say if worked else self._hub.notice.emit
        say(printed_sentence(worked))

    def _say(self, sentence: str) -> None:
        self.status.setText(sentence)
        announce(self, sentence)


def _day(shown: QDateEdit) -> date:
    day = shown.date()
    return date(day.year(), day.month(), day.day())
