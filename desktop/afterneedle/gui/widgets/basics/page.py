"""A page of the window, and what pages and dialogs scroll."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from afterneedle.gui.widgets.basics.words import TITLE

READABLE_WIDTH = 720
NARROW = 560


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
            if self.isVisible():
                banner.show()  # at once: what is scrolled to next is measured below it

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
