"""Makes a patient's own words printable: nothing they type can leave the paper or turn the line around."""

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

HEAD_WIDTH = 40  # what a name may take of the running head, in ordinary letters
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069]"  # controls; marks that turn the direction
)
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")  # halves of a pair, and never used
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_WIDE = frozenset("mwMW@%—")
_LONGEST, _PIECE = 19.0, 8.0  # of a run without a space, in ordinary letters
_ISOLATE, _END, _BREAK = "\u2068", "\u2069", "\u200b"


def own_words(text: str) -> str:
    """The words as typed, each line free to run in its own direction and to break anywhere if it must."""
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ").strip().split("\n")
    return "\n".join(_ISOLATE + _breakable(_printable(line)) + _END if line.strip() else "" for line in lines)


def shortened(text: str) -> str:
    """For the running head only: the beginning, with an ellipsis when there is more."""
    line = " ".join(_printable(text).split())
    widths = list(accumulate(map(_width, line)))
    room = bisect_right(widths, HEAD_WIDTH)
    return _ISOLATE + (line if room == len(line) else line[:room] + "…") + _END


def _printable(text: str) -> str:
    return _NO_CHARACTER.sub("\ufffd", _UNPRINTABLE.sub("", text))


def _breakable(line: str) -> str:
    return re.sub(r"\S{10,}", lambda run: _broken(run[0]), line)


def _broken(run: str) -> str:
    widths = [_width(c) for c in run]
    if sum(widths) <= _LONGEST:
        return run
    pieces, room = [""], _PIECE
    for n, (character, width) in enumerate(zip(run, widths, strict=True)):
        if room < width and not (n and _joins(run[n - 1], character)):
            pieces.append("")
            room = _PIECE
        pieces[-1] += character
        room -= width
    return _BREAK.join(pieces)


def _width(character: str) -> float:
    """In ordinary letters."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Cf"):
        return 0
    wide = character in _WIDE or unicodedata.east_asian_width(character) in "WF"
    return 1.7 if wide else 1.25 if character.isupper() else 1


def _joins(before: str, after: str) -> bool:
    """Two characters that make one sign together: accents, joined emoji, their skin tones."""
    return before == "\u200d" or _width(after) == 0 or "\U0001f3fb" <= after <= "\U0001f3ff"
