"""The page of sessions: the list, newest first, and the form for one of them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import (
    baseline_sentence,
    entry_moment,
    entry_text,
    flag_title,
    place_within,
    practitioner_label,
    short_moment_label,
    twitch_sentence,
    zap_sentence,
)
from afterneedle.content.wording.labels import with_capital
from afterneedle.diary import new_id
from afterneedle.domain.needling import told_before_needling
from afterneedle.domain.records import Session
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.basics.button import link_button, plain_button, primary_button
from afterneedle.gui.widgets.basics.clipboard import copy_text
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import Card, column_in, empty
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.words import heading, muted, text, title
from afterneedle.gui.widgets.dialogs.meanwhile import MeanwhileQuestion
from afterneedle.gui.widgets.entries.entry_dialog import EntryDialog
from afterneedle.gui.widgets.sessions.practitioner_form import practitioners_of
from afterneedle.gui.widgets.sessions.session_form import SessionContext, SessionForm

CHECKLIST = "next-time"
NEWEST = 20  # sessions that are shown at once; a card takes some milliseconds to make


class SessionsPage(Page):
    """Sessions to read, add, edit and delete. `show_item` takes the id of a session, or "new"."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.form: SessionForm | None = None
        self._newest = NEWEST  # how many are shown
        self._title = title(_("Sessions"))
        self.new = primary_button(_("&New session"), partial(self.open_form, None))
        self._list = QWidget()
        self._cards = column_in(self._list, 16)
        self.column.addWidget(self._title)
        self.checklist = link_button(
            _("Checklist before the next session"), lambda: self.go.emit("guidance", CHECKLIST)
        )
        buttons = FlowLayout(spacing=16)
        buttons.addWidget(self.new)
        buttons.addWidget(self.checklist)
        self._tell = Card("warning")
        self.column.addWidget(self._tell)
        self.column.addLayout(buttons)
        self.column.addWidget(self._list)
        self.column.addStretch()

    @property
    def is_dirty(self) -> bool:
        return self.form is not None and self.form.is_dirty

    def refresh(self) -> None:
        with self.keeping_focus(lambda: self.new):
            self._show_sessions()
        self._show_banner()

    def _show_sessions(self) -> list[Card]:
        empty(self._cards)
        numbered = list(enumerate(self._hub.diary.sessions(), start=1))[::-1]
        cards = [self._card(number, session) for number, session in numbered[: self._newest]]
        for card in cards:
            self._cards.addWidget(card)
            card.show()
        if not numbered:
            self._cards.addWidget(muted(_("No session yet. Add your last one to count the hours from it.")))
        elif len(numbered) > self._newest:
            count = len(numbered) - self._newest
            words = ngettext("Show {count} older session", "Show {count} older sessions", count)
            older = plain_button(words.format(count=count), self._show_older)
            self._cards.addWidget(older, alignment=Qt.AlignmentFlag.AlignLeading)
            older.show()
        return cards

    def _show_older(self) -> None:
        """Those that were left out, with the focus on the first of them."""
        before, self._newest = self._newest, len(self._hub.diary.sessions())
        first = self._show_sessions()[before]
        first.findChildren(QPushButton)[0].setFocus()

    def show_item(self, argument: object) -> None:
        sessions = {s.id: s for s in self._hub.diary.sessions()}
        if argument == "new":
            self.open_form(None)
        elif isinstance(argument, str) and argument in sessions:
            self.open_form(sessions[argument])

    def open_form(self, session: Session | None) -> None:
        """Show the form; one that is already open stays, so that nothing typed is lost."""
        if self.form is not None:
            self.form.moment.setFocus()
            return
        hub = self._hub
        sessions = hub.diary.sessions()
        last = next(reversed(sessions), None)
        context = SessionContext(hub.catalogue, hub.now, hub.zone, last, practitioners_of(sessions))
        self.form = SessionForm(context, session.id if session else new_id(), session)
        self.form.saved.connect(partial(self._save, session))
        self.form.left.connect(self.close_form)
        self.column.insertWidget(1, self.form)
        self.form.show()  # at once, so that it can take the focus
        self._title.setText(_("Edit session") if session else _("New session"))
        self._show_list(shown=False)
        self.form.moment.setFocus()

    def close_form(self) -> None:
        """Back to the list."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self._title.setText(_("Sessions"))
        self._show_list(shown=True)
        self.new.setFocus()

    def _show_list(self, *, shown: bool) -> None:
        self.new.setVisible(shown)
        self.checklist.setVisible(shown)
        self._tell.setVisible(shown and self._tell.column.count() > 0)
        self._list.setVisible(shown)
        self.verticalScrollBar().setValue(0)

    def _save(self, edited: Session | None, session: Session, *, over: bool = False) -> None:
        """Save it; `over` what somebody else has made of it meanwhile, once the person was asked."""
        if session in self._hub.diary.sessions():  # nothing was changed
            self.close_form()
            return
        if edited is not None and not over and not self._hub.diary.holds(edited):
            MeanwhileQuestion(self, partial(self._save, edited, session, over=True)).open()
            return
        seen = None if over else edited
        record = partial(self._hub.diary.record_session, session, self._hub.now(), seen)
        if self._hub.do(record, _("Session saved."), elsewhere=True):
            self.close_form()

    def _delete(self, session: Session) -> None:
        remove = partial(self._hub.diary.remove_session, session.id, self._hub.now())
        self._hub.do(remove, _("Session deleted."))

    def _show_banner(self) -> None:
        flags = told_before_needling(self._hub.diary.assessment(self._hub.now()).flags)
        empty(self._tell.column)
        told = [heading(_("Tell them before any new needling")), text(_("This is still open in your diary:"))]
        told += [text(name) for name in dict.fromkeys(map(flag_title, flags))]
        for part in told if flags else ():
            self._tell.column.addWidget(part)
            part.show()
        self._tell.setVisible(bool(flags) and self.form is None)

    def _card(self, number: int, session: Session) -> Card:
        head = _("Session {number} · {moment}").format(number=number, moment=entry_moment(session))
        card = Card("card", heading(head))
        for line in session_lines(session):
            card.column.addWidget(text(line))
        if session.edited_at is not None:
            edited = _("Edited: {moment}").format(moment=short_moment_label(session.edited_at))
            card.column.addWidget(muted(edited))
        buttons = FlowLayout(spacing=10)
        for button in self._buttons(session):
            buttons.addWidget(button)
        card.column.addLayout(buttons)
        self._give_menu(card, session)
        return card

    def _buttons(self, session: Session) -> list[QPushButton]:
        """What can be done with a session; to a screen reader each says which one it is about."""
        phone = session.practitioner.phone.strip()
        acts: list[tuple[str, str, Callable[[], object]]] = [
            (_("Edit"), _("Edit the session of {moment}"), partial(self.open_form, session)),
            (_("Delete"), _("Delete the session of {moment}"), partial(self._delete, session)),
        ]
        if phone:
            copy = partial(copy_text, self, phone)
            acts.append((_("Copy phone number"), _("Copy the phone number, session of {moment}"), copy))
        if session.edited_at is not None:
            show = partial(self._show_edits, session)
            acts.append((_("What changed"), _("What changed in the session of {moment}"), show))
        buttons = []
        for label, name, act in acts:
            button = plain_button(label, act)
            button.setAccessibleName(name.format(moment=short_moment_label(session.ended_at)))
            buttons.append(button)
        return buttons

    def _give_menu(self, card: Card, session: Session) -> None:
        """The same by a right click, on the words of the card too."""
        for label in card.findChildren(QLabel):
            label.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        card.customContextMenuRequested.connect(
            lambda at: self.session_menu(session).popup(card.mapToGlobal(at))
        )

    def session_menu(self, session: Session) -> QMenu:
        """What can be done with a session."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("&Edit"), partial(self.open_form, session))
        menu.addAction(_("&Copy text"), partial(copy_text, self, entry_text(session)))
        menu.addSeparator()
        menu.addAction(_("&Delete"), partial(self._delete, session))
        return menu

    def _show_edits(self, session: Session) -> None:
        hub = self._hub
        dialog = EntryDialog(session, None, hub.diary.edits(session.id), hub.zone, self)
        dialog.edit_wanted.connect(partial(self.open_form, session))
        dialog.open()


def session_lines(session: Session) -> list[str]:
    """What a card says of a session: where, by whom, the zap, what was there before, the twitch, the note."""
    said = (
        with_capital("; ".join(map(place_within, session.sites))) or _("Places not known"),
        practitioner_label(session.practitioner),
        zap_sentence(session.zap),
        baseline_sentence(session.baseline),
        twitch_sentence(session.twitch),
        session.note,
    )
    return [line for line in said if line]
