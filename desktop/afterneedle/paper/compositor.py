"""Sets a manuscript: a tagged PDF (PDF/UA-1), or pictures of the very same pages. It knows no Qt.

Patient text may hold any character. When the program's own fonts lack one, the machine's fonts are tried;
what none of them has is replaced by a visible sign, and the page says so.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import as_file
from typing import TYPE_CHECKING, Any, cast

from afterneedle.assets import asset
from afterneedle.content.language import _
from afterneedle.drawing.fonts import FONTS, font_file

if TYPE_CHECKING:
    import typst

REPLACED = "\ufffd"
ROUNDS = 3  # typst names all it misses at once; what stands in for it is tried again
_NAMED = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True)
class Manuscript:
    """All that is printed, as text: any process can set it.

    `template`: the resource that lays it out; `words`: every string of the pages, as JSON; `others`: the
    sheet, drawings and what is attached, by the names the template has for them; `made`: when it is
    printed, in seconds since 1970.
    """

    template: str
    words: str
    others: Mapping[str, str]
    made: int

    def with_notice(self, notice: str) -> "Manuscript":
        """The same with a notice at the top."""
        words: dict[str, Any] = json.loads(self.words)
        return replace(self, words=json.dumps(words | {"notice": notice}, ensure_ascii=False))


@dataclass(frozen=True)
class _Way:
    """One way to set the pages: with which fonts, which words, and as which kind of PDF."""

    compiler: "typst.Compiler"
    manuscript: Manuscript
    standards: tuple["typst.PDFStandard", ...] = ("ua-1",)

    def pdf(self) -> bytes:
        made, standards = self.manuscript.made, list(self.standards)
        return cast("bytes", self._compile(format="pdf", pdf_standards=standards, timestamp=made))

    def pictures(self, ppi: int) -> list[bytes]:
        pages = self._compile(format="png", ppi=ppi)
        return pages if isinstance(pages, list) else [pages]

    def _compile(self, **wanted: Any) -> Any:
        """From a file: what typst is given as bytes is new to it each time, and nothing is set only once."""
        inputs = {"data": self.manuscript.words, **self.manuscript.others}
        with as_file(asset(self.manuscript.template)) as file:
            return self.compiler.compile(input=file, root=file.parent, sys_inputs=inputs, **wanted)


class Compositor:
    """Sets pages with the fonts that ship with the program. Kept, it sets again only what has changed.

    For that it holds on to some 4 MB for each page, until ten other manuscripts were set.
    """

    def pdf(self, manuscript: Manuscript) -> bytes:
        """All pages as a PDF; the same manuscript gives the same bytes."""
        return self._settled(manuscript)[0]

    def pictures(self, manuscript: Manuscript, ppi: int) -> list[bytes]:
        """A PNG of each page of that PDF."""
        return self._settled(manuscript)[1].pictures(ppi)

    def _settled(self, manuscript: Manuscript) -> tuple[bytes, _Way]:
        """The PDF, and the first way of setting it that works."""
        from typst import TypstError

        way = _Way(self._own_fonts, manuscript)
        try:
            return way.pdf(), way
        except TypstError:
            way = _Way(self._all_fonts, manuscript)
        for _round in range(ROUNDS):
            try:
                return way.pdf(), way
            except TypstError as error:
                missing = _missing(error.diagnostic)
                if not missing:
                    break
                way = _Way(self._all_fonts, _without(way.manuscript, missing))
        notice = _("Some characters have no sign in any font here. They show as an empty box.")
        way = _Way(self._all_fonts, manuscript.with_notice(notice), standards=())
        return way.pdf(), way

    @cached_property
    def _own_fonts(self) -> "typst.Compiler":
        return _compiler(system_fonts=False)

    @cached_property
    def _all_fonts(self) -> "typst.Compiler":
        return _compiler(system_fonts=True)


def _compiler(system_fonts: bool) -> "typst.Compiler":
    import typst

    fonts = typst.Fonts(
        include_system_fonts=system_fonts,
        include_embedded_fonts=system_fonts,
        font_paths=[str(font_file(family).parent) for family in FONTS],
    )
    return typst.Compiler(font_paths=fonts)


def _missing(diagnostic: str) -> set[str]:
    """The characters that typst names as impossible to print."""
    named = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), name) for name in _NAMED.findall(diagnostic))
    return {name for name in named if not name.isascii()}


def _without(manuscript: Manuscript, missing: set[str]) -> Manuscript:
    words = manuscript.words
    for name in missing:
        words = words.replace(name, REPLACED)
    notice = _("{sign} stands for a character that could not be printed.").format(sign=REPLACED)
    return replace(manuscript, words=words).with_notice(notice)
