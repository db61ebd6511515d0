"""Where the Tab key goes: through a window as the eye does, also through what was added later.

Qt goes in the order in which widgets were made, and jumps over what stands before a focus proxy.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

MARGIN = 16  # to be seen above and below what has the focus


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next or the previous control in the window, and bring it into view."""
    here = window.focusWidget()
    stops = [stop for stop in _stops(window) if stop.isVisibleTo(window) and stop.isEnabledTo(window)]
    if not stops:
        return False
    step = 1 if forward else -1
    start = stops.index(here) + step if here in stops else 0 if forward else -1
    target = stops[start % len(stops)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    bring_into_view(target)
    return True


def bring_into_view(widget: QWidget) -> None:
    """Scroll whatever it stands in, so that it is seen wholly, or from its top where it is too high."""
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        if isinstance(around, QScrollArea) and (content := around.widget()) is not None:
            bar, room = around.verticalScrollBar(), around.viewport().height()
            top = widget.mapTo(content, QPoint()).y()
            margin = max(0, min(MARGIN, (room - widget.height()) // 2))
            wanted = max(bar.value(), top + widget.height() + margin - room)
            bar.setValue(min(wanted, top - margin))
        around = around.parentWidget()


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Every control that Tab goes to, in reading order; what it is made of is its own business."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
        if not isinstance(widget, QScrollArea):
            return
    inside = [widget.widget()] if isinstance(widget, QScrollArea) else list(_in_layout(widget.layout()))
    for child in inside or widget.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from _stops(child)


def _in_layout(layout: QLayout | None) -> Iterator[QWidget]:
    for n in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(n) if layout is not None else None
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _in_layout(inner)
