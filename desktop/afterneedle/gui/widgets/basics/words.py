"""Texts on a page: its title, headings, running text; and what a screen reader says unasked."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

TITLE = "title"
FEW_WIDTHS = 16


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text` without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class _Words(QLabel):
    """A text that wraps. Layouts ask dozens of times how high it is at the same few widths.

    Each answer means setting the whole text, so it is kept until the text or its looks change.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._heights: dict[tuple[str, int], int] = {}

    def heightForWidth(self, width: int) -> int:
        asked = self.text(), width
        if asked not in self._heights:
            if len(self._heights) >= FEW_WIDTHS:  # the window is being dragged
                self._heights.clear()
            self._heights[asked] = super().heightForWidth(width)
        return self._heights[asked]

    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()
        super().changeEvent(event)


def _label(text: str, kind: str) -> QLabel:
    label = _Words(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setProperty("kind", kind)
    if label.isRightToLeft():  # also where somebody wrote a word from left to right
        aligned = Qt.AlignmentFlag
        label.setAlignment(aligned.AlignRight | aligned.AlignAbsolute | aligned.AlignVCenter)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)  # as a wrapping label has it, until its policy is set
    label.setSizePolicy(policy)
    label.setMinimumWidth(80)
    return label


def title(text: str) -> QLabel:
    """The page's name, once a page."""
    name = _label(text, TITLE)
    name.setObjectName(TITLE)
    return name


def heading(text: str) -> QLabel:
    """The name of a part of the page."""
    return _label(text, "heading")


def text(text: str) -> QLabel:
    """Running text."""
    return _label(text, "text")


def muted(text: str) -> QLabel:
    """Less important text."""
    return _label(text, "muted")


def bold(label: QLabel) -> QLabel:
    """The label in a heavier weight."""
    font = label.font()
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    return label
