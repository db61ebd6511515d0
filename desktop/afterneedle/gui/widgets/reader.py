"""Shows a Markdown text as tall as it is, so that the page scrolls and not the text in it."""

from PySide6.QtCore import QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser


class Reader(QTextBrowser):
    """A text to read. `text_wanted`: a link to the guidance with this id; web links open outside."""

    text_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "reader")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_markdown(self, markdown: str) -> None:
        """Show the text in the window's own font."""
        self.document().setDefaultFont(QFont(self.font()))
        self.setMarkdown(markdown)
        self._underline_links()

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == "guidance":
            self.text_wanted.emit(link.path())
        elif link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)

    def _underline_links(self) -> None:
        """So that a link is known by more than its colour."""
        cursor, underlined = QTextCursor(self.document()), QTextCharFormat()
        underlined.setFontUnderline(True)
        for start, end in self._links():
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(underlined)

    def _links(self) -> list[tuple[int, int]]:
        found, block = [], self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().isAnchor():
                    found.append((piece.position(), piece.position() + piece.length()))
                pieces += 1
            block = block.next()
        return found

    def _fit(self, size: QSizeF) -> None:
        frame = self.height() - self.viewport().height()
        self.setFixedHeight(round(size.height()) + frame + 2)
