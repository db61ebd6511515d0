"""What goes into a report: which days, which parts, on which paper."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from afterneedle.content.language import _
from afterneedle.domain.excerpt import Part
from afterneedle.gui.printing import usual_paper
from afterneedle.gui.widgets.basics import Card, FieldError, field
from afterneedle.gui.widgets.choices import Choices, TickList
from afterneedle.gui.widgets.flow import FlowLayout
from afterneedle.paper.pages import Paper


class Span(Enum):
    """The ways to say which days."""

    USUAL = "usual"
    DOCTOR = "doctor"
    MONTH = "month"
    SESSION = "session"
    ALL = "all"
    OWN = "own"


class Extra(Enum):
    """What can be added behind the table, or inside the file."""

    ENTRIES = "entries"
    CHECKLIST = "checklist"
    ATTACHED = "attached"


class ReportChoices(Card):
    """Emits `changed` whenever the pages would change. It knows no diary: the page says what there is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("card")
        self.span = Choices(
            [
                (Span.USUAL, _("The last sessions")),
                (Span.DOCTOR, _("Since a doctor saw me")),
                (Span.MONTH, _("The last 30 days")),
                (Span.SESSION, _("One session")),
                (Span.ALL, _("Everything")),
                (Span.OWN, _("Own dates")),
            ],
            _("Period"),
        )
        self.span.value = Span.USUAL
        self.session: Choices | None = None
        self._session_ids: list[str] = []
        self.first, self.last = QDateEdit(), QDateEdit()
        self.error = FieldError()
        self.left_out = TickList(
            [
                (Part.NAME, _("My name and birth date")),
                (Part.NOTES, _("My notes and own words")),
                (Part.MEDICINES, _("My medicines")),
            ]
        )
        self.extras = TickList(
            [
                (Extra.ENTRIES, _("Every check-in in full")),
                (Extra.CHECKLIST, _("The checklist for the next session")),
                (Extra.ATTACHED, _("The diary of these days as a file inside the PDF")),
            ]
        )
        self.paper = Choices([(Paper.A4, "A4"), (Paper.LETTER, _("Letter"))], _("Paper"))
        self.paper.value = usual_paper()
        self._lay_out()
        for signal in (self.span.changed, self.paper.changed):
            signal.connect(self._chosen)
        for ticks in (self.left_out, self.extras):
            ticks.changed.connect(self.changed)
        for day in (self.first, self.last):
            day.dateChanged.connect(self.changed)

    def offer(self, sessions: Sequence[tuple[str, str]], doctor: bool, today: date) -> None:
        """What can be chosen: the sessions as id and label, newest first; the days up to today."""
        for day in (self.first, self.last):
            day.setMaximumDate(_qdate(today))
        buttons = dict(zip(Span, self.span.buttons, strict=True))
        buttons[Span.DOCTOR].setVisible(doctor)
        buttons[Span.SESSION].setVisible(bool(sessions))
        ids = [id for id, _label in sessions]
        if sessions and ids != self._session_ids:
            self._offer_sessions(sessions)
        self._session_ids = ids
        self._show_asked()

    def show_days(self, first: date, last: date) -> None:
        """The days as they came out, to start from when own dates are chosen."""
        for shown, day in ((self.first, first), (self.last, last)):
            with QSignalBlocker(shown):
                shown.setDate(_qdate(day))

    def own_days(self) -> tuple[date, date]:
        """The dates that were set by hand."""
        return _date(self.first), _date(self.last)

    def _offer_sessions(self, sessions: Sequence[tuple[str, str]]) -> None:
        chosen = self.session.value if self.session else None
        fresh = Choices(sessions, _("Which session"))
        fresh.value = chosen if chosen in dict(sessions) else sessions[0][0]
        fresh.changed.connect(self.changed)
        if self.session is not None:
            self.session.hide()
            self.session.deleteLater()
        self.session = fresh
        self.column.insertWidget(1, fresh)

    def _chosen(self) -> None:
        self._show_asked()
        self.changed.emit()

    def _show_asked(self) -> None:
        self._own.setVisible(self.span.value is Span.OWN)
        if self.session is not None:
            self.session.setVisible(self.span.value is Span.SESSION)

    def _lay_out(self) -> None:
        self._own = QWidget()
        days = FlowLayout(self._own)
        for label, day in ((_("F&rom"), self.first), (_("&To"), self.last)):
            day.setDisplayFormat("d MMM yyyy")
            days.addWidget(field(label, day))
        parts = QWidget()
        columns = FlowLayout(parts, spacing=24)
        columns.addWidget(field(_("Leave out"), self.left_out))
        columns.addWidget(field(_("Add"), self.extras))
        columns.addWidget(field(_("Paper"), self.paper))
        for part in (field(_("Period"), self.span), self._own, self.error, parts):
            self.column.addWidget(part)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(shown: QDateEdit) -> date:
    day = shown.date()
    return date(day.year(), day.month(), day.day())
