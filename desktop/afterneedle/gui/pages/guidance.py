"""The page of guidance: topics to search and read, each with its sources."""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from afterneedle.content.guidance import Guidance
from afterneedle.content.language import _, ngettext
from afterneedle.content.sources import Source
from afterneedle.content.wording import status_label
from afterneedle.content.wording.decisions import DECISIONS, decision_sources, decisions_markdown
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.basics import Card, Field, Page, announce, link_button, muted, row, title
from afterneedle.gui.widgets.reader import Reader

ID = Qt.ItemDataRole.UserRole
DECISIONS_TITLE = _("How the app decides")


class GuidancePage(Page):
    """Topics to read. `show_item` takes the id of a text; the search looks in all of them."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._texts = hub.diary.guidance
        self._diary = hub.diary
        self.title = title(_("Guidance"))
        self.search, self.topics, self.reader = QLineEdit(), QListWidget(), Reader()
        self.back = link_button(_("All topics"), self.show_topics)
        self.found = muted("")
        self._index, self._reading = self._index_part(), self._reading_part()
        for part in (self.title, self._index, self._reading):
            self.column.addWidget(part)
        self.column.addStretch()
        self.search.textChanged.connect(self._search)
        self.topics.itemActivated.connect(self._open)
        self.topics.itemClicked.connect(self._open)
        self.reader.text_wanted.connect(self.show_item)
        self._search("")
        self.show_topics()

    def show_item(self, argument: object) -> None:
        text = self._text(argument) if isinstance(argument, str) else None
        if text is None:
            return
        self.title.setText(_(text.title))
        self.reader.setAccessibleName(_(text.title))
        self.reader.show_markdown(self._markdown(text))
        self._index.hide()
        self._reading.show()
        self.verticalScrollBar().setValue(0)
        self.back.setFocus()

    def show_topics(self) -> None:
        """Back to the list of topics."""
        self.title.setText(_("Guidance"))
        self._reading.hide()
        self._index.show()
        self.verticalScrollBar().setValue(0)
        self.search.setFocus()

    def _index_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        self.search.setClearButtonEnabled(True)
        self.topics.setAccessibleName(_("Topics"))
        self.topics.setWordWrap(True)
        self.topics.setMinimumHeight(200)
        for widget in (Field(_("&Search"), self.search), self.found, self.topics):
            column.addWidget(widget)
        return part

    def _reading_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(self.back))
        column.addWidget(Card("card", self.reader))
        return part

    @cached_property
    def _decisions(self) -> Guidance:
        """Made from the rulebook, and only when it is read or searched."""
        diary = self._diary
        body = decisions_markdown(diary.rulebook, diary.catalogue, diary.sources)
        return Guidance(
            DECISIONS, DECISIONS_TITLE, body, decision_sources(diary.rulebook), True, len(self._texts)
        )

    def _text(self, id: str) -> Guidance | None:
        return self._decisions if id == DECISIONS else self._texts.get(id)

    def _search(self, typed: str) -> None:
        words = typed.casefold().split()
        found = [(t.id, t.title) for t in self._texts.values() if _holds(t, words) and (t.topic or words)]
        if not words or _holds(self._decisions, words):
            found.append((DECISIONS, DECISIONS_TITLE))
        self.topics.clear()
        for id, name in found:
            item = QListWidgetItem(_(name))
            item.setData(ID, id)
            self.topics.addItem(item)
        self.topics.setVisible(bool(found))
        self.topics.setFixedHeight(max(1, len(found)) * (self.topics.sizeHintForRow(0)) + 16)
        count = ngettext("{count} text", "{count} texts", len(found)).format(count=len(found))
        self.found.setText(count if found else _("Nothing found. Try another word."))
        if words:
            announce(self.search, self.found.text())

    def _open(self, item: QListWidgetItem) -> None:
        self.show_item(item.data(ID))

    def _markdown(self, text: Guidance) -> str:
        lines = "\n".join(_source_line(self._diary.sources[tag]) for tag in text.sources)
        return f"{text.body}\n\n## {_('Sources')}\n\n{lines}".replace("## ", "### ")


def _holds(text: Guidance, words: list[str]) -> bool:
    everything = f"{text.title} {text.body}".casefold()
    return all(word in everything for word in words)


def _source_line(source: Source) -> str:
    named = f"[{source.text}]({source.address})" if source.address else source.text
    return f"- {named} ({status_label(source.status)})"
