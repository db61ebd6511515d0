"""How one entry of a long list looks: its sign, its title, its marks and the beginning of what it says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from afterneedle.content.wording.labels import with_capital
from afterneedle.domain.records import Level
from afterneedle.gui.theme import colours
from afterneedle.gui.widgets.flags.level_mark import paint_mark

PAD, GAP, EDGE = 10, 10, 3
TITLE_LINES, MARK_LINES, SAID_LINES = 2, 2, 2


@dataclass(frozen=True)
class RowText:
    """What a row shows. `marks`: such as its flag in words; `level`: of the sign beside it."""

    title: str
    marks: str
    said: str
    level: Level | None = None


@dataclass(frozen=True)
class _Line:
    """One line of a row: its text and font, how far down it stands, and whether it matters less."""

    text: str
    font: QFont
    top: float
    is_muted: bool


def joined(said: Iterable[str]) -> str:
    """Several things that are said, in one line, each with a capital."""
    return " · ".join(map(with_capital, said))


class RowDelegate(QStyledItemDelegate):
    """Paints a row. Its lines are broken once, and kept until the width or the font changes.

    `signs`: whether any row may have the sign of a level, for which all leave room.
    """

    def __init__(self, view: QListView, text_of: Callable[[int], RowText], *, signs: bool) -> None:
        super().__init__(view)
        self._view, self._text_of, self._signs = view, text_of, signs
        self._broken: dict[int, tuple[list[_Line], int]] = {}

    def forget(self) -> None:
        """Break the lines anew."""
        self._broken = {}

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._lines(index.row())[1])

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area, c = QRectF(option.rect).adjusted(EDGE, EDGE, -EDGE, -EDGE), colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(c.accent), 2) if is_chosen else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.soft))
            painter.drawRoundedRect(area, 8, 8)
        side = self._side()
        sign = QRectF(area.left() + PAD, area.top() + PAD, side, side)
        words = area.adjusted(PAD + self._room(), 0, -PAD, 0)
        if option.direction is Qt.LayoutDirection.RightToLeft:
            sign.moveRight(area.right() - PAD)
            words.moveRight(area.right() - PAD - self._room())
        level = self._text_of(index.row()).level
        if level:
            paint_mark(painter, level, sign)
        for line in self._lines(index.row())[0]:
            painter.setFont(line.font)
            painter.setPen(QColor(c.muted if line.is_muted else c.accent if is_chosen else c.text))
            place = QRectF(words.left(), words.top() + line.top, words.width(), words.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop), line.text)
        painter.restore()

    def _side(self) -> float:
        return QFontMetricsF(self._view.font()).height() * 1.1

    def _room(self) -> float:
        """What the sign takes of the line, with the gap beside it."""
        return self._side() + GAP if self._signs else 0

    def _lines(self, row: int) -> tuple[list[_Line], int]:
        if row not in self._broken:
            width = self._view.viewport().width() - 2 * EDGE - 2 * PAD - self._room()
            font = QFont(self._view.font())  # a copy, which lives as long as the lines
            self._broken[row] = _broken(self._text_of(row), font, max(width, 40))
        return self._broken[row]


def _broken(text: RowText, font: QFont, width: float) -> tuple[list[_Line], int]:
    """The lines of a row in `width`, and how high they stand in all."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    lines: list[_Line] = []
    top = float(PAD)
    for words, its_font, at_most, is_muted in (
        (text.title, bold, TITLE_LINES, False),
        (text.marks, font, MARK_LINES, False),
        (text.said, font, SAID_LINES, True),
    ):
        for line in _wrapped(words, its_font, width, at_most):
            lines.append(_Line(line, its_font, top, is_muted))
            top += QFontMetricsF(its_font).height()
    return lines, round(top) + PAD + 2 * EDGE


def _wrapped(text: str, font: QFont, width: float, at_most: int) -> list[str]:
    """At most so many lines; what does not fit on the last ends in dots."""
    if not text:
        return []
    layout, start = QTextLayout(text, font), 0
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < at_most - 1 and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart() + line.textLength()
        lines.append(text[line.textStart() : start].strip())
    layout.endLayout()
    rest = text[start:].strip()
    return (
        [*lines, QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)] if rest else lines
    )
