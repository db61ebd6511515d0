"""Sets a manuscript: a tagged PDF (PDF/UA-1), or pictures of the very same pages. It knows no Qt.

Patient text may hold any character. When the program's own fonts lack one, the machine's fonts are tried;
what none of them has is replaced by a visible sign, and the page says so.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from weakref import finalize

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


class Compositor:
    """Sets pages with the fonts that ship with the program; the same pages twice are set once.

    For that it holds on to some 4 MB for each page, until ten other manuscripts were set.
    """

    def __init__(self) -> None:
        self._files = ExitStack()
        finalize(self, self._files.close)
        self._templates: dict[str, Path] = {}
        self._newest: tuple[Manuscript, bytes, _Way] | None = None

    def warm_up(self) -> None:
        """Load now what the first pages would wait for."""
        self._own_fonts  # noqa: B018

    def pdf(self, manuscript: Manuscript) -> bytes:
        """All pages as a PDF; the same manuscript gives the same bytes."""
        return self._settled(manuscript)[0]

    def pictures(self, manuscript: Manuscript, ppi: int) -> list[bytes]:
        """A PNG of each page of that PDF."""
        return self._settled(manuscript)[1].pictures(ppi)

    def _settled(self, manuscript: Manuscript) -> tuple[bytes, "_Way"]:
        """The PDF, and the first way of setting it that works."""
        if self._newest is None or self._newest[0] != manuscript:
            self._newest = (manuscript, *self._set(manuscript))
        return self._newest[1:]

    def _set(self, manuscript: Manuscript) -> tuple[bytes, "_Way"]:
        from typst import TypstError

        way = self._way(self._own_fonts, manuscript)
        try:
            return way.pdf(), way
        except TypstError:
            way = self._way(self._all_fonts, manuscript)
        for _round in range(ROUNDS):
            try:
                return way.pdf(), way
            except TypstError as error:
                missing = _missing(error.diagnostic)
                if not missing:
                    break
                manuscript = _without(manuscript, missing)
                way = self._way(self._all_fonts, manuscript)
        notice = _("Some characters have no sign in any font here. They show as an empty box.")
        way = self._way(self._all_fonts, manuscript.with_notice(notice), standards=())
        return way.pdf(), way

    def _way(
        self,
        fonts: "typst.Fonts",
        manuscript: Manuscript,
        standards: tuple["typst.PDFStandard", ...] = ("ua-1",),
    ) -> "_Way":
        """A compiler for this manuscript alone: typst does nothing twice only where nothing is given anew."""
        import typst

        file = self._template(manuscript.template)
        inputs = {"data": manuscript.words, **manuscript.others}
        compiler = typst.Compiler(file, root=file.parent, font_paths=fonts, sys_inputs=inputs)
        return _Way(compiler, manuscript.made, standards)

    def _template(self, name: str) -> Path:
        """The resource as a file; out of a zip, one copy of each that lasts as long as this."""
        if name not in self._templates:
            self._templates[name] = self._files.enter_context(as_file(asset(name)))
        return self._templates[name]

    @cached_property
    def _own_fonts(self) -> "typst.Fonts":
        return _fonts(also_of_the_machine=False)

    @cached_property
    def _all_fonts(self) -> "typst.Fonts":
        return _fonts(also_of_the_machine=True)


@dataclass(frozen=True)
class _Way:
    """One way to set the pages: with which fonts and words, and as which kind of PDF."""

    compiler: "typst.Compiler"
    made: int
    standards: tuple["typst.PDFStandard", ...]

    def pdf(self) -> bytes:
        kind = list(self.standards)
        return cast("bytes", self.compiler.compile(format="pdf", pdf_standards=kind, timestamp=self.made))

    def pictures(self, ppi: int) -> list[bytes]:
        pages = self.compiler.compile(format="png", ppi=ppi)
        return pages if isinstance(pages, list) else [pages or b""]


def _fonts(*, also_of_the_machine: bool) -> "typst.Fonts":
    import typst

    return typst.Fonts(
        include_system_fonts=also_of_the_machine,
        include_embedded_fonts=also_of_the_machine,
        font_paths=[str(font_file(family).parent) for family in FONTS],
    )


def _missing(diagnostic: str) -> set[str]:
    """The characters that typst names as impossible to print."""
    named = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), name) for name in _NAMED.findall(diagnostic))
    return {name for name in named if not name.isascii()}


def _without(manuscript: Manuscript, missing: set[str]) -> Manuscript:
    words = manuscript.words
    signs = {name for name in missing if any(unicodedata.category(c) != "Cf" for c in name)}
    for name in signs or missing:  # the place where a line may break is named with the signs beside it
        words = words.replace(name, REPLACED)
    notice = _("{sign} stands for a character that could not be printed.").format(sign=REPLACED)
    return replace(manuscript, words=words).with_notice(notice)
