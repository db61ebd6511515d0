"""What a drawing is drawn with: colours and letters, for the screen or for paper."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPainter

PAPER_FAMILY = "Noto Sans"
MAGNIFIED = 16  # letters are set this much larger and scaled down: then every device lays them out alike


@dataclass(frozen=True)
class Ink:
    """The colours ("#rrggbb") and letters of a drawing; `size` is the letters' height in its own units."""

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
def paper_ink(size: float = 8) -> Ink:
    """Black on white, in the report's own font: it survives a photocopier."""
    import fontpkg

    QFontDatabase.addApplicationFont(str(fontpkg.path(PAPER_FAMILY)))
    white, black = "#ffffff", "#000000"
    return Ink(
        white, white, "", black, "#777777", black, "#4a4a4a", black, white, "#e8e8e8", PAPER_FAMILY, size
    )


def letters(ink: Ink, scale: float = 1, *, bold: bool = False) -> QFont:
    """The font, `MAGNIFIED` times as large as it is seen."""
    font = QFont(ink.family)
    font.setPixelSize(max(1, round(ink.size * scale * MAGNIFIED)))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def text_width(text: str, font: QFont) -> float:
    """How wide `text` is in the units of the drawing."""
    return QFontMetricsF(font).horizontalAdvance(text) / MAGNIFIED


def draw_text(painter: QPainter, where: QPointF, text: str, font: QFont, colour: str) -> None:
    """Draw one line of text, its middle at `where`."""
    painter.save()
    painter.translate(where)
    painter.scale(1 / MAGNIFIED, 1 / MAGNIFIED)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(text)
    painter.drawText(QPointF(-width / 2, metrics.capHeight() / 2), text)
    painter.restore()
