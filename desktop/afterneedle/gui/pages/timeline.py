"""The timeline: every check-in and session, newest first."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import check_in_summary, level_label, moment_label, place_within
from afterneedle.domain.records import CheckIn, Level, Session
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.basics import Page, link_button, muted, plain_button, row, title
from afterneedle.gui.widgets.level_mark import level_icon

SHOWN_AT_FIRST = 60
ENTRY = Qt.ItemDataRole.UserRole
LIST_HEIGHT = 260


class TimelinePage(Page):
    """A list to read, open and delete from. A flagged entry carries the sign and the words of its level."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._count = SHOWN_AT_FIRST
        self.list = QListWidget()
        self.list.setAccessibleName(_("Check-ins and sessions, newest first"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(LIST_HEIGHT)
        self.list.setSpacing(2)
        self.empty = muted(_("Nothing is entered yet."))
        self.open_button = plain_button(_("&Open"), self.open_current)
        self.delete_button = plain_button(_("&Delete"), self.delete_current)
        self.older = link_button(_("Show older entries"), self._show_older)
        self.column.addWidget(title(_("Timeline")))
        self.column.addWidget(self.empty)
        self.column.addWidget(self.list, 1)
        self.column.addLayout(row(self.open_button, self.delete_button, self.older))
        self.list.itemActivated.connect(lambda _item: self.open_current())
        self.list.itemSelectionChanged.connect(self._enable)
        keys = QKeySequence(QKeySequence.StandardKey.Delete)
        QShortcut(keys, self.list, self.delete_current, context=Qt.ShortcutContext.WidgetShortcut)
        self.setFocusProxy(self.list)

    def refresh(self) -> None:
        current = self._current()
        at = self.list.verticalScrollBar().value()
        records = self._hub.diary.records()
        marks = self._hub.diary.assessment(self._hub.now()).marks
        entries: list[CheckIn | Session] = [*records.check_ins, *records.sessions]
        entries.sort(key=_time, reverse=True)
        self.list.clear()
        side = round(self.fontMetrics().height() * 1.2)
        self.list.setIconSize(QSize(side, side))
        for entry in entries[: self._count]:
            item = QListWidgetItem(_words(entry, marks.get(entry.id)))
            item.setData(ENTRY, entry)
            item.setIcon(level_icon(marks.get(entry.id), side))
            self.list.addItem(item)
            if current is not None and entry.id == current.id:
                self.list.setCurrentItem(item)
        self.list.verticalScrollBar().setValue(at)
        self.older.setVisible(len(entries) > self._count)
        self.empty.setVisible(not entries)
        self.list.setVisible(bool(entries))
        self._enable()

    def open_current(self) -> None:
        """Open the chosen entry to read and edit."""
        entry = self._current()
        if entry is not None:
            self.go.emit("check_in" if isinstance(entry, CheckIn) else "sessions", entry.id)

    def delete_current(self) -> None:
        """Delete the chosen entry; the bar above offers to undo it."""
        entry, diary, now = self._current(), self._hub.diary, self._hub.now()
        if isinstance(entry, CheckIn):
            self._hub.do(lambda: diary.remove_check_in(entry.id, now), _("Check-in deleted."))
        elif entry is not None:
            self._hub.do(lambda: diary.remove_session(entry.id, now), _("Session deleted."))

    def _current(self) -> CheckIn | Session | None:
        chosen = self.list.selectedItems()
        entry = chosen[0].data(ENTRY) if chosen else None
        return entry if isinstance(entry, CheckIn | Session) else None

    def _enable(self) -> None:
        for button in (self.open_button, self.delete_button):
            button.setEnabled(self._current() is not None)

    def _show_older(self) -> None:
        self._count += SHOWN_AT_FIRST
        self.refresh()
        self.list.setFocus()


def _time(entry: CheckIn | Session) -> datetime:
    return entry.felt_at if isinstance(entry, CheckIn) else entry.ended_at


def _words(entry: CheckIn | Session, level: Level | None) -> str:
    kind = _("Check-in") if isinstance(entry, CheckIn) else _("Session")
    head = f"{moment_label(_time(entry))} · {kind}"
    if level:
        head += " · " + _("flagged: {level}").format(level=level_label(level))
    said = check_in_summary(entry) if isinstance(entry, CheckIn) else _session_words(entry)
    return "\n".join([head, " · ".join(line[:1].upper() + line[1:] for line in said)])


def _session_words(session: Session) -> list[str]:
    count = len(session.sites)
    places = ngettext("{count} place needled", "{count} places needled", count).format(count=count)
    named = "; ".join(place_within(place) for place in session.sites)
    said = [f"{places}: {named}" if named else _("Places not known")]
    if session.practitioner.name:
        said.append(session.practitioner.name)
    if session.zap.felt:
        said.append(_("a zap was felt"))
    if session.edited_at is not None:
        said.append(_("edited"))
    return [*said, session.note] if session.note else said
