"""Which days of the diary, and which parts of it are left out."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import moment_label
from afterneedle.domain.excerpt import Part
from afterneedle.domain.periods import Asked, Days, Period, since_doctor
from afterneedle.domain.records import Answer, Session
from afterneedle.gui.widgets.basics.choices import Choices, TickList
from afterneedle.gui.widgets.basics.day_edit import DayEdit
from afterneedle.gui.widgets.basics.field import Field, FieldError
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import column_in

OFFERED = 8  # sessions to choose from; older ones are reached by their dates


class DaysChoice(QWidget):
    """Emits `changed` whenever other days are meant. It knows no diary: its owner says what there is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.span = Choices(
            [
                (Days.USUAL, _("The last sessions")),
                (Days.DOCTOR, _("Since a doctor saw me")),
                (Days.MONTH, _("The last 30 days")),
                (Days.SESSION, _("One session")),
                (Days.ALL, _("Everything")),
                (Days.OWN, _("Own dates")),
            ],
            _("Period"),
            always=True,
        )
        self.span.value = Days.USUAL
        self.session: Choices | None = None
        self._session_ids: list[str] = []
        self.first, self.last = DayEdit(), DayEdit()
        self.error = FieldError()
        self._lay_out()
        self.span.changed.connect(self._chosen)
        for day in (self.first, self.last):
            day.dateChanged.connect(self.changed)

    def offer(self, sessions: Sequence[Session], answers: Sequence[Answer], now: datetime) -> None:
        """What can be chosen: the newest sessions, days up to today. `sessions`: oldest first."""
        for day in (self.first, self.last):
            day.setMaximumDate(_qdate(now.date()))
        newest = [s for s in reversed(sessions) if s.ended_at <= now][:OFFERED]
        buttons = dict(zip(Days, self.span.buttons, strict=True))
        buttons[Days.DOCTOR].setVisible(since_doctor(answers, now) is not None)
        buttons[Days.SESSION].setVisible(bool(newest))
        ids = [session.id for session in newest]
        if newest and ids != self._session_ids:
            self._offer_sessions([(s.id, moment_label(s.ended_at)) for s in newest])
        self._session_ids = ids
        self._show_asked()

    @property
    def asked(self) -> Asked:
        """The days that are chosen."""
        own = Period(*self.own_days())
        return Asked(self.span.value, self.session.value if self.session else None, own)

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
        fresh = Choices(sessions, _("Which session"), always=True)
        fresh.value = chosen if chosen in dict(sessions) else sessions[0][0]
        fresh.changed.connect(self.changed)
        if self.session is not None:
            self.session.hide()
            self.session.deleteLater()
        self.session = fresh
        self._column.insertWidget(1, fresh)

    def _chosen(self) -> None:
        self._show_asked()
        self.changed.emit()

    def _show_asked(self) -> None:
        self._own.setVisible(self.span.value is Days.OWN)
        if self.session is not None:
            self.session.setVisible(self.span.value is Days.SESSION)

    def _lay_out(self) -> None:
        self._own = QWidget()
        days = FlowLayout(self._own)
        for label, day in ((_("F&rom"), self.first), (_("&To"), self.last)):
            day.setDisplayFormat("d MMM yyyy")
            days.addWidget(Field(label, day))
        self._column = column_in(self, 10)
        for part in (Field(_("Period"), self.span), self._own, self.error):
            self._column.addWidget(part)


def left_out_ticks() -> TickList:
    """The parts that can be left out of what is handed on."""
    return TickList(
        [
            (Part.NAME, _("My name and birth date")),
            (Part.NOTES, _("My notes and own words")),
            (Part.MEDICINES, _("My medicines")),
        ]
    )


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(shown: DayEdit) -> date:
    day = shown.date()
    return date(day.year(), day.month(), day.day())
