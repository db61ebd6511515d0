"""Prints, as JSON, every text of every page and dialog that no translator could reach, or that is cut off."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QTableWidget,
    QTextBrowser,
    QWidget,
)

from afterneedle.gui.about import AboutDialog
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.touring.looks import Look
from afterneedle.gui.touring.tour import first_steps, tour
from afterneedle.gui.touring.windows import first_window, sample_window
from afterneedle.gui.widgets.basics.choices import Tick
from afterneedle.gui.widgets.guidance.checklist import Checklist
from afterneedle.store import keys
from pseudo import ACCENTED

PLAIN = re.compile("[" + "".join(map(chr, ACCENTED)) + "]")
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {
    "AfterNeedle",
    "PDF",
    "UTC",
    "English",
    "American",
    "Alt",
    "Ctrl",
    "Del",
    "Shift",
    *("laptop", "json", "Latex"),  # the other copy in the pictures of an import
}  # and what the sample diary's person wrote
SMALL = QSize(480, 400)


def untranslated(text: str, own_words: set[str]) -> list[str]:
    """The words of a text that kept a letter which every translated one has lost."""
    return [word for word in WORD.findall(text) if PLAIN.search(word) and word not in own_words]


def texts(widget: QWidget) -> Iterator[str]:
    """Everything that this widget shows or says by itself."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QListWidget():
            yield from (widget.item(row).text() for row in range(widget.count()))
        case QListView():
            rows = (widget.model().index(row, 0) for row in range(widget.model().rowCount()))
            yield from (row.data() for row in rows)
        case QTableWidget():
            yield from (
                cell.text()
                for row in range(widget.rowCount())
                for column in range(widget.columnCount())
                if (cell := widget.item(row, column)) is not None
            )


def is_translated_elsewhere(widget: QWidget) -> bool:
    """Whether its words come from a text of guidance, or are the names of the packages we use."""
    if isinstance(widget, QListWidget):
        return isinstance(widget.window(), AboutDialog)
    around = widget.parentWidget()
    return around is not None and (isinstance(around, Checklist) or is_translated_elsewhere(around))


def is_clipped(widget: QWidget) -> bool:
    """Whether a label, button or tick box is smaller than its words."""
    match widget:
        case QLabel() if widget.text() and widget.wordWrap():
            return widget.height() < widget.heightForWidth(widget.width())
        case Tick():
            return widget.height() < widget.heightForWidth(widget.width())
        case QLabel() if widget.text():
            return widget.width() < widget.sizeHint().width()
        case QAbstractButton() if widget.text():
            least = QSize(widget.minimumSizeHint().width(), widget.heightForWidth(widget.width()))
            return widget.width() < least.width() or widget.height() < least.height()
    return False


def overlaps_edge(widget: QWidget, root: QWidget) -> bool:
    """Whether it reaches beyond the left or right edge of what holds it."""
    at = widget.mapTo(root, widget.rect().topLeft())
    return at.x() < 0 or at.x() + widget.width() > root.width()


def findings(root: QWidget, own_words: set[str]) -> Iterator[str]:
    """What is wrong with the visible texts below a window or dialog."""
    yield from (f"untranslated title: {word}" for word in untranslated(root.windowTitle(), own_words))
    for action in root.findChildren(QAction):
        yield from (f"untranslated action: {word}" for word in untranslated(action.text(), own_words))
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or isinstance(widget.parent(), QTextBrowser | QPlainTextEdit):
            continue
        for text in () if is_translated_elsewhere(widget) else texts(widget):
            if words := untranslated(text, own_words):
                yield f"untranslated {type(widget).__name__}: {' '.join(words)} (in {text!r})"
        if is_clipped(widget):
            yield f"clipped {type(widget).__name__}: {widget.text()!r} in {widget.size().toTuple()}"
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit) and overlaps_edge(widget, root):
            yield f"cut at the side: {type(widget).__name__} {widget.accessibleName() or widget.text()!r}"


def is_mirrored(window: MainWindow) -> bool:
    """Whether the way to the pages is on their right; in a locked window, the way in."""
    ways = (window.nav["today"], window.menu_button, *window.findChildren(QAbstractButton))
    button = next(way for way in ways if way.isVisibleTo(window) and way.window() is window)
    return button.isRightToLeft() and button.mapTo(window, button.rect().center()).x() > window.width() / 2


def main(home: Path) -> None:
    """Look at everything, in the usual window, in a small one, and with text twice as large."""
    keys.ROUNDS = 1  # what is seen of a locked diary does not depend on it
    found: dict[str, list[str]] = {}
    for look in (Look("usual"), Look("small", size=SMALL, whole=False), Look("large", text_size="200")):
        with sample_window(home / f"{look.name}.db", look) as window:
            diary = window.hub.diary
            own = {word for text in _written(diary) for word in WORD.findall(text)} | NAMES
            for name, widget in tour(window, look):
                found[f"{look.name} {name}"] = sorted(set(findings(widget, own)))
                is_covered = not window.hub.is_at_hand
                if widget.isRightToLeft() and not is_covered and not is_mirrored(window):
                    found["the window"] = [f"not mirrored: {name}"]
        with first_window(home / f"first-{look.name}.db", look) as window:
            for name, widget in first_steps(window, look):
                found[f"{look.name} {name}"] = sorted(set(findings(widget, NAMES)))
    sys.stdout.write(json.dumps(found))


def _written(diary) -> Iterator[str]:
    """What a person wrote; and the texts of guidance, which are translated as files."""
    records = diary.records()
    yield from (records.patient.name, records.patient.medicines, records.patient.allergies)
    for session in records.sessions:
        yield from (session.note, session.practitioner.name, session.practitioner.profession)
    yield from (check_in.note for check_in in records.check_ins)
    yield from (check_in.medicines for check_in in records.check_ins)
    yield from (answer.words for answer in records.answers)
    yield from (text.title for text in diary.guidance.values())
    yield from (text.body for text in diary.guidance.values() if text.checklist)
    yield from (str(diary.path), str(diary.path.with_name("backups")))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
