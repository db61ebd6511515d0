"""The tables of a tagged PDF as a screen reader hears them: each cell's text, found by its tags alone."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject

_GUIDING = re.compile("[\u2066-\u2069\u200b]")
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")

Spans = dict[int, list[str]]  # what each marked span of a page says


@dataclass
class Table:
    """`head` and each row hold a cell's text in the pieces it was set in."""

    head: list[list[str]] = field(default_factory=list)
    rows: list[list[list[str]]] = field(default_factory=list)


def tables(pdf: bytes) -> list[Table]:
    """Every table with a head, in reading order."""
    document = PdfReader(io.BytesIO(pdf))
    spans = {page.indirect_reference.idnum: _spans(page) for page in document.pages}
    root = document.trailer["/Root"]["/StructTreeRoot"]
    return [table for element in _elements(root, "/Table") if (table := _table(element, spans)).head]


def alternatives(pdf: bytes) -> list[str]:
    """What is said in place of each drawing."""
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
    return [str(element["/Alt"]) for element in _elements(root, "/Figure") if "/Alt" in element]


def _table(element: DictionaryObject, spans: dict[int, Spans]) -> Table:
    table = Table([list(_text(cell, spans)) for cell in _elements(element, "/TH")])
    for row in _elements(element, "/TR"):
        if cells := [list(_text(cell, spans)) for cell in _elements(row, "/TD")]:
            table.rows.append(cells)
    return table


def _children(element: DictionaryObject) -> list[Any]:
    inside = element["/K"].get_object() if "/K" in element else []
    return [child.get_object() for child in (inside if isinstance(inside, list) else [inside])]


def _elements(element: DictionaryObject, tag: str) -> Iterator[DictionaryObject]:
    for child in _children(element):
        if isinstance(child, DictionaryObject):
            if child.get("/S") == tag:
                yield child
            else:
                yield from _elements(child, tag)


def _text(element: DictionaryObject, spans: dict[int, Spans], page: Any = None) -> Iterator[str]:
    page = element.raw_get("/Pg") if "/Pg" in element else page
    for child in _children(element):
        if isinstance(child, int):
            yield from spans[page.idnum].get(child, [])
        elif "/MCID" in child:
            on = child.raw_get("/Pg") if "/Pg" in child else page
            yield from spans[on.idnum].get(child["/MCID"], [])
        else:
            yield from _text(child, spans, page)


def _spans(page: PageObject) -> Spans:
    fonts = {name: _signs(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    found: Spans = {}
    marked: list[int | None] = []
    signs: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        match operator:
            case b"BDC" | b"BMC":
                number = operands[1].get("/MCID") if len(operands) > 1 else None
                marked.append(number if number is not None else next(reversed(marked), None))
            case b"EMC":
                marked.pop()
            case b"Tf":
                signs = fonts[operands[0]]
            case b"Tj" | b"TJ" if marked and marked[-1] is not None:
                strings = operands[0] if operator == b"TJ" else operands
                text = "".join(_decoded(s, signs) for s in strings if not isinstance(s, int | float))
                found.setdefault(marked[-1], []).append(_GUIDING.sub("", text))
            case _:
                pass
    return found


def _decoded(string: Any, signs: dict[int, str]) -> str:
    raw = string if isinstance(string, bytes) else string.original_bytes
    return "".join(signs.get(int.from_bytes(raw[n : n + 2]), "") for n in range(0, len(raw), 2))


def _signs(font: DictionaryObject) -> dict[int, str]:
    """What each two-byte code of a font means, by its own table."""
    table = font["/ToUnicode"].get_object().get_data()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        found |= {int(code, 16): _utf16(text) for code, text in _PAIR.findall(block)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start = int(text, 16)
            codes = range(int(first, 16), int(last, 16) + 1)
            found |= {code: chr(start + n) for n, code in enumerate(codes)}
    return found


def _utf16(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")
