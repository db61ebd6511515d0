"""The plain parts every page is made of: texts, cards, buttons, fields, and the page itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import delete

from afterneedle.gui.widgets.button import Button

READABLE_WIDTH = 720
NARROW = 560
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


class Card(QFrame):
    """A framed part of the page with a column inside."""

    def __init__(self, kind: str, *parts: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(10)
        for part in parts:
            self.column.addWidget(part)


def card(kind: str = "card") -> Card:
    """An empty card; kinds: card, notice, warning, emergency."""
    return Card(kind)


def column_in(around: QWidget, spacing: int) -> QVBoxLayout:
    """A column that fills `around` to its edges."""
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout, off the screen at once."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
        delete(item)  # Python frees only what it made


def row(*widgets: QWidget) -> QHBoxLayout:
    """Widgets side by side, from the start of the line. Of buttons, what is mainly done here comes first."""
    line = QHBoxLayout()
    line.setSpacing(10)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch()
    return line


def _button(text: str, kind: str, on_click: Callable[[], object] | None) -> QPushButton:
    button = Button(text)
    button.setProperty("kind", kind)
    if on_click is not None:
        button.clicked.connect(lambda _checked: on_click())
    return button


def primary_button(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """The page's one main thing to do."""
    return _button(text, "primary", on_click)


def plain_button(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """Any other thing to do."""
    return _button(text, "plain", on_click)


def link_button(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """A quiet way to another place."""
    return _button(text, "link", on_click)


def as_group(box: QGroupBox, name: str) -> None:
    """Make a group box an invisible frame that a screen reader calls `name`."""
    box.setProperty("kind", "group")
    box.setAccessibleName(name)
    box.ensurePolished()
    QApplication.sendEvent(box, QEvent(QEvent.Type.StyleChange))  # it keeps its unstyled margins otherwise


class FieldError(QLabel):
    """One sentence under a field about what cannot be; nothing when all is well."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("kind", "error")
        self.hide()

    def set(self, sentence: str) -> None:
        """Show the sentence and have it said."""
        self.setText(sentence)
        self.show()
        announce(self, sentence)

    def clear(self) -> None:
        """All is well."""
        self.setText("")
        self.hide()


class Line(QLineEdit):
    """A line to type in, about as wide as what belongs into it: `letters`, of the widest kind."""

    def __init__(self, letters: int) -> None:
        super().__init__()
        self._letters = letters
        self.setMaxLength(letters)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        letter = self.fontMetrics().horizontalAdvance("0")
        return QSize(letter * (self._letters + 6), super().sizeHint().height())


class Field(QWidget):
    """A label above a widget, which it names, mnemonic included; room for an error under it."""

    def __init__(self, label: str, widget: QWidget) -> None:
        super().__init__()
        self.label, self.widget, self.error = QLabel(label), widget, FieldError()
        self.label.setWordWrap(True)
        if not widget.accessibleName():
            self.label.setBuddy(widget)
        self.column = column = column_in(self, 4)
        column.addWidget(self.label)
        narrow = widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Maximum
        column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0))
        column.addWidget(self.error)


def field(label: str, widget: QWidget) -> Field:
    """`widget` under its label."""
    return Field(label, widget)


class Content(QWidget):
    """What a page or a dialog scrolls: with words that wrap, its height follows from its width alone."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None:
            return QSize(0, 0)
        least = layout.minimumSize()  # asked for its width alone, which is quick
        return QSize(least.width(), 0) if layout.hasHeightForWidth() else least


class Page(QScrollArea):
    """A page of the window: scrolls, holds one column, `self.column`, of readable width or of `width`.

    `go(page, argument)` asks the window to open another page. The window calls `refresh` when the page
    is opened and, while it is visible, after every change of the diary; `show_item` with the argument.
    `opened_from`: the page that asked for an item last, to go back to.
    """

    go = Signal(str, object)
    opened_from = ""

    def __init__(self, width: int = READABLE_WIDTH) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        content = Content()
        content.setObjectName("content")
        self._sides = QHBoxLayout(content)
        column = QWidget()
        column.setMaximumWidth(width)
        self._sides.addStretch(1)
        self._sides.addWidget(column, 1000)
        self._sides.addStretch(1)
        whole = QVBoxLayout(column)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        self.banner: QWidget | None = None
        self._banner_place = QVBoxLayout()
        whole.addLayout(self._banner_place)
        self.column = QVBoxLayout()
        self.column.setSpacing(16)
        whole.addLayout(self.column, 1)
        self.setWidget(content)

    @property
    def shows_title(self) -> bool:
        """Whether the page's name is seen, and not scrolled away."""
        names = self.findChildren(QLabel, TITLE)
        ends = [name.mapTo(self, QPoint(0, name.height())).y() for name in names if name.isVisibleTo(self)]
        return not ends or min(ends) > 0

    def set_banner(self, banner: QWidget | None) -> None:
        """Show this above all else on the page, in place of what was there."""
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
        self.banner = banner
        if banner is not None:
            self._banner_place.addWidget(banner)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed here that is not saved; closing the window then asks first."""
        return False

    @property
    def holds_focus(self) -> bool:
        """Whether the focus is on something of this page."""
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @contextmanager
    def keeping_focus(self, otherwise: Callable[[], QWidget]) -> Iterator[None]:
        """A button that is made anew meanwhile has the focus again if the one before had it.

        When there is none that says the same, `otherwise` tells what has it.
        """
        focused: QWidget | None = self.window().focusWidget() if self.holds_focus else None
        said = _said_by(focused) if isinstance(focused, QAbstractButton) else None
        yield
        if focused is None or focused.isVisibleTo(self):
            return
        shown = (one for one in self.findChildren(QAbstractButton) if one.isVisibleTo(self))
        same = next((one for one in shown if _said_by(one) == said), None)
        (otherwise() if same is None else same).setFocus()

    def throw_away(self) -> None:
        """The window closes, and what was typed here was not wanted."""

    def refresh(self) -> None:
        """Read the diary anew."""

    def show_item(self, argument: object) -> None:
        """Show what `argument` names: the id of a guidance text, a check-in, a session."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        window = self.window()  # moves the focus and scrolls; a scroll area would then scroll once more
        return super().focusNextPrevChild(forward) if window is self else window.focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        margin = 16 if event.size().width() < NARROW else 32
        self._sides.setContentsMargins(margin, margin - 6, margin, margin)
        super().resizeEvent(event)


def _said_by(button: QAbstractButton) -> tuple[str, str]:
    """What a screen reader says of a button."""
    return button.accessibleName() or button.text(), button.accessibleDescription()
