"""How the body is drawn: colours and letters, for the screen or for paper."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from afterneedle.drawing.chart_files import FONTS, load_fonts
from afterneedle.drawing.chart_style import LARGE


@dataclass(frozen=True)
class BodyStyle:
    """Colours ("#rrggbb") and letters; `size` is the letters' height in units: pixels or points."""

    ground: str  # what the drawing stands on
    body: str
    seam: str  # between the regions of the body; empty: they are not drawn
    line: str
    faint: str  # lines that only help the eye
    text: str
    muted: str
    mark: str
    on_mark: str
    soft: str  # below a hatching, and below what is chosen
    family: str
    size: float


@cache
def paper_style(size: float = 8) -> BodyStyle:
    """Black on white, in the report's own font: it survives a photocopier."""
    load_fonts()
    white, black = "#ffffff", "#000000"
    return BodyStyle(
        white, white, "", black, "#777777", black, "#4a4a4a", black, white, "#e8e8e8", FONTS[0], size
    )


def letters(style: BodyStyle, scale: float = 1, *, bold: bool = False) -> QFont:
    """The font, `LARGE` times as large as it is seen."""
    font = QFont(style.family)
    font.setPixelSize(max(1, round(style.size * scale * LARGE)))
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
        font.setVariableAxis(QFont.Tag("wght"), QFont.Weight.DemiBold.value)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def text_width(text: str, font: QFont) -> float:
    """How wide `text` is in the units of the drawing."""
    return QFontMetricsF(font).horizontalAdvance(text) / LARGE


def draw_text(painter: QPainter, where: QPointF, text: str, font: QFont, colour: str) -> None:
    """Draw one line of text, its middle at `where`."""
    painter.save()
    painter.translate(where)
    painter.scale(1 / LARGE, 1 / LARGE)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(text)
    painter.drawText(QPointF(-width / 2, metrics.capHeight() / 2), text)
    painter.restore()
