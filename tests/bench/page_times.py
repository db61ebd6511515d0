"""The time from opening a page until all of it is painted, on a window that no screen shows."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from afterneedle.diary import Diary
from bench.table import milliseconds, title, told, usually

if TYPE_CHECKING:
    from afterneedle.gui.main_window import MainWindow

AGAIN = 3  # times


def page_times(path: Path, now: datetime) -> None:
    """Every page of the window in turn. What a page makes in the background is not waited for."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from afterneedle.gui.app import make_window
    from afterneedle.gui.application import make_application
    from afterneedle.gui.navigation import PAGES

    make_application()
    diary = Diary.open(path)
    window = make_window(diary, lambda: now)
    window.start()
    window.show()
    _work_off()
    title("A page with ten years of nine flags, 20,000 observations; the peer is a page with a word on it")
    empty = _empty_page(window)
    for name in PAGES:
        elsewhere, again = "settings" if name == "today" else "today", []
        _opened(window, elsewhere)
        first = _opened(window, name)
        for _ in range(AGAIN):
            _opened(window, elsewhere)
            again.append(_opened(window, name))
        told(f"open {name.replace('_', ' ')}, first", first, "ms", empty)
        told("  again", median(again), "ms", empty)
        if (press := getattr(window.pages[name], "press", None)) is not None:
            press.wait()  # or it would slow the next page
    _redraws(window)
    window.close()
    diary.close()


def _opened(window: "MainWindow", name: str) -> float:
    def do() -> None:
        window.open(name)
        _work_off()

    return milliseconds(do)


def _empty_page(window: "MainWindow") -> float:
    """A page that reads nothing and shows a word."""
    from PySide6.QtWidgets import QLabel

    def do() -> None:
        window.stack.addWidget(page)
        window.stack.setCurrentWidget(page)
        _work_off()

    page = QLabel("Today")
    took = milliseconds(do)
    window.stack.removeWidget(page)
    page.deleteLater()
    return took


def _redraws(window: "MainWindow") -> None:
    """The timeline's chart of all ten years, at another width and as it is."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter, QPixmap

    from afterneedle.domain.spans import Span
    from afterneedle.gui.pages.timeline import TimelinePage

    window.open("timeline")
    page = window.pages["timeline"]
    assert isinstance(page, TimelinePage)
    page.period.value = Span.ALL
    _work_off()
    chart = page.chart
    points = [point for row in chart._spots for point in row]

    def lines() -> None:
        picture = QPixmap(chart.size())
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPolyline([QPointF(point) for point in points])
        painter.end()

    title(f"The chart of ten years, {len(points):,} points; the peer is one line through them by QPainter")
    plain = usually(lines)
    told("lay out and draw it at another width", usually(_narrower(window)), "ms", plain)
    told("show it again as it is", usually(chart.grab), "ms", plain)


def _narrower(window: "MainWindow") -> Callable[[], None]:
    def do() -> None:
        window.resize(window.width() - 3, window.height())
        _work_off()

    return do


def _work_off() -> None:
    """Layouts ask for other layouts, and both for paint: a few rounds until there is nothing left to do."""
    from PySide6.QtCore import QCoreApplication, QEvent

    for _round in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
