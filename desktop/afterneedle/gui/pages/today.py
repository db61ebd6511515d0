"""Today: where you are, what needs attention, today's check-in."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import (
    check_in_summary,
    date_label,
    day_and_time,
    group_label,
    hours_label,
    place_within,
    short_date_label,
    short_moment_label,
    time_label,
    weekday_label,
)
from afterneedle.domain.assessment import assess
from afterneedle.domain.days import day_number, diary_day
from afterneedle.domain.flags import Assessment, Flag
from afterneedle.domain.records import Answer, CheckIn, Records, Session
from afterneedle.domain.reminders import Reminder, reminder
from afterneedle.gui.hub import Hub
from afterneedle.gui.situation import last_session, missed_yesterday
from afterneedle.gui.widgets.answer_dialog import AnswerDialog
from afterneedle.gui.widgets.basics import (
    Card,
    Page,
    card,
    heading,
    link_button,
    muted,
    plain_button,
    primary_button,
    row,
    text,
    title,
)
from afterneedle.gui.widgets.flag_card import Background, FlagCard

NAMED_DAYS = 6  # up to here a weekday alone names a day


class TodayPage(Page):
    """Opens first. Everything on it is read anew on every change."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.cards: list[FlagCard] = []
        self.check_in: QPushButton
        self._body: QVBoxLayout
        self._content = QWidget()
        self.column.addWidget(self._content)
        self.column.addStretch()

    def refresh(self) -> None:
        had_focus = self._has_focus()
        old, self._content = self._content, QWidget()
        self._body = QVBoxLayout(self._content)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(16)
        now = self._hub.now()
        diary = self._hub.diary
        records = diary.records()
        assessment = assess(records, diary.catalogue, diary.rulebook, now)
        session = last_session(records, now)
        self._body.addWidget(title(_("Today")))
        self._body.addWidget(muted(where_you_are(session, now)))
        self._add_flags(assessment, records, now)
        if session is None and not records.check_ins:
            self._body.addWidget(self._no_session())
        self._add_check_ins(records, assessment, now)
        self.column.replaceWidget(old, self._content)
        old.hide()
        old.deleteLater()
        self._content.show()  # at once, so that it can take the focus
        self.setFocusProxy(self.check_in)
        if had_focus:
            self.check_in.setFocus()

    def _has_focus(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @property
    def _emergency_number(self) -> str:
        return self._hub.diary.setting("emergency_number") or ""

    def _add_flags(self, assessment: Assessment, records: Records, now: datetime) -> None:
        diary = self._hub.diary
        background = Background(records, diary.rulebook, diary.sources, self._emergency_number, now)
        self.cards = [FlagCard(flag, background) for flag in assessment.flags]
        for shown in self.cards:
            shown.answer_wanted.connect(self._ask_answer)
            shown.read_wanted.connect(lambda id: self.go.emit("guidance", id))
            self._body.addWidget(shown)

    def _ask_answer(self, flag: Flag) -> None:
        dialog = AnswerDialog(flag, self._hub.now(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.answered.connect(self._answer)
        dialog.open()

    def _answer(self, answer: Answer) -> None:
        self._hub.do(lambda: self._hub.diary.answer(answer, answer.at), _("Saved what you did."))

    def _no_session(self) -> Card:
        first = card()
        first.column.addWidget(heading(_("No session yet")))
        first.column.addWidget(
            text(_("Add your last dry-needling session. The diary counts the hours from it."))
        )
        first.column.addLayout(row(plain_button(_("Add a session"), lambda: self.go.emit("sessions", "new"))))
        return first

    def _add_check_ins(self, records: Records, assessment: Assessment, now: datetime) -> None:
        today = diary_day(now)
        mine = [c for c in records.check_ins if c.day == today and c.felt_at <= now]
        for check_in in reversed(mine):
            self._body.addWidget(self._summary(check_in))
        ask = card()
        hour = self._hub.diary.reminder_time()
        asked = reminder(assessment.follow_up, hour, self._hub.zone, now)
        is_due = not mine or asked.due_since is not None
        ask.column.addWidget(heading(_("Today's check-in") if is_due else _("Check in again")))
        for line in self._due_lines(asked, assessment, bool(mine), now):
            ask.column.addWidget(text(line))
        make = primary_button if is_due else plain_button
        label = _("&Check in now") if is_due else _("Something happened no&w")
        self.check_in = make(label, lambda: self.go.emit("check_in", None))
        ask.column.addLayout(row(self.check_in))
        missed = missed_yesterday(records, assessment, now)
        if missed is not None:
            line = _("Fill in yesterday, {day}").format(day=weekday_label(missed))
            ask.column.addLayout(row(link_button(line, lambda: self.go.emit("check_in", "yesterday"))))
        self._body.addWidget(ask)

    def _summary(self, check_in: CheckIn) -> Card:
        shown = card()
        when = _("Check-in, {time}").format(time=time_label(check_in.felt_at))
        shown.column.addWidget(heading(when))
        for line in check_in_summary(check_in):
            shown.column.addWidget(text(line[:1].upper() + line[1:]))
        edit = plain_button(_("Edit"), lambda: self.go.emit("check_in", check_in.id))
        edit.setAccessibleName(
            _("Edit the check-in of {moment}").format(moment=short_moment_label(check_in.felt_at))
        )
        shown.column.addLayout(row(edit))
        return shown

    def _due_lines(
        self, asked: Reminder, assessment: Assessment, has_checked_in: bool, now: datetime
    ) -> list[str]:
        lines = []
        if asked.due_since is not None:
            lines.append(_("Due since {moment}.").format(moment=day_and_time(asked.due_since, now)))
        elif asked.next_at is not None:
            lines.append(_("The next check-in is {moment}.").format(moment=day_and_time(asked.next_at, now)))
        elif assessment.follow_up.session is not None:
            lines.append(
                _("The follow-up of your last session is over, so nothing is asked. You can still check in.")
            )
        if assessment.not_known and has_checked_in:
            names = "; ".join(group_label(group) for group in assessment.not_known)
            lines.append(_("Not answered in the last 24 hours: {names}.").format(names=names))
        return lines


def where_you_are(session: Session | None, now: datetime) -> str:
    """Tuesday 3 March 2026. Day 2 · 49 h after Sunday's session: top of shoulder, right."""
    today = date_label(now)
    if session is None:
        return today
    ended = session.ended_at.astimezone(now.tzinfo)
    day = day_number(session.ended_at, now)
    hours = hours_label((now - session.ended_at) / timedelta(hours=1))
    if session.ended_about:
        hours = _("about {hours}").format(hours=hours)
    places = "; ".join(place_within(place) for place in session.sites) or _("places not known")
    if day <= NAMED_DAYS:
        line = _("{today}. Day {day} · {hours} after {weekday}'s session: {places}")
        return line.format(today=today, day=day, hours=hours, weekday=weekday_label(ended), places=places)
    line = _("{today}. Day {day} after the session of {date}: {places}")
    return line.format(today=today, day=day, date=short_date_label(ended), places=places)
