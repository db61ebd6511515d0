"""How a drawing looks, and writing in it: text keeps its layout on the screen, in an SVG and on paper."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from afterneedle.drawing.fonts import FONTS

LARGE = 16  # text is set so many times larger and scaled down: no rounding to whole pixels
SMALL, SMALLER = 0.86, 0.8  # beside the text of a label
START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
MIDDLE = Qt.AlignmentFlag.AlignHCenter
TOP, CENTRE = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Style:
    """Colours, and the text size in units: pixels on a screen, points on paper.

    `area` may be see-through. `mirrored`: labels stand on the right; time still runs from left to right.
    """

    ground: str  # what a drawing stands on
    text: str
    muted: str
    mark: str  # what a person entered: curves, hatchings, discs
    flag: str
    alarm: str  # a flag that is an emergency
    on_sign: str  # the number on a disc, the letter on a triangle
    # a chart
    grid: str
    frame: str
    band: str  # the hours of usual soreness
    area: str  # under a curve
    # the body
    body: str
    seam: str  # between its places; empty: they are not drawn
    outline: str
    crease: str  # lines that only help the eye
    tint: str  # under a hatching, and of what is chosen
    family: str
    size: float
    mirrored: bool = False

    @property
    def unit(self) -> float:
        """All measures of a drawing are in eighths of its text size."""
        return self.size / 8

    @cached_property
    def _fonts(self) -> dict[tuple[float, bool], QFont]:
        return {}

    def font(self, scale: float = 1, bold: bool = False) -> QFont:
        """The font at `LARGE` times its size."""
        font = self._fonts.get((scale, bold))
        if font is None:
            font = QFont(self.family)
            font.setPixelSize(max(1, round(self.size * scale * LARGE)))
            if bold:
                font.setWeight(QFont.Weight.DemiBold)
                font.setVariableAxis(QFont.Tag("wght"), QFont.Weight.DemiBold.value)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[scale, bold] = font
        return font

    def width(self, text: str, scale: float = 1, bold: bool = False) -> float:
        """How wide a line of text is."""
        return QFontMetricsF(self.font(scale, bold)).horizontalAdvance(text) / LARGE

    def height(self, text: str, width: float, scale: float = 1, bold: bool = False) -> float:
        """How high text is when it wraps within `width`."""
        room = QRectF(0, 0, width * LARGE, 1e6)
        wrap = Qt.TextFlag.TextWordWrap
        return QFontMetricsF(self.font(scale, bold)).boundingRect(room, wrap, text).height() / LARGE

    def room(self, middle: QPointF, text: str, scale: float = 1, bold: bool = False) -> QRectF:
        """What a line of text takes whose middle is there."""
        high = QFontMetricsF(self.font(scale, bold)).height() / LARGE
        room = QRectF(0, 0, self.width(text, scale, bold) + self.unit, high + self.unit)
        room.moveCenter(middle)
        return room


PAPER = Style(  # it survives a photocopier
    ground="#ffffff",
    text="#000000",
    muted="#333333",
    mark="#000000",
    flag="#000000",
    alarm="#000000",
    on_sign="#ffffff",
    grid="#d4d4d4",
    frame="#8a8a8a",
    band="#e4e4e4",
    area="#00000000",
    body="#ffffff",
    seam="",
    outline="#000000",
    crease="#777777",
    tint="#e4e4e4",
    family=FONTS[0],
    size=8,
)


@dataclass(frozen=True)
class Ink:
    """A painter that writes and draws in a style."""

    painter: QPainter
    style: Style

    def __post_init__(self) -> None:
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setFont(self.style.font())  # or the machine's own font stands in an SVG

    def write(
        self,
        room: QRectF,
        text: str,
        align: Qt.AlignmentFlag = START | TOP,
        scale: float = 1,
        bold: bool = False,
        colour: str = "",
        wraps: bool = False,
    ) -> None:
        """Text in `room`; `wraps`: in lines no wider than that."""
        painter = self.painter
        painter.save()
        painter.translate(room.topLeft())
        painter.scale(1 / LARGE, 1 / LARGE)
        painter.setFont(self.style.font(scale, bold))
        painter.setPen(QColor(colour or self.style.text))
        flags = int(align) | int(Qt.TextFlag.TextWordWrap if wraps else Qt.TextFlag.TextSingleLine)
        painter.drawText(QRectF(0, 0, room.width() * LARGE, room.height() * LARGE), flags, text)
        painter.restore()

    def write_at(
        self, middle: QPointF, text: str, scale: float = 1, bold: bool = False, colour: str = ""
    ) -> None:
        """One line of text, its middle there."""
        room = self.style.room(middle, text, scale, bold)
        self.write(room, text, MIDDLE | CENTRE, scale, bold, colour)

    def pen(self, colour: str, width: float, pattern: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """A pen of `width` units; round where lines meet."""
        pen = QPen(QColor(colour), width * self.style.unit, pattern)
        pen.setCapStyle(
            Qt.PenCapStyle.RoundCap if pattern is Qt.PenStyle.SolidLine else Qt.PenCapStyle.FlatCap
        )
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen
