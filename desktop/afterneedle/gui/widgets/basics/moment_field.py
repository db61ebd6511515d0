"""A day and a time of day, typed or picked, read as an instant in a zone."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QIcon, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialog,
    QGroupBox,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from afterneedle.content.language import _
from afterneedle.domain.days import resolve
from afterneedle.domain.impossible import Impossible
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.day_edit import DayEdit
from afterneedle.gui.widgets.basics.field import Field, FieldError
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import as_group

CLOCK = re.compile(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(?:([ap])\.?\s*m\.?)?", re.IGNORECASE)
NOON, LAST_HOUR, LAST_MINUTE = 12, 23, 59


def time_from(text: str) -> time | None:
    """Read "14:30", "14.30", "1430", "2:30 pm" or "9" as a time of day; None when it is none."""
    match = CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hour <= NOON:
        return None
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    return time(hour, minute) if hour <= LAST_HOUR and minute <= LAST_MINUTE else None


class MomentField(QGroupBox):
    """When something happened. It starts on the day of `now`; the time is empty until typed or set."""

    changed = Signal()

    def __init__(self, name: str, zone: ZoneInfo, now: datetime) -> None:
        super().__init__()
        as_group(self, name)
        self._zone = zone
        self._untouched: datetime | None = None
        self.day, self.time, self.error = DayEdit(), QLineEdit(), FieldError()
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.lineEdit().setTextMargins(8, 0, 8, 0)
        self.day.setDate(_date(now))
        self.day.dateChanged.connect(self._edited)
        self.time.setPlaceholderText(_("14:30"))
        self.time.setMaxLength(12)
        self.time.textChanged.connect(self._edited)  # not textEdited: a reader may write, too
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._line())
        column.addWidget(self.error)
        self.setFocusProxy(self.day)

    def set_moment(self, moment: datetime) -> None:
        """Show `moment` on its own wall clock."""
        self.day.setDate(_date(moment))
        with QSignalBlocker(self.time):
            self.time.setText(f"{moment:%H:%M}")
        self.error.clear()
        self._untouched = moment

    def so_far(self, latest: datetime) -> datetime | None:
        """The instant as it stands; None when there is none up to `latest`, about which nothing is said."""
        return self._told(latest)[0]

    def read(self, latest: datetime) -> datetime | None:
        """The same; what is wrong with it is said beside it, and the focus goes there."""
        moment, wrong = self._told(latest)
        self.error.clear()
        if wrong:
            self.error.set(wrong)
            self.time.setFocus()
        return moment

    def _told(self, latest: datetime) -> tuple[datetime | None, str]:
        """The instant, or else a sentence about what is wrong."""
        if self._untouched is not None:
            return self._untouched, ""
        clock = time_from(self.time.text())
        if clock is None:
            return None, _("Write the time like 14:30.")
        wall = datetime.combine(date(*self.day.date().getDate()), clock)
        try:
            moment = resolve(wall, self._zone)
        except Impossible as impossible:
            return None, _(impossible.reason)
        if moment > latest:
            return None, _("This time is still to come. Check the day and the time.")
        return moment, ""

    def _edited(self) -> None:
        self._untouched = None
        self.error.clear()
        self.changed.emit()

    def _line(self) -> FlowLayout:
        line = FlowLayout(spacing=10, on_foot=True)
        pick = plain_button(_("Calendar"), self._open_calendar)
        for part in (Field(_("&Day"), self.day), Field(_("&Time"), self.time), pick):
            line.addWidget(part)
        return line

    def _open_calendar(self) -> None:
        dialog = CalendarDialog(self, self.day.date())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.calendar.activated.connect(self.day.setDate)
        dialog.open()


class CalendarDialog(QDialog):
    """A month to pick a day from, by mouse or with the arrow keys and Enter."""

    def __init__(self, parent: QWidget, day: QDate) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Pick a day"))
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(_("Day"))
        self.calendar.setSelectedDate(day)
        self.calendar.setFirstDayOfWeek(QLocale.system().firstDayOfWeek())
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for free in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # red is for what needs help
            self.calendar.setWeekdayTextFormat(free, QTextCharFormat())
        self._draw_arrows()
        self.calendar.clicked.connect(self.calendar.activated)
        self.calendar.activated.connect(self.accept)
        QVBoxLayout(self).addWidget(self.calendar)

    def _draw_arrows(self) -> None:
        """In the colour of text: those that come with it are black in the dark, too."""
        before, after = Qt.ArrowType.LeftArrow, Qt.ArrowType.RightArrow
        if self.isRightToLeft():
            before, after = after, before
        for name, arrow in (("qt_calendar_prevmonth", before), ("qt_calendar_nextmonth", after)):
            if (button := self.calendar.findChild(QToolButton, name)) is not None:
                button.setIcon(QIcon())
                button.setArrowType(arrow)


def _date(moment: datetime) -> QDate:
    return QDate(moment.year, moment.month, moment.day)
