"""How drawings look in the window: in its colours, as large as the text around them."""

from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QWidget

from afterneedle.drawing.style import Style
from afterneedle.gui.theme import colours


def screen_style(widget: QWidget) -> Style:
    """The style of a drawing on a card; with high contrast in shades of the system's two colours."""
    c = colours()
    has_shades = c.soft != c.card
    return Style(
        ground=c.card,
        text=c.text,
        muted=c.muted,
        mark=c.accent,
        flag=c.warn,
        alarm=c.emergency,
        on_sign=c.on_accent,
        grid=c.line if has_shades else _mixed(c.card, c.text, 0.4),
        frame=c.field_line,
        band=c.soft if has_shades else _mixed(c.card, c.text, 0.25),
        area=f"#26{c.accent[1:]}",
        body=_mixed(c.card, c.text, 0.09),
        seam=c.card,
        outline=_mixed(c.card, c.text, 0.7),
        crease=_mixed(c.card, c.text, 0.3),
        tint=_mixed(c.card, c.accent, 0.22),
        family=widget.font().family(),
        size=QFontInfo(widget.font()).pixelSize(),
        mirrored=widget.isRightToLeft(),
    )


def _mixed(one: str, other: str, share: float) -> str:
    """One colour with so much of another in it."""
    ground, ink = QColor(one), QColor(other)
    pairs = ((ground.red(), ink.red()), (ground.green(), ink.green()), (ground.blue(), ink.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in pairs)).name()
