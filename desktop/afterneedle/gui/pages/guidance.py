"""The page of guidance: topics to search, to read, to tick and to print, each with its sources."""

import json
from collections.abc import Callable
from functools import cached_property, partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from afterneedle.content.guidance import Guidance
from afterneedle.content.language import _
from afterneedle.content.search import Found, Searchable, search, searchable
from afterneedle.content.sources import Source
from afterneedle.content.wording import source_sentence, status_label
from afterneedle.content.wording.decisions import DECISIONS, decision_sources, decisions_markdown
from afterneedle.gui.hub import Hub
from afterneedle.gui.paper.outlets import Outlets
from afterneedle.gui.widgets.basics.button import link_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import Card, column_in
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.words import text, title
from afterneedle.gui.widgets.guidance.checklist import Checklist
from afterneedle.gui.widgets.guidance.reader import Reader
from afterneedle.gui.widgets.guidance.topics import Topics
from afterneedle.paper.leaflet import Leaflet

DECISIONS_TITLE = _("How the app decides")
TICKS = "checklist_ticks"  # the setting that remembers them
NUMBER_WANTED = "emergency number"


class GuidancePage(Page):
    """Topics to read. `show_item` takes the id of a text, and after "#" the heading in it to begin at.

    Esc goes back to where one came from: another page, another text, or the topics.
    """

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._texts = hub.diary.guidance
        self._read: Guidance | None = None
        self._trail: list[Callable[[], None]] = []
        self._aim: Callable[[], int] | None = None
        self.checklist: Checklist | None = None
        self.title, self.topics, self.reader = title(_("Guidance")), Topics(), Reader()
        self.back = link_button(_("&Back"), self.go_back)
        self.all_topics = link_button(_("&All topics"), self.show_topics)
        self.number = text("")
        self.outlets = Outlets(self._leaflet, self._file_name)
        self.outlets.failed.connect(hub.notice)
        self._reading = self._reading_part()
        for part in (self.title, self.topics, self._reading):
            self.column.addWidget(part)
        self.column.addStretch()
        self.topics.typed.connect(self._search)
        self.topics.chosen.connect(self._choose)
        self.reader.text_wanted.connect(self._follow)
        self.reader.reached.connect(self._scroll_to)
        self.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._scroll())
        for keys in (QKeySequence(Qt.Key.Key_Escape), QKeySequence(QKeySequence.StandardKey.Back)):
            QShortcut(keys, self).activated.connect(self.go_back)
        self._search("")
        self.show_topics()

    def refresh(self) -> None:
        if self.checklist is not None:
            self.checklist.ticked = self._ticked()

    def show_item(self, argument: object) -> None:
        id, _hash, heading = argument.partition("#") if isinstance(argument, str) else ("", "", "")
        if (wanted := self._text(id)) is not None:
            self._trail = [partial(self._leave_for, self.opened_from)] if self.opened_from else []
            self._show(wanted, partial(self._top_of, heading))

    def show_topics(self) -> None:
        """Back to the list of topics, with the words that were looked for."""
        self._read, self._trail, self._aim = None, [], None
        self.title.setText(_("Guidance"))
        self._reading.hide()
        self.topics.show()
        self.verticalScrollBar().setValue(0)
        chosen = self.topics.list.currentItem() is not None and self.topics.list.isVisibleTo(self)
        (self.topics.list if chosen else self.topics.search).setFocus()

    def go_back(self) -> None:
        """To where one came from."""
        if self._read is not None:
            (self._trail.pop() if self._trail else self.show_topics)()

    def _leave_for(self, page: str) -> None:
        self.show_topics()
        self.go.emit(page, None)

    def _reading_part(self) -> QWidget:
        part = QWidget()
        column = column_in(part, 12)
        ways = FlowLayout(spacing=16)
        for way in (self.back, self.all_topics):
            ways.addWidget(way)
        column.addLayout(ways)
        self._number = Card("notice", self.number)
        self._text_card = Card("card", self.reader)
        for widget in (self._number, self._text_card, self.outlets):
            column.addWidget(widget)
        return part

    @cached_property
    def _decisions(self) -> Guidance:
        """Made from the rulebook, and only when it is read or searched."""
        diary = self._hub.diary
        body = decisions_markdown(diary.rulebook, diary.catalogue, diary.sources)
        return Guidance(
            DECISIONS, DECISIONS_TITLE, body, decision_sources(diary.rulebook), True, len(self._texts)
        )

    @cached_property
    def _searchable(self) -> tuple[Searchable, ...]:
        """All texts, from the first word that is looked for until the page closes."""
        return searchable([*self._texts.values(), self._decisions])

    def _text(self, id: str) -> Guidance | None:
        return self._decisions if id == DECISIONS else self._texts.get(id)

    def _search(self, typed: str) -> None:
        if typed.strip():
            self.topics.show_found(search(self._searchable, typed))
        else:
            listed = [known for known in self._texts.values() if known.topic]
            unread = Guidance(DECISIONS, DECISIONS_TITLE, "", (), True, len(self._texts))
            self.topics.show_found([Found(known) for known in (*listed, unread)])

    def _choose(self, id: str) -> None:
        if (wanted := self._text(id)) is not None:
            self._trail = []
            self._show(wanted)

    def _follow(self, id: str) -> None:
        """A link in a text: the way back leads to the same line of it."""
        wanted, left = self._text(id), self._read
        if wanted is not None and left is not None:
            line = self.verticalScrollBar().value()
            self._trail.append(partial(self._show, left, lambda: line))
            self._show(wanted)

    def _show(self, shown: Guidance, begin: Callable[[], int] = int) -> None:
        """Show a text, from the line that `begin` tells on; from its top when nothing is said."""
        self._read = shown
        self.title.setText(_(shown.title))
        self.reader.setAccessibleName(_(shown.title))
        self._show_checklist(shown)
        self.reader.show_markdown(self._markdown(shown))
        number = self._hub.diary.setting("emergency_number") or ""
        self.number.setText(_("Your emergency number: {number}").format(number=number))
        self._number.setVisible(bool(number) and NUMBER_WANTED in shown.body)
        self.back.setVisible(bool(self._trail))
        self.outlets.clear()
        self.topics.hide()
        self._reading.show()
        self._aim = begin
        self._scroll()
        (self.back if self._trail else self.all_topics).setFocus()

    def _show_checklist(self, shown: Guidance) -> None:
        if self.checklist is not None:
            self.checklist.hide()
            self.checklist.deleteLater()
            self.checklist = None
        if shown.checklist:
            self.checklist = Checklist(shown.body)
            self.checklist.ticked = self._ticked()
            self.checklist.changed.connect(self._remember_ticks)
            self._text_card.column.insertWidget(0, self.checklist)
            for first, then in pairwise((self.all_topics, *self.checklist.stops, self.reader)):
                self.setTabOrder(first, then)

    def _markdown(self, shown: Guidance) -> str:
        body = "" if shown.checklist else shown.body
        lines = "\n".join(
            _source_line(self._hub.diary.sources[tag], shown.here.get(tag, "")) for tag in shown.sources
        )
        return f"{body}\n\n## {_('Sources')}\n\n{lines}".replace("## ", "### ")

    def _ticked(self) -> frozenset[str]:
        try:
            ticked = json.loads(self._hub.diary.setting(TICKS) or "[]")
        except (ValueError, RecursionError):  # a diary from elsewhere may have anything there
            return frozenset()
        texts = ticked if isinstance(ticked, list) else ()
        return frozenset(text for text in texts if isinstance(text, str))

    def _remember_ticks(self) -> None:
        if self.checklist is not None:
            ticks = json.dumps(sorted(self.checklist.ticked), ensure_ascii=False)
            if not self._hub.do(partial(self._hub.diary.set_setting, TICKS, ticks)):
                self.refresh()

    def _leaflet(self) -> Leaflet | None:
        if self._read is None:
            return None
        return Leaflet(
            self._read,
            tuple(self._hub.diary.sources[tag] for tag in self._read.sources),
            self._hub.diary.rulebook,
            self._hub.now(),
            self._hub.diary.setting("emergency_number") or "",
            self._ticked(),
        )

    def _file_name(self) -> str:
        """Says nothing about anyone, not even what they read."""
        return f"guidance-{self._hub.now():%Y-%m-%d}.pdf"

    def _top_of(self, heading: str) -> int:
        """Where the page has this heading of the text; its top when there is none."""
        place = self.reader.place_of(heading)
        top = self.reader.mapTo(self._reading, place.topLeft()) + self._reading.pos() if place else QPoint()
        return top.y()

    def _scroll(self) -> None:
        """Go where the text begins, again after each step of layout until the page is long enough for it."""
        if self._aim is not None:
            wanted, bar = self._aim(), self.verticalScrollBar()
            bar.setValue(wanted)
            if bar.value() == wanted:
                self._aim = None

    def _scroll_to(self, place: QRect) -> None:
        middle = self.reader.mapTo(self._reading, place.center()) + self._reading.pos()
        self.ensureVisible(middle.x(), middle.y(), 0, 80)


def _source_line(source: Source, here: str) -> str:
    told = source_sentence(source, here)
    named = f"[{told}]({source.address})" if source.address else told
    return f"- {named} ({status_label(source.status)})"
