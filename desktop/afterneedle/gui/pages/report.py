"""The report: the very pages that will be printed, for the days and the parts that are chosen."""

from functools import lru_cache

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent, QImage
from PySide6.QtWidgets import QVBoxLayout

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import impossible_sentence, period_label
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.periods import Days, period_of
from afterneedle.domain.report import Report, Wanted
from afterneedle.gui.hub import Hub
from afterneedle.gui.paper.press import Press
from afterneedle.gui.paper.printing import (
    ask_for_file,
    ask_for_printer,
    printed_sentence,
    saved_sentence,
)
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import empty
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.words import announce, muted, title
from afterneedle.gui.widgets.paper.page_picture import PagePicture
from afterneedle.gui.widgets.paper.report_choices import Extra, ReportChoices
from afterneedle.paper.pages import Paper

PREVIEW_PPI = 120
AT_HAND = 4  # pages with all their pixels; the others stay as they came, some twenty times smaller


class ReportPage(Page):
    """Preview, save, print, open. Pages are set in the background."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.press = Press(self)
        self.press.previewed.connect(self._show_pages)
        self.press.failed.connect(self._no_pages)
        self.press.saved.connect(self._saved)
        self.press.printed.connect(self._printed)
        self._opened: QTemporaryDir | None = None
        self.pictures: list[PagePicture] = []
        self.choices = ReportChoices()
        self.status = muted("")
        self._lay_out()
        self.choices.changed.connect(self._redraw)
        self.setFocusProxy(self.save_button)

    def refresh(self) -> None:
        diary = self._hub.diary
        self.choices.days.offer(diary.sessions(), diary.answers(), self._hub.now())
        self._redraw()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # another page is opened; a window that is minimised comes back as it was
            self.press.rest()

    def show_item(self, argument: object) -> None:
        if argument == "save":
            self.ask_where_to_save()
        elif argument == "print":
            self.ask_printer()

    def report(self) -> Report | None:
        """The report that is chosen; None when there can be none, which is then said."""
        self.choices.days.error.clear()
        try:
            return self._hub.diary.report(self._hub.now(), self._wanted())
        except Impossible as problem:
            self.choices.days.error.set(impossible_sentence(problem))
            return None

    def ask_where_to_save(self) -> None:
        """Ask for a file. The name it offers says nothing about anyone."""
        ask_for_file(self, self._file_name, self.save)

    def save(self, path: str) -> None:
        """Save the PDF there."""
        report = self.report()
        if report is not None:
            self.press.save(report, self._sheet, path)

    def ask_printer(self) -> None:
        """Ask for a printer with the system's own dialog, then print."""
        report, paper = self.report(), self._sheet
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

    @property
    def _sheet(self) -> Paper:
        paper: Paper = self.choices.paper.value
        return paper

    def _wanted(self) -> Wanted:
        chosen, extras = self.choices, self.choices.extras.values
        first, last = period_of(chosen.days.asked, self._hub.diary.records(), self._hub.now())
        return Wanted(
            first,
            last,
            left_out=frozenset(chosen.left_out.values),
            every_entry=Extra.ENTRIES in extras,
            checklist=Extra.CHECKLIST in extras,
            attached=Extra.ATTACHED in extras,
        )

    def _lay_out(self) -> None:
        self.column.addWidget(title(_("Report")))
        self.column.addWidget(
            muted(_("For your doctor or practitioner. A saved or printed page is not locked."))
        )
        self.column.addWidget(self.choices)
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
        report = self.report()
        if report is not None:
            if self.choices.days.span.value is not Days.OWN:
                self.choices.days.show_days(report.first, report.last)
            ppi = round(PREVIEW_PPI * self.devicePixelRatioF())
            self.status.setText(_("Making the pages …"))
            self.press.preview(report, self._sheet, ppi)

    def _show_pages(self, pages: list[bytes]) -> None:
        empty(self._pages)
        decoded = lru_cache(AT_HAND)(QImage.fromData)
        self.pictures = [PagePicture(page, n, len(pages), decoded) for n, page in enumerate(pages, start=1)]
        for picture in self.pictures:
            self._pages.addWidget(picture)
        count = len(pages)
        said = ngettext("{count} page", "{count} pages", count).format(count=count)
        period = period_label(*self.choices.days.own_days())
        self._say(_("{period}: {pages}").format(period=period, pages=said))

    def _no_pages(self, trouble: str) -> None:
        empty(self._pages)
        self.pictures = []
        self._say(trouble)

    def _saved(self, path: str, trouble: str) -> None:
        if trouble:
            self._hub.notice.emit(trouble)
        elif self._opened is not None and path.startswith(self._opened.path()):
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
                self._hub.notice.emit(_("No program here opens PDF files. Save the PDF instead."))
        else:
            self._say(saved_sentence(path))

    def _printed(self, trouble: str) -> None:
        if trouble:
            self._hub.notice.emit(trouble)
        else:
            self._say(printed_sentence())

    def _say(self, sentence: str) -> None:
        self.status.setText(sentence)
        announce(self, sentence)
