"""The check-in: one moment in the patient's words, in a fixed order, emergency signs first."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import impossible_sentence, short_moment_label
from afterneedle.diary import new_id
from afterneedle.domain.assessment import assess
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import CheckIn
from afterneedle.domain.sessions import missed_yesterday
from afterneedle.gui.check_in_form import ROW_GROUPS, Told, build, merged, there_now, told_by
from afterneedle.gui.hub import Hub
from afterneedle.gui.situation import (
    DRAFT,
    meaning,
    pressing_flags,
    situation,
    without,
)
from afterneedle.gui.widgets.all_clear import AllClearDialog
from afterneedle.gui.widgets.basics import FieldError, Page, plain_button, primary_button, title
from afterneedle.gui.widgets.check_in_parts import CheckInParts
from afterneedle.gui.widgets.flag_card import Background
from afterneedle.gui.widgets.flow import FlowLayout
from afterneedle.gui.widgets.read_key import ReadKey
from afterneedle.gui.widgets.throw_away import ThrowAwayQuestion
from afterneedle.gui.widgets.when import When


class CheckInPage(Page):
    """A new check-in, or with `show_item` an old one to edit; what was typed stays until saved or left."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._edited: CheckIn | None = None
        self._before: CheckIn | None = None
        self._touched = False
        self.heading = title(_("Check-in"))
        self.error = FieldError()
        self._content = QWidget()
        self.column.addWidget(self.heading)
        self.column.addWidget(self._content)
        self.column.addWidget(self.error)
        self.column.addLayout(self._buttons())
        self.column.addStretch()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            saving = QShortcut(
                QKeySequence(keys), self, self.save, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            saving.setWhatsThis(_("Save"))
        ReadKey(self)
        self.when: When
        self.parts: CheckInParts

    @property
    def is_dirty(self) -> bool:
        return self._touched

    def refresh(self) -> None:
        if not self._touched and self._edited is None:
            self._start(None)

    def show_item(self, argument: object) -> None:
        found = {c.id: c for c in self._hub.diary.records().check_ins}
        if self._touched:
            self._hub.notice.emit(_("First save or cancel what you have begun here."))
            return
        if isinstance(argument, str) and argument in found:
            self._start(found[argument])
        elif argument in ("new", "now"):
            self._start(None)
        elif argument == "yesterday":
            self._start(None)
            self.when.take_yesterday()
        self.parts.emergency.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and not self._touched:
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
        rows = self.parts.rows
        dialog = AllClearDialog(
            [r.name for r in rows if r.symptom.group in ROW_GROUPS],
            [r.name for r in rows if r.symptom.group not in ROW_GROUPS],
            self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(self._save_all_clear)
        dialog.open()

    def leave(self) -> None:
        """Leave the form; asks first when something would be thrown away."""
        if not self._touched:
            self._discard()
            return
        ThrowAwayQuestion(self, self._discard).open()

    def _buttons(self) -> FlowLayout:
        line = FlowLayout(spacing=10)
        self.save_button = primary_button(_("&Save"), self.save)
        self.clear_button = plain_button(_("&All clear…"), self.ask_all_clear)
        self.leave_button = plain_button(_("Cancel"), self.leave)
        self.delete_button = plain_button(_("Delete this check-&in"), self._delete)
        for button in (self.save_button, self.clear_button, self.leave_button, self.delete_button):
            line.addWidget(button)
        return line

    def _start(self, edited: CheckIn | None) -> None:
        """A fresh form, filled from `edited` when there is one."""
        had_focus = self._has_focus()
        old, self._content = self._content, QWidget()
        hub, now = self._hub, self._hub.now()
        about = edited.felt_at if edited else now
        records = without(hub.diary.records(), edited)
        assessment = assess(records, hub.catalogue, hub.diary.rulebook, about)
        self.when = When(hub.zone, now, None if edited else missed_yesterday(records, assessment, now))
        told = told_by(edited, hub.catalogue) if edited else None
        self.parts = CheckInParts(situation(hub.catalogue, records, assessment, hub.zone, about), told)
        self._edited = edited
        self._before = build(self.parts.told(now), DRAFT, about, now, hub.zone.key) if edited else None
        if edited is not None:
            self.when.set_moment(edited.felt_at)
        body = QVBoxLayout(self._content)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(16)
        for part in (self.when, self.parts):
            body.addWidget(part)
        self.column.replaceWidget(old, self._content)
        old.hide()
        old.deleteLater()
        self._content.show()  # at once, so that it can take the focus
        self._name(edited)
        self.parts.changed.connect(self._changed)
        self.parts.emergency.changed.connect(self._show_emergency)
        self.when.changed.connect(self._moment_changed)
        self._touched = False
        self.error.clear()
        self.clear_button.setEnabled(True)
        self.verticalScrollBar().setValue(0)
        self.setFocusProxy(self.parts.emergency)
        if had_focus:
            self.parts.emergency.setFocus()

    def _has_focus(self) -> bool:
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _name(self, edited: CheckIn | None) -> None:
        self.delete_button.setVisible(edited is not None)
        self.clear_button.setVisible(edited is None)
        if edited is None:
            self.heading.setText(_("Check-in"))
        else:
            when = short_moment_label(edited.felt_at)
            self.heading.setText(_("Edit the check-in of {moment}").format(moment=when))

    def _changed(self) -> None:
        self._touched = True
        self.error.clear()
        self.clear_button.setEnabled(not self.parts.is_begun)

    def _moment_changed(self) -> None:
        self._changed()
        self.parts.emergency.set_past(self.when.is_past)

    def _show_emergency(self) -> None:
        """An emergency sign shows its card at once, before anything is saved."""
        hub, now, emergency = self._hub, self._hub.now(), self.parts.emergency
        signs = () if emergency.waits_for_now else emergency.read(now)
        records = without(hub.diary.records(), self._edited)
        flags = pressing_flags(records, hub.catalogue, hub.diary.rulebook, signs, now)
        number = hub.diary.setting("emergency_number") or ""
        background = Background(records, hub.diary.rulebook, hub.diary.sources, number, now)
        for shown in emergency.show_flags(flags, background):
            shown.read_wanted.connect(lambda id: self.go.emit("guidance", id))
            QTimer.singleShot(0, shown, partial(self._reveal, shown))

    def _reveal(self, shown: QWidget) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # it has its height only then
        self.ensureWidgetVisible(shown, 0, 24)

    def _save_all_clear(self) -> None:
        now = self._hub.now()
        felt_at = self.when.read(now)
        if felt_at is not None:
            self._save(self.parts.all_clear(now), felt_at, now)

    def _save(self, told: Told, felt_at: datetime, now: datetime) -> None:
        hub = self._hub
        try:
            check_in = build(told, new_id(), felt_at, now, hub.zone.key)
        except Impossible as problem:
            where = self.parts.show_problem(problem)
            self._refuse("" if where else impossible_sentence(problem), where or self.parts)
            return
        if self._edited is not None and self._before is not None:
            check_in = merged(self._edited, self._before, check_in)
        if not hub.do(lambda: hub.diary.check_in(check_in, now)):
            return
        still = self.parts.emergency.there_now(told.emergency)
        if still:
            hub.do(lambda: hub.diary.check_in(there_now(check_in, still, new_id(), now), now))
        self._saved(check_in, now)

    def _saved(self, check_in: CheckIn, now: datetime) -> None:
        records, assessment = self._hub.diary.records(), self._hub.diary.assessment(now)
        said = meaning(self._hub.catalogue, records, assessment, check_in)
        self._discard()
        self._hub.done.emit(_("Saved. {meaning}").format(meaning=said))

    def _delete(self) -> None:
        hub, edited = self._hub, self._edited
        if edited is not None and hub.do(lambda: hub.diary.remove_check_in(edited.id, hub.now())):
            self._discard()
            hub.done.emit(_("Check-in deleted."))

    def _discard(self) -> None:
        back = "history" if self._edited is not None else "today"
        self._start(None)
        self.go.emit(back, None)

    def _refuse(self, sentence: str, where: QWidget) -> None:
        if sentence:
            self.error.set(sentence)
        self.ensureWidgetVisible(where)
        where.setFocus()
