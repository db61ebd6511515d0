"""The check-in: one moment in the patient's words, in a fixed order, emergency signs first."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import impossible_sentence, short_moment_label
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import CheckIn
from afterneedle.gui.check_in.draft_keeper import DraftKeeper
from afterneedle.gui.check_in.drafts import Draft, draft_text, read_draft
from afterneedle.gui.check_in.form import Told
from afterneedle.gui.check_in.writing import Writing, beside, emergency_cards, open_form
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.field import FieldError
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.words import muted, title
from afterneedle.gui.widgets.check_in.all_clear import AllClearDialog
from afterneedle.gui.widgets.check_in.check_in_parts import CheckInParts
from afterneedle.gui.widgets.check_in.draft_offer import DraftOffer
from afterneedle.gui.widgets.check_in.when import When
from afterneedle.gui.widgets.dialogs.meanwhile import MeanwhileQuestion
from afterneedle.gui.widgets.dialogs.throw_away import ThrowAwayQuestion
from afterneedle.gui.widgets.flags.read_key import ReadKey


class CheckInPage(Page):
    """A new check-in, or with `show_item` an old one to edit; what was typed stays until saved or left.

    `show_item`: the id of a check-in, "yesterday", "now", "draft" for the one that was begun, or "asked": a
    new one, also the one that is being written already.
    """

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._edited: CheckIn | None = None
        self._writing: Writing
        self._begun_at: datetime | None = None
        self._keeper = DraftKeeper(hub, self._draft, self)
        self.heading = title(_("Check-in"))
        self.error = FieldError()
        self._content = QWidget()
        self.column.addLayout(self._head())
        self.column.addWidget(self._content)
        self.column.addWidget(self.error)
        self.column.addLayout(self._buttons())
        self.column.addWidget(muted(_("Ctrl+Enter saves from anywhere on this page.")))
        self.column.addStretch()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            saving = QShortcut(
                QKeySequence(keys), self, self.save, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            saving.setWhatsThis(_("Save"))
        ReadKey(self)
        self.offer: DraftOffer | None = None

    @property
    def is_dirty(self) -> bool:
        return self._begun_at is not None

    def refresh(self) -> None:
        if self.is_dirty or self._edited is not None:
            self._writing = beside(self._hub, self._writing)
        else:
            self._start(None)

    def show_item(self, argument: object) -> None:
        if argument == "asked" and self.is_dirty and self._edited is None:
            return
        if self.is_dirty:
            if argument != "draft":
                self._hub.notice.emit(_("First save or cancel what you have begun here."))
        elif argument == "draft":
            self._go_on()
        elif argument == "yesterday":
            self._start_new()
            self.when.take_yesterday()
        elif argument in ("new", "now", "asked"):
            self._start_new()
        elif (found := self._found(argument)) is not None:
            self._start(found)
        self.parts.emergency.setFocus()

    def throw_away(self) -> None:
        if self.is_dirty:
            self._keeper.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keeper.flush()
        if self._hub.is_at_hand and not event.spontaneous() and not self.is_dirty:
            self._edited = None  # an edit that was only looked at; the next time it is a new check-in

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def save(self) -> None:
        """Save what was answered; what is missing is said beside its field."""
        now = self._hub.now()
        felt_at = self.when.read(now)
        if felt_at is None:
            self.ensureWidgetVisible(self.when)
            return
        unreadable = self.parts.unreadable()
        if unreadable is not None:
            self.ensureWidgetVisible(unreadable)
            return
        told = self.parts.told(now)
        if self.parts.emergency.waits_for_now:
            self._refuse(_("Say first if the emergency sign is there now."), self.parts.emergency)
        elif told.is_empty and self._edited is None:
            self._refuse(_("Nothing is answered yet."), self.parts.emergency)
        else:
            self._save(told, felt_at, now)

    def ask_all_clear(self) -> None:
        """Say what "all clear" answers, then save it."""
        dialog = AllClearDialog(self._hub.catalogue.symptoms["soreness"], *self.parts.all_clear_says(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(self._save_all_clear)
        dialog.open()

    def leave(self) -> None:
        """Leave the form; asks first when something would be thrown away."""
        if self.is_dirty:
            ThrowAwayQuestion(self, self._throw_and_leave).open()
        else:
            self._leave()

    def _head(self) -> QHBoxLayout:
        self.clear_button = plain_button(_("&All clear…"), self.ask_all_clear)
        line = QHBoxLayout()
        line.addWidget(self.heading, 1)
        line.addWidget(self.clear_button)
        return line

    def _buttons(self) -> FlowLayout:
        line = FlowLayout(spacing=10)
        self.save_button = primary_button(_("&Save"), self.save)
        self.save_button.setAutoDefault(True)  # Enter presses it
        self.leave_button = plain_button(_("Cancel"), self.leave)
        self.delete_button = plain_button(_("Delete this check-&in"), self._delete)
        for button in (self.save_button, self.leave_button, self.delete_button):
            line.addWidget(button)
        return line

    @property
    def when(self) -> When:
        """Which moment it is about."""
        return self._writing.when

    @property
    def parts(self) -> CheckInParts:
        """The questions."""
        return self._writing.parts

    def _found(self, id: object) -> CheckIn | None:
        return next((c for c in self._hub.diary.records().check_ins if c.id == id), None)

    def _start_new(self) -> None:
        """A form for a new check-in: `refresh` has just made one, unless an old one was looked at."""
        if self._edited is not None:
            self._start(None)

    def _start(self, edited: CheckIn | None, draft: Draft | None = None) -> None:
        """A fresh form, filled from `edited` when there is one, or with what the `draft` holds."""
        had_focus = self.holds_focus
        begun = None if draft else read_draft(self._hub.diary.draft(), self._hub.catalogue)
        self._writing = open_form(self._hub, edited, draft)
        self._edited, self._begun_at = edited, draft.begun_at if draft else None
        self._show_form(begun)
        self._name(edited)
        self.error.clear()
        self.clear_button.setEnabled(not self.parts.is_begun)
        self.verticalScrollBar().setValue(0)
        if draft is not None:
            self._show_emergency()
        if had_focus:
            self.parts.emergency.setFocus()

    def _show_form(self, begun: Draft | None) -> None:
        """Put the new form in the place of the old one, below the offer of the one that was `begun`."""
        old, self._content = self._content, QWidget()
        body = column_in(self._content, 16)
        self.offer = DraftOffer(begun.begun_at, self._hub.now()) if begun else None
        if self.offer is not None:
            self.offer.go_on_wanted.connect(self._go_on)
            self.offer.throw_wanted.connect(self._throw_offer)
            body.addWidget(self.offer)
        for part in (self.when, self.parts):
            body.addWidget(part)
        self.column.replaceWidget(old, self._content)
        old.hide()
        old.deleteLater()
        self._content.show()  # at once, so that it can take the focus
        self.parts.changed.connect(self._changed)
        self.parts.emergency.changed.connect(self._show_emergency)
        self.parts.going_on.went.connect(self._reveal)
        self.parts.going_on.ended.connect(self._go_to_save)
        self.when.changed.connect(self._moment_changed)
        self.setFocusProxy(self.parts.emergency)

    def _go_on(self) -> None:
        """Show the check-in that was begun before."""
        draft = read_draft(self._hub.diary.draft(), self._hub.catalogue)
        if draft is None:
            self._start(None)
        else:
            self._start(self._found(draft.edits), draft)
        self.parts.emergency.setFocus()

    def _throw_offer(self) -> None:
        self._keeper.forget()
        if self.offer is not None:
            self.offer.hide()
        self.parts.emergency.setFocus()

    def _draft(self) -> str:
        now = self._hub.now()
        return draft_text(self._writing.draft(self._begun_at or now, now))

    def _name(self, edited: CheckIn | None) -> None:
        self.delete_button.setVisible(edited is not None)
        self.clear_button.setVisible(edited is None)
        if edited is None:
            self.heading.setText(_("Check-in"))
        else:
            when = short_moment_label(edited.felt_at)
            self.heading.setText(_("Edit the check-in of {moment}").format(moment=when))

    def _changed(self) -> None:
        self._begun_at = self._begun_at or self._hub.now()
        self._keeper.changed()
        if self.offer is not None:
            self.offer.hide()
        self.error.clear()
        self.clear_button.setEnabled(not self.parts.is_begun)

    def _moment_changed(self) -> None:
        self._changed()
        self.parts.emergency.set_past(self.when.is_past)

    def _show_emergency(self) -> None:
        """An emergency sign shows its card at once, before anything is saved."""
        for shown in emergency_cards(self._hub, self._writing):
            shown.read_wanted.connect(lambda id: self.go.emit("guidance", id))
            QTimer.singleShot(0, shown, partial(self._reveal, shown))

    def _reveal(self, shown: QWidget) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # it has its height only then
        self.ensureWidgetVisible(shown, 0, 24)

    def _go_to_save(self) -> None:
        self.save_button.setFocus()
        self._reveal(self.save_button)

    def _save_all_clear(self, soreness: int | None) -> None:
        now = self._hub.now()
        felt_at = self.when.read(now)
        if felt_at is not None:
            self._save(self.parts.all_clear(now, soreness), felt_at, now)

    def _save(self, told: Told, felt_at: datetime, now: datetime, *, over: bool = False) -> None:
        """Save it; `over` what somebody else has made of it meanwhile, once the person was asked."""
        hub, is_past = self._hub, self.when.is_past
        try:
            check_ins = self._writing.check_ins(told, felt_at, now, hub.zone.key)
        except Impossible as problem:
            where = self.parts.show_problem(problem)
            self._refuse("" if where else impossible_sentence(problem), where or self.parts)
            return
        edited = self._edited
        if check_ins == (edited,):  # nothing was changed: it is not marked as edited
            self._throw_and_leave()
            return
        if edited is not None and not over and not hub.diary.holds(edited):
            MeanwhileQuestion(self, partial(self._save, told, felt_at, now, over=True)).open()
            return
        save = partial(hub.diary.check_ins, check_ins, now, None if over else edited)
        if hub.do(save, elsewhere=True):
            self._keeper.stop()
            self._leave("saved")
            when = short_moment_label(felt_at)
            said = _("Saved for {moment}.").format(moment=when) if is_past else _("Saved.")
            hub.done.emit(said, hub.diary.made)

    def _delete(self) -> None:
        hub, edited = self._hub, self._edited
        if edited is not None and hub.do(lambda: hub.diary.remove_check_in(edited.id, hub.now())):
            self._throw_and_leave()
            hub.done.emit(_("Check-in deleted."), hub.diary.made)

    def _throw_and_leave(self) -> None:
        self.throw_away()
        self._leave()

    def _leave(self, what: str | None = None) -> None:
        """Go back to where it was opened; the form is made anew when it is opened again."""
        back = (self._edited is not None and self.opened_from) or "today"
        self._begun_at = self._edited = None
        self.go.emit(back, what if back == "today" else None)

    def _refuse(self, sentence: str, where: QWidget) -> None:
        if sentence:
            self.error.set(sentence)
        self.ensureWidgetVisible(where)
        where.setFocus()
