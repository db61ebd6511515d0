"""Today: where you are, what needs attention, today's check-in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import (
    due_lines,
    entry_lines,
    later_sentence,
    not_asked_sentence,
    short_moment_label,
    time_label,
    weekday_label,
    where_you_are,
)
from afterneedle.diary import ChangeRow
from afterneedle.domain.assessment import assess
from afterneedle.domain.days import diary_day
from afterneedle.domain.flags import Assessment, Flag, is_pressing
from afterneedle.domain.notices import in_an_hour, tonight
from afterneedle.domain.plans import Plan, Rings
from afterneedle.domain.records import Answer, CheckIn, Level, Records
from afterneedle.domain.reminders import Reminder, Schedule, not_asked, reminder
from afterneedle.domain.sessions import last_session, missed_yesterday
from afterneedle.gui.background import background
from afterneedle.gui.cards import in_one_card, meaning
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.basics.button import link_button, plain_button, primary_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import Card, column_in, row
from afterneedle.gui.widgets.basics.page import READABLE_WIDTH, Page
from afterneedle.gui.widgets.basics.tab_order import show_both
from afterneedle.gui.widgets.basics.words import announce, heading, muted, text, title
from afterneedle.gui.widgets.flags.flag_card import Background, FlagCard
from afterneedle.gui.widgets.flags.read_key import ReadKey

EMERGENCY_LIST = "emergency-list"  # the guidance
OFFERED = "passphrase_offered"  # the setting: the offer of a passphrase was answered
FIRST_WEEK = timedelta(days=7)


class TodayPage(Page):
    """Opens first. Everything on it is read anew on every change.

    Before the window is shown only as many flag cards are made as it has room for: the others are made
    as soon as these are painted.
    `show_item` with "saved": a check-in was just saved, and its meaning is said.
    """

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.cards: list[FlagCard] = []
        self._waiting: list[tuple[Flag, ...]] = []  # for their cards
        self.check_in: QPushButton
        self.edit: QPushButton  # of the newest check-in
        self.meaning: QLabel | None = None
        self._body: QVBoxLayout
        self._flags: QVBoxLayout
        self._about: Background
        self._content = QWidget()
        self.column.addWidget(self._content)
        self.column.addStretch()
        ReadKey(self)

    def refresh(self) -> None:
        with self.keeping_focus(lambda: self.check_in):
            self._renew()
        self.setFocusProxy(self.check_in)

    def _renew(self) -> None:
        old, self._content = self._content, QWidget()
        self.column.replaceWidget(old, self._content)  # at once: moved later, all in it would be styled again
        self._body = column_in(self._content, 16)
        self._fill(self._hub.now())
        old.hide()
        old.deleteLater()
        if self.isVisible():
            self._content.show()  # at once, so that it can take the focus

    def show_item(self, argument: object) -> None:
        if argument != "saved" or self.meaning is None:
            return
        self._add_cards()
        announce(self, self.meaning.text())
        waiting = [shown for shown in self.cards if not shown.flag.answered]
        if waiting:
            waiting[0].setFocus()
            show_both(self, waiting[0], waiting[0].focusProxy() or waiting[0])
        else:
            sees_all = show_both(self, self.meaning, self.check_in)
            if not sees_all:
                show_both(self, self.meaning, self.edit)
            (self.check_in if sees_all else self.edit).setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._waiting:
            QTimer.singleShot(0, self, self._add_cards)

    def _fill(self, now: datetime) -> None:
        diary = self._hub.diary
        records = diary.records()
        assessment = assess(records, diary.catalogue, diary.rulebook, now)
        schedule = diary.schedule_of(records, assessment)
        session = last_session(records.sessions, now)
        self._body.addWidget(title(_("Today")))
        self._body.addWidget(muted(where_you_are(session, now)))
        self._offer_draft(now)
        self._add_flags(assessment, records)
        if session is None and not records.check_ins:
            self._body.addWidget(self._no_session())
        asked = reminder(schedule, self._hub.zone, now)
        mine = [c for c in records.check_ins if c.day == diary_day(now) and c.felt_at <= now]
        is_due = not mine or asked.due_since is not None
        ask = self._ask(records, assessment, asked, bool(mine), is_due=is_due)
        if schedule.plan.shows and asked.due_since is not None:
            ask.column.addLayout(self._later(schedule.plan, now))
        if is_due:  # what is to be done stands before what is offered, and what was said
            self._body.addWidget(ask)
        if assessment.level < Level.EMERGENCY:
            self._offer(schedule, assessment)
        self._add_check_ins(records, assessment, asked, mine)
        if not is_due:
            self._body.addWidget(ask)
        self._list_not_asked(schedule, now)

    def _offer(self, schedule: Schedule, assessment: Assessment) -> None:
        if not self._offer_reminders(schedule):  # one question at a time
            self._offer_passphrase(assessment)

    def _offer_reminders(self, schedule: Schedule) -> bool:
        """Once, after the first check-in. Says whether it is asked now."""
        if schedule.plan.rings is not None or not schedule.felt or not schedule.follow_up.is_open:
            return False
        from afterneedle.gui.widgets.settings.reminder_offer import ReminderOffer

        offer = ReminderOffer(schedule.plan)
        offer.chosen.connect(self._choose_reminders)
        self._body.addWidget(offer)
        return True

    def _choose_reminders(self, rings: Rings) -> None:
        diary, now = self._hub.diary, self._hub.now()
        plan = replace(diary.reminder_plan(), rings=rings, since=now)
        self._hub.do(partial(diary.save_reminder_plan, plan))

    def _offer_passphrase(self, assessment: Assessment) -> None:
        """Once, after the first week, while nothing is more pressing."""
        diary = self._hub.diary
        if diary.key is not None or diary.is_read_only or diary.setting(OFFERED):
            return
        begun = diary.begun_at
        if begun is None or assessment.at - begun < FIRST_WEEK or any(map(is_pressing, assessment.flags)):
            return
        from afterneedle.locking import can_lock

        if can_lock():
            from afterneedle.gui.widgets.passphrase.passphrase_offer import PassphraseOffer

            offer = PassphraseOffer()
            offer.answered.connect(self._answer_offer)
            self._body.addWidget(offer)

    def _answer_offer(self, wanted: bool) -> None:
        self._hub.do(partial(self._hub.diary.set_setting, OFFERED, "1"))
        if wanted:
            self.go.emit("settings", "passphrase")

    def _later(self, plan: Plan, now: datetime) -> QVBoxLayout:
        """When the reminder comes back, and ways to put it off."""
        column = QVBoxLayout()
        if (later := plan.put_off_until(now)) is not None:
            column.addWidget(muted(later_sentence(later, now)))
        ways = FlowLayout(spacing=10)
        named = ((_("Remind me in an hour"), in_an_hour(now)), (_("Remind me tonight"), tonight(now)))
        for label, moment in named:
            if moment is not None:
                ways.addWidget(link_button(label, partial(self._put_off, moment)))
        column.addLayout(ways)
        return column

    def _put_off(self, moment: datetime) -> None:
        plan = replace(self._hub.diary.reminder_plan(), later=moment)
        self._hub.do(partial(self._hub.diary.save_reminder_plan, plan))

    def _list_not_asked(self, schedule: Schedule, now: datetime) -> None:
        if moments := not_asked(schedule, self._hub.zone, now):
            self._body.addWidget(muted(not_asked_sentence(moments, now)))

    def _offer_draft(self, now: datetime) -> None:
        """A check-in that was begun and neither saved nor thrown away."""
        text = self._hub.diary.draft()
        if text is None:
            return
        from afterneedle.gui.check_in.drafts import read_draft
        from afterneedle.gui.widgets.check_in.draft_offer import DraftOffer

        draft = read_draft(text, self._hub.catalogue)
        if draft is not None:
            offer = DraftOffer(draft.begun_at, now)
            offer.go_on_wanted.connect(lambda: self.go.emit("check_in", "draft"))
            offer.throw_wanted.connect(lambda: self._hub.do(self._hub.diary.drop_draft))
            self._body.addWidget(offer)

    def _add_flags(self, assessment: Assessment, records: Records) -> None:
        self.cards, self._waiting = [], in_one_card(assessment.flags)
        if not self._waiting:
            return
        self._about = background(self._hub, records)
        part = QWidget()
        self._flags = column_in(part, 16)
        self._body.addWidget(part)
        self._add_cards(None if self.isVisible() else self.window().height())

    def _add_cards(self, room: int | None = None) -> None:
        """Make the cards that wait, or as many as fill a window of this height."""
        while self._waiting and (room is None or self._flags.heightForWidth(READABLE_WIDTH) < room):
            shown = FlagCard(self._waiting.pop(0), self._about)
            shown.answer_wanted.connect(self._ask_answer)
            shown.read_wanted.connect(lambda id: self.go.emit("guidance", id))
            shown.edit_wanted.connect(lambda id: self.go.emit("check_in", id))
            shown.print_wanted.connect(lambda: self.go.emit("report", None))
            self._flags.addWidget(shown)
            shown.ensurePolished()  # only then it has its letters, and its height
            self.cards.append(shown)

    def _ask_answer(self, shown: FlagCard) -> None:
        from afterneedle.gui.widgets.flags.answer_dialog import AnswerDialog

        dialog = AnswerDialog(shown.flag, shown.title, self._hub.now(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.answered.connect(self._answer)
        dialog.open()

    def _answer(self, answer: Answer) -> None:
        save = partial(self._hub.diary.answer, answer, answer.at)
        self._hub.do(save, _("Saved what you did."), elsewhere=True)

    def _no_session(self) -> Card:
        first = Card("card")
        first.column.addWidget(heading(_("No session yet")))
        first.column.addWidget(
            text(_("Add your last dry-needling session. The diary counts the hours from it."))
        )
        first.column.addLayout(row(plain_button(_("Add a session"), lambda: self.go.emit("sessions", "new"))))
        return first

    def _add_check_ins(
        self, records: Records, assessment: Assessment, asked: Reminder, mine: Sequence[CheckIn]
    ) -> None:
        """Those of today, the newest first, which says what it means."""
        self.meaning = None
        if mine:
            next_at = asked.next_at if asked.due_since is None else None
            self.meaning = text(meaning(self._hub.catalogue, records, assessment, mine[-1], next_at))
        for check_in in reversed(mine):
            self._body.addWidget(
                self._summary(check_in, records, self.meaning if check_in is mine[-1] else None)
            )

    def _ask(
        self, records: Records, assessment: Assessment, asked: Reminder, has_checked_in: bool, *, is_due: bool
    ) -> Card:
        """The way to the check-in; once it is done, to another when something happens."""
        ask = Card("card")
        ask.column.addWidget(heading(_("Today's check-in") if is_due else _("Check in again")))
        for line in due_lines(asked, assessment, has_checked_in):
            ask.column.addWidget(text(line))
        again = plain_button(_("Something happened no&w"), lambda: self.go.emit("check_in", "now"))
        self.check_in = again
        buttons = FlowLayout(spacing=10)
        if is_due:
            self.check_in = primary_button(_("&Check in now"), lambda: self.go.emit("check_in", None))
            buttons.addWidget(self.check_in)
        self.check_in.setAutoDefault(True)  # Enter presses it
        if self.cards and is_pressing(self.cards[0].flag):  # heard first, for the keyboard is here
            self.check_in.setAccessibleDescription(self.cards[0].spoken)
        buttons.addWidget(again)
        ask.column.addLayout(buttons)
        missed = missed_yesterday(records, assessment, assessment.at)
        if missed is not None:
            line = _("Fill in yesterday, {day}").format(day=weekday_label(missed))
            ask.column.addLayout(row(link_button(line, lambda: self.go.emit("check_in", "yesterday"))))
        return ask

    def _summary(self, check_in: CheckIn, records: Records, meaning: QLabel | None) -> Card:
        shown = Card("card")
        when = _("Check-in, {time}").format(time=time_label(check_in.felt_at))
        shown.column.addWidget(heading(when))
        if meaning is not None:
            shown.column.addWidget(meaning)
        for line in entry_lines(check_in):
            shown.column.addWidget(muted(line))
        moment = short_moment_label(check_in.felt_at)
        edit = plain_button(_("Edit"), lambda: self.go.emit("check_in", check_in.id))
        edit.setAccessibleName(_("Edit the check-in of {moment}").format(moment=moment))
        buttons = [edit]
        if (change := self._last_change(check_in, records)) is not None:
            undo = plain_button(_("Undo"), partial(self._undo, change))
            undo.setAccessibleName(_("Undo the check-in of {moment}").format(moment=moment))
            buttons.append(undo)
        if meaning is not None:
            self.edit = edit
            buttons.append(
                link_button(_("Emergency signs"), lambda: self.go.emit("guidance", EMERGENCY_LIST))
            )
        shown.column.addLayout(row(*buttons))
        return shown

    def _last_change(self, check_in: CheckIn, records: Records) -> ChangeRow | None:
        """What undo would take back, if that is this check-in or what was last changed about it."""
        newest = max((c.edited_at or c.entered_at for c in records.check_ins), default=None)
        change = self._hub.diary.undoable()
        is_about_it = (check_in.edited_at or check_in.entered_at) == newest
        return change if is_about_it and change is not None and change.label == "check_in" else None

    def _undo(self, change: ChangeRow) -> None:
        self._hub.do(lambda: self._hub.diary.undo(self._hub.now(), change.id))
