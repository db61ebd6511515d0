"""What a screen reader would hear in a window of this process, and where the Tab key would go."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGroupBox, QWidget

ENOUGH = 200  # presses of Tab; more means that it goes round in circles


def stops(root: QWidget) -> list[QWidget]:
    """Every visible control that Tab can reach."""
    below = [w for w in root.findChildren(QWidget) if w.window() is root.window()]
    return [w for w in below if is_stop(w) and w.isVisibleTo(root) and w.isEnabledTo(root)]


def is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def count_of_names(widget: QWidget) -> int:
    """How many names it has: a label beside it and one of its own are two."""
    heard = QAccessible.queryAccessibleInterface(widget)
    labels = [r for r in heard.relations() if r[1] & QAccessible.RelationFlag.Label]
    own = bool(widget.accessibleName())
    return len(labels) + own if labels else int(bool(heard.text(QAccessible.Text.Name)))


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {spoken(widget)!r} in {type(widget.parent()).__name__}"


def spoken(widget: QWidget) -> str:
    """What a reader says first."""
    heard = QAccessible.queryAccessibleInterface(widget)
    labels = [other for other, kind in heard.relations() if kind & QAccessible.RelationFlag.Label]
    return " ".join(label.text(QAccessible.Text.Name) for label in labels) or heard.text(
        QAccessible.Text.Name
    )


def said_of(widget: QWidget) -> tuple[object, ...]:
    """Its role and name, with the names of the groups around it, which a reader says on the way in."""
    role = QAccessible.queryAccessibleInterface(widget).role()
    return role, spoken(widget), *(spoken(group) for group in groups_around(widget))


def groups_around(widget: QWidget) -> Iterator[QWidget]:
    while (widget := widget.parentWidget()) is not None:
        if isinstance(widget, QGroupBox):
            yield widget


def tab_round(
    root: QWidget, *, back: bool = False, at_each: Callable[[QWidget], object] = id
) -> list[QWidget]:
    """Everything that Tab comes to, until it is again where it began; there the focus was only put."""
    window, key = root.window(), Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    first = stops(root)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    at = first
    for _press in range(ENOUGH):
        QTest.keyClick(at, key)
        if window.focusWidget() is at:
            continue  # a text with links, which Tab goes through
        at = window.focusWidget()
        visited.append(at)
        at_each(at)
        if at is first:
            return visited
    raise AssertionError(f"Tab does not come back: {[described(w) for w in visited[-4:]]}")
