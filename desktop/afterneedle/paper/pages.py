"""Turns what can be printed into pages: a tagged PDF (PDF/UA-1), or pictures of the very same pages.

Patient text may hold any character. When the program's own fonts lack one, the machine's fonts are tried;
what none of them has is replaced by a visible sign, and the page says so.
"""

import json
import re
from dataclasses import asdict, dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, cast

from afterneedle.assets import asset
from afterneedle.content.language import _
from afterneedle.domain.report import Report
from afterneedle.drawing.files import letters_application
from afterneedle.drawing.style import FONTS
from afterneedle.paper.chart import charts
from afterneedle.paper.figure import figure
from afterneedle.paper.leaflet import Leaflet, leaflet_words
from afterneedle.paper.recovery_sheet import RecoverySheet, recovery_words
from afterneedle.paper.words import Page, page_words

if TYPE_CHECKING:
    import typst

Printable = Report | Leaflet | RecoverySheet
REPLACED = "\ufffd"
ROUNDS = 3  # typst names all it misses at once; what stands in for it is tried again
_NAMED = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class Paper(Enum):
    """The sheet to print on; the value is typst's name for it."""

    A4 = "a4"
    LETTER = "us-letter"


@dataclass(frozen=True)
class _Way:
    """One way to set the pages: with which fonts, which words, and as which kind of PDF."""

    compiler: "typst.Compiler"
    words: Page
    files: dict[str, str]
    standards: tuple["typst.PDFStandard", ...] = ("ua-1",)


class Typesetter:
    """Sets pages with the fonts that ship with the program; keep one and use it again."""

    def __init__(self) -> None:
        self._application = letters_application()  # drawings need it, also where there is no window

    def pdf(self, printable: Printable, paper: Paper) -> bytes:
        """All pages as a PDF; the same printable gives the same bytes."""
        return self._settled(printable, paper)[0]

    def pictures(self, printable: Printable, paper: Paper, ppi: int) -> list[bytes]:
        """A PNG of each page of that PDF."""
        _pdf, way = self._settled(printable, paper)
        pages = way.compiler.compile(
            input=_template(printable), sys_inputs=_inputs(way, paper), format="png", ppi=ppi
        )
        return pages if isinstance(pages, list) else [pages or b""]

    def _settled(self, printable: Printable, paper: Paper) -> tuple[bytes, _Way]:
        """The PDF, and the first way of setting it that works."""
        from typst import TypstError

        words, files = _words(printable), _files(printable)
        way = _Way(self._own_fonts, words, files)
        try:
            return _pdf(way, printable, paper), way
        except TypstError:
            way = _Way(self._all_fonts, words, files)
        for _round in range(ROUNDS):
            try:
                return _pdf(way, printable, paper), way
            except TypstError as error:
                missing = _missing(error.diagnostic)
                if not missing:
                    break
                way = _Way(self._all_fonts, _without(way.words, missing), files)
        words |= {"notice": _("Some characters have no sign in any font here. They show as an empty box.")}
        way = _Way(self._all_fonts, words, files, standards=())
        return _pdf(way, printable, paper), way

    @cached_property
    def _own_fonts(self) -> "typst.Compiler":
        return _compiler(system_fonts=False)

    @cached_property
    def _all_fonts(self) -> "typst.Compiler":
        return _compiler(system_fonts=True)


def _compiler(system_fonts: bool) -> "typst.Compiler":
    import fontpkg
    import typst

    folders = [str(fontpkg.path(family).parent) for family in FONTS]
    fonts = typst.Fonts(
        include_system_fonts=system_fonts, include_embedded_fonts=system_fonts, font_paths=folders
    )
    return typst.Compiler(font_paths=fonts)


def _pdf(way: _Way, printable: Printable, paper: Paper) -> bytes:
    pdf = way.compiler.compile(
        input=_template(printable),
        sys_inputs=_inputs(way, paper),
        format="pdf",
        pdf_standards=list(way.standards),
        timestamp=int(printable.now.timestamp()),
    )
    return cast("bytes", pdf)


def _words(printable: Printable) -> Page:
    match printable:
        case Leaflet():
            return leaflet_words(printable)
        case RecoverySheet():
            return recovery_words(printable)
        case _:
            return page_words(printable)


def _template(printable: Printable) -> bytes:
    named = {Leaflet: "guidance/leaflet.typ", RecoverySheet: "report/recovery.typ"}
    return asset(named.get(type(printable), "report/report.typ")).read_bytes()


def _files(printable: Printable) -> dict[str, str]:
    """The drawings, and the diary that goes inside; empty where there is none."""
    if isinstance(printable, Leaflet | RecoverySheet):
        return {}
    drawn = [asdict(chart) for chart in charts(printable.timeline)]
    return {"figure": figure(printable), "charts": json.dumps(drawn), "attachment": printable.attachment}


def _inputs(way: _Way, paper: Paper) -> dict[str, str]:
    return {"data": json.dumps(way.words, ensure_ascii=False), "paper": paper.value, **way.files}


def _missing(diagnostic: str) -> set[str]:
    """The characters that typst names as impossible to print."""
    named = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), name) for name in _NAMED.findall(diagnostic))
    return {name for name in named if not name.isascii()}


def _without(words: Page, missing: set[str]) -> Page:
    text = json.dumps(words, ensure_ascii=False)
    for name in missing:
        text = text.replace(name, REPLACED)
    notice = _("{sign} stands for a character that could not be printed.").format(sign=REPLACED)
    return {**json.loads(text), "notice": notice}
