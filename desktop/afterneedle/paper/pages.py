"""Turns what can be printed into pages: into a manuscript first, which any process can set."""

import json
from dataclasses import asdict
from enum import Enum

from afterneedle.domain.report import Report
from afterneedle.drawing.files import letters_application
from afterneedle.paper.chart import charts
from afterneedle.paper.compositor import Compositor, Manuscript
from afterneedle.paper.figure import figure
from afterneedle.paper.leaflet import Leaflet, leaflet_words
from afterneedle.paper.recovery_sheet import RecoverySheet, recovery_words
from afterneedle.paper.words import page_words

Printable = Report | Leaflet | RecoverySheet
PDF = b"%PDF-"  # how each begins


class Paper(Enum):
    """The sheet to print on; the value is typst's name for it."""

    A4 = "a4"
    LETTER = "us-letter"


class Typesetter:
    """Makes pages in this process, with a screen and without; keep one and use it again."""

    def __init__(self) -> None:
        self._application = letters_application()
        self._compositor = Compositor()

    def pdf(self, printable: Printable, paper: Paper) -> bytes:
        """All pages as a PDF; the same printable gives the same bytes."""
        return self._compositor.pdf(manuscript(printable, paper))

    def pictures(self, printable: Printable, paper: Paper, ppi: int) -> list[bytes]:
        """A PNG of each page of that PDF."""
        return self._compositor.pictures(manuscript(printable, paper), ppi)


def manuscript(printable: Printable, paper: Paper) -> Manuscript:
    """What is set to make the pages. Its drawings need the application that letters need."""
    drawn: dict[str, str] = {}
    match printable:
        case Leaflet():
            template, words = "guidance/leaflet.typ", leaflet_words(printable)
        case RecoverySheet():
            template, words = "report/recovery.typ", recovery_words(printable)
        case _:
            template, words, drawn = "report/report.typ", page_words(printable), _drawn(printable)
    text = json.dumps(words, ensure_ascii=False)
    return Manuscript(template, text, {"paper": paper.value, **drawn}, int(printable.now.timestamp()))


def _drawn(report: Report) -> dict[str, str]:
    """The drawings, and the diary that goes inside; empty where there is none."""
    drawn = [asdict(chart) for chart in charts(report.timeline)]
    return {"figure": figure(report), "charts": json.dumps(drawn), "attachment": report.attachment}
