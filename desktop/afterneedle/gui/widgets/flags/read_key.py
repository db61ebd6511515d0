"""One key from a flag to the text about it."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from afterneedle.gui.widgets.flags.flag_card import FlagCard

READ = "Alt+R"


class ReadKey(QShortcut):
    """On a page with flag cards: reads about the card that has the focus, or else about the first."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(QKeySequence(READ), page)  # works while the page is visible, wherever the focus is
        self._page = page
        self.activated.connect(self._read)

    def _read(self) -> None:
        cards = [card for card in self._page.findChildren(FlagCard) if card.isVisibleTo(self._page)]
        focused = self._page.window().focusWidget()
        if cards:
            card = next((card for card in cards if card.isAncestorOf(focused)), cards[0])
            card.read_wanted.emit(card.flag.rule.guidance)
