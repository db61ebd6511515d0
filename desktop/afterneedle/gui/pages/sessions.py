"""The page of sessions: the list, newest first, and the form for one of them."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import moment_label, place_label, short_moment_label
from afterneedle.diary import new_id
from afterneedle.domain.records import Session
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.basics import (
    Card,
    Page,
    heading,
    muted,
    plain_button,
    primary_button,
    row,
    text,
    title,
)
from afterneedle.gui.widgets.practitioner_form import practitioners_of
from afterneedle.gui.widgets.session_form import SessionContext, SessionForm


class SessionsPage(Page):
    """Sessions to read, add, edit and delete. `show_item` takes the id of a session, or "new"."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.form: SessionForm | None = None
        self._title = title(_("Sessions"))
        self.new = primary_button(_("&New session"), partial(self.open_form, None))
        self._list = QWidget()
        self._cards = QVBoxLayout(self._list)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(16)
        self.column.addWidget(self._title)
        self.column.addLayout(row(self.new))
        self.column.addWidget(self._list)
        self.column.addStretch()

    @property
    def is_dirty(self) -> bool:
        return self.form is not None and self.form.is_dirty

    def refresh(self) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        sessions = self._hub.diary.records().sessions
        for session in reversed(sessions):
            card = self._card(session)
            self._cards.addWidget(card)
            card.show()
        if not sessions:
            self._cards.addWidget(muted(_("No session yet. Add your last one to count the hours from it.")))

    def show_item(self, argument: object) -> None:
        sessions = {s.id: s for s in self._hub.diary.records().sessions}
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
        sessions = hub.diary.records().sessions
        last = next(reversed(sessions), None)
        context = SessionContext(hub.catalogue, hub.now, hub.zone, last, practitioners_of(sessions))
        self.form = SessionForm(context, session.id if session else new_id(), session)
        self.form.saved.connect(self._save)
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
        self.refresh()
        self.new.setFocus()

    def _show_list(self, *, shown: bool) -> None:
        self.new.setVisible(shown)
        self._list.setVisible(shown)
        self.verticalScrollBar().setValue(0)

    def _save(self, session: Session) -> None:
        if session in self._hub.diary.records().sessions:  # nothing was changed
            self.close_form()
            return
        record = partial(self._hub.diary.record_session, session, self._hub.now())
        if self._hub.do(record, _("Session saved.")):
            self.close_form()

    def _delete(self, session: Session) -> None:
        remove = partial(self._hub.diary.remove_session, session.id, self._hub.now())
        self._hub.do(remove, _("Session deleted."))

    def _card(self, session: Session) -> Card:
        when = moment_label(session.ended_at)
        card = Card("card", heading(_("About {moment}").format(moment=when) if session.ended_about else when))
        for line in session_lines(session):
            card.column.addWidget(text(line))
        if session.edited_at is not None:
            edited = _("Edited: {moment}").format(moment=short_moment_label(session.edited_at))
            card.column.addWidget(muted(edited))
        short = short_moment_label(session.ended_at)
        edit = plain_button(_("Edit"), partial(self.open_form, session))
        edit.setAccessibleName(_("Edit the session of {moment}").format(moment=short))
        delete = plain_button(_("Delete"), partial(self._delete, session))
        delete.setAccessibleName(_("Delete the session of {moment}").format(moment=short))
        card.column.addLayout(row(edit, delete))
        return card


def session_lines(session: Session) -> list[str]:
    """What a session says: where, by whom, the zap, the note."""
    where = "; ".join(place_label(p) for p in session.sites)
    by = ", ".join(v for v in _by(session) if v)
    zap = _("A zap or electric shock was felt while a needle was in.") if session.zap.felt else ""
    return [line for line in (where or _("Places not known"), by, zap, session.note) if line]


def _by(session: Session) -> tuple[str, str, str]:
    practitioner = session.practitioner
    return practitioner.name, practitioner.profession, practitioner.phone
