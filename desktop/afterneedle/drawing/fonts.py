"""The fonts that pages and drawings are set in. It knows no Qt, so that setting pages needs none."""

from pathlib import Path

FONTS = ("Noto Sans", "Noto Sans Arabic")


def font_file(family: str) -> Path:
    """Where the font lies that ships with the program."""
    import fontpkg

    return Path(fontpkg.path(family))
