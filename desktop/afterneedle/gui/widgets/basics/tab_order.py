"""Where the Tab key goes: through a window as the eye does, also through what was added later.

Qt goes in the order in which widgets were made, and jumps over what stands before a focus proxy.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
SETTLING = 3  # times that a change of size asks for another before all of a page has its place
MARGIN = 16  # to be seen above and below what has the focus


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next or the previous control in the window, and bring it into view."""
    here = window.focusWidget()
    if not (stops := list(_stops(window))):
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


def show_both(page: QScrollArea, one: QWidget, other: QWidget) -> bool:
    """From the top, scroll as little as shows the lower wholly, never past the upper; say if both show."""
    for _round in range(SETTLING):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    bar = page.verticalScrollBar()
    bar.setValue(0)
    upper, lower = sorted((one, other), key=lambda widget: widget.mapTo(page, QPoint()).y())
    top = upper.mapTo(page, QPoint()).y()
    wanted = lower.mapTo(page, QPoint(0, lower.height())).y() + MARGIN - page.viewport().height()
    bar.setValue(min(wanted, top))
    return wanted <= top


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """Every control that Tab goes to, in reading order; what it is made of is its own business.

    What is hidden or off is not looked into: of all the pages, one is shown.
    """
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
        if not isinstance(widget, QScrollArea):
            return
    inside = [widget.widget()] if isinstance(widget, QScrollArea) else list(_in_layout(widget))
    for child in inside or widget.children():
        if isinstance(child, QWidget) and not child.isWindow() and _is_usable(child, widget):
            yield from _stops(child)


def _is_usable(widget: QWidget, parent: QWidget) -> bool:
    return widget.isVisibleTo(parent) and widget.isEnabledTo(parent)


def _in_layout(widget: QWidget) -> Iterator[QWidget]:
    """What is laid out in a widget, in the order of its layout and the layouts within."""
    if (layout := widget.layout()) is not None:
        yield from _in_order(layout, [child for child in widget.children() if isinstance(child, QWidget)])


def _in_order(layout: QLayout, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    # Not by its items: what PySide6 made of an item for Python outlives the item, and a widget that is made
    # later in the same place of the memory is taken for it. The program ends when that widget goes.
    parts: list[QWidget | QLayout] = [*widgets, *layout.findChildren(QLayout, options=DIRECT)]
    placed = sorted((place, n) for n, part in enumerate(parts) if (place := layout.indexOf(part)) >= 0)
    for _place, n in placed:
        part = parts[n]
        if isinstance(part, QLayout):
            yield from _in_order(part, widgets)
        else:
            yield part
