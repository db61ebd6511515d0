"""Which moment a check-in is about: now, or earlier."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from afterneedle.content.language import _
from afterneedle.content.wording import date_label, weekday_label
from afterneedle.domain.days import diary_day
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.layout import Card, column_in, row
from afterneedle.gui.widgets.basics.moment_field import MomentField
from afterneedle.gui.widgets.basics.words import muted, text

NOW, EARLIER = "now", "earlier"


class When(QFrame):
    """Now, unless the patient says earlier.

    `missed`: a moment of yesterday, when yesterday has no check-in; `is_edit`: it is about one that was
    saved, which keeps the time it was entered.
    """

    changed = Signal()

    def __init__(
        self, zone: ZoneInfo, now: datetime, missed: datetime | None, *, is_edit: bool = False
    ) -> None:
        super().__init__()
        self._now, self._missed, self._is_edit = now, missed, is_edit
        self.choice = Choices([(NOW, _("Now")), (EARLIER, _("Earlier"))], _("When was this?"), always=True)
        self.choice.value = NOW
        self.moment = MomentField(_("When was this?"), zone, now)
        self.moment.hide()
        column = column_in(self, 8)
        self.strip = Card("notice")
        column.addWidget(self.strip)
        self.strip.setVisible(missed is not None)
        if missed is not None:
            self._fill_strip(diary_day(missed))
        column.addWidget(self.choice)
        column.addWidget(self.moment)
        self.night = muted("")
        self.late = muted(_("It will be marked as entered later."))
        for note in (self.night, self.late):
            column.addWidget(note)
        if is_edit:
            column.addWidget(muted(_("What you change will be marked as edited.")))
        self._say_which_day()
        self.choice.changed.connect(self._chosen)
        self.moment.changed.connect(self._say_which_day)
        self.moment.changed.connect(self.changed)

    @property
    def is_past(self) -> bool:
        """Whether it is about an earlier moment."""
        return bool(self.choice.value == EARLIER)

    def so_far(self, now: datetime) -> datetime | None:
        """The moment as it stands; None when what was typed is none."""
        return self.moment.so_far(now) if self.is_past else now

    def read(self, now: datetime) -> datetime | None:
        """The same; what is wrong with it is said beside it, and the focus goes there."""
        return self.moment.read(now) if self.is_past else now

    def set_moment(self, moment: datetime) -> None:
        """Make it about that moment."""
        self.moment.set_moment(moment)
        self.choice.value = EARLIER
        self._say_which_day()

    def take_yesterday(self) -> None:
        """Make it about yesterday."""
        if self._missed is not None:
            self.set_moment(self._missed)
            self.strip.hide()
            self.moment.time.setFocus()

    def _fill_strip(self, day: date) -> None:
        line = _("There is no check-in for yesterday, {day}.").format(day=weekday_label(day))
        self.strip.column.addWidget(text(line))
        self.strip.column.addLayout(row(plain_button(_("Fill in yesterday"), self.take_yesterday)))

    def _chosen(self) -> None:
        self.moment.setVisible(self.is_past)
        self._say_which_day()
        self.changed.emit()

    def _say_which_day(self) -> None:
        """Says what is not plain: a moment of the night counts for the day before, a late one is marked."""
        moment = self.so_far(self._now)
        day = diary_day(moment) if moment else None
        self.night.hide()
        if moment is not None and day is not None and day != moment.date():
            self.night.setText(_("It is past midnight: this counts for {day}.").format(day=date_label(day)))
            self.night.show()
        self.late.setVisible(day is not None and day < diary_day(self._now) and not self._is_edit)
