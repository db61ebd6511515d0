"""How the window is looked at."""

from dataclasses import dataclass

from PySide6.QtCore import QSize

USUAL, NARROW = QSize(1000, 760), QSize(480, 400)


@dataclass(frozen=True)
class Look:
    """How the window is to look. `whole`: as high as its page, to see all of it."""

    name: str
    dark: bool = False
    text_size: str = "100"
    size: QSize = USUAL
    whole: bool = True


LOOKS = (
    Look("light"),
    Look("dark", dark=True),
    Look("200", text_size="200"),
    Look("480x400", size=NARROW, whole=False),
)
SPOKEN = (
    Look("pseudo"),
    Look("rtl"),
)  # by name only, when the program speaks one of .ci/pseudo.py's languages
