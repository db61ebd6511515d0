"""Two languages that nobody speaks, to see what no translator could reach and what does not fit.

en_XA: every text in brackets, accented and 40 % longer.
ar_XB: every text from right to left, letter by letter, so that it can still be read.
"""

import re
from collections.abc import Callable
from pathlib import Path

from babel.messages import Catalog

from messages import Signed, texts_in, write

LONG, MIRRORED = "en_XA", "ar_XB"
ACCENTED = str.maketrans("AEIOUYaeiouycnsz", "ÅÉÎÖÛÝåéîöûýçñšž")
KEPT = re.compile(r"\{[^}]*\}|&|\n")  # fields, access keys and line ends stay as they are
LONGER = 0.4
RIGHT_TO_LEFT, END, MARK = "\u202e", "\u202c", "\u200f"


def long(text: str) -> str:
    """Save becomes ⟦Såvé ·⟧."""
    plain = KEPT.sub("", text)
    parts = _between(text, lambda part: part.translate(ACCENTED))
    return f"⟦{parts}{' ·' * max(1, round(len(plain) * LONGER / 2))}⟧"


def mirrored(text: str) -> str:
    """The text with its letters from right to left; numbers and names within it keep their own way."""
    return MARK + _between(text, lambda part: f"{RIGHT_TO_LEFT}{part}{END}" if part.strip() else part) + MARK


def _between(text: str, change: Callable[[str], str]) -> str:
    kept = KEPT.findall(text)
    parts = [change(part) for part in KEPT.split(text)]
    return "".join(part + keep for part, keep in zip(parts, [*kept, ""], strict=True))


def write_pseudo(language: str, untranslated: dict[str, Catalog], locale: Path) -> None:
    """Write the catalogues of a pseudo-language, as if a clinician had read them."""
    change = {LONG: long, MIRRORED: mirrored}[language]
    folder = locale / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for name, catalogue in untranslated.items():
        made = Signed(locale=language.split("_", maxsplit=1)[0], header_comment="", fuzzy=False)
        made.reviewed_by = "nobody"
        for message in texts_in(catalogue):
            if isinstance(message.id, str):
                made.add(message.id, change(message.id))
            else:
                one, many = message.id
                forms = [one, *[many] * (made.num_plurals - 1)]
                made.add(message.id, tuple(change(form) for form in forms))
        write(made, folder / f"{name}.po")
