"""Shows a Markdown text as tall as it is, so that the page scrolls and not the text in it."""

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont, QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser

SCROLLING = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    *(Qt.Key.Key_Home, Qt.Key.Key_End),
)
KEYPAD = Qt.KeyboardModifier.KeypadModifier
FRAME = 10  # the border and the padding that the style gives it, above and below, and a little air
INDENT = 24  # of a list
LINE = 74  # letters at most, so that the eye finds the next line
USUAL = "soreness goes in a day or two, and then it is gone"  # letters as often as texts have them


class Reader(QTextBrowser):
    """A text to read. `text_wanted`: a link to the guidance with this id; web links open outside.

    `reached`: where the link stands that the Tab key came to, for the page to scroll there.
    """

    text_wanted = Signal(str)
    reached = Signal(QRect)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "reader")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(INDENT)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_soon)

    def show_markdown(self, markdown: str) -> None:
        """Show the text in the window's own font."""
        self._take_font()
        self.setMarkdown(markdown)
        self._underline_links()

    def place_of(self, heading: str) -> QRect | None:
        """Where the heading of these words stands; None when there is none."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                return self.document().documentLayout().blockBoundingRect(block).toRect()
            block = block.next()
        return None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._take_font()

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        if moved and self.textCursor().hasSelection():
            self.reached.emit(self.cursorRect())
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that scroll are the page's: this is as tall as its text."""
        if event.key() in SCROLLING and event.modifiers() in (Qt.KeyboardModifier.NoModifier, KEYPAD):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _take_font(self) -> None:
        self.document().setDefaultFont(QFont(self.font()))
        letter = self.fontMetrics().horizontalAdvance(USUAL) / len(USUAL)
        self.setMaximumWidth(round(letter * LINE) + 2 * self.frameWidth() + 8)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon()

    def _fit_soon(self) -> None:
        """Not within the layout that changes the width: the page would not learn of the new height."""
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + FRAME)
