"""The body figure of a report: which places were needled, where something was felt, what was flagged."""

from collections.abc import Mapping, Sequence

from afterneedle.content.language import _
from afterneedle.content.wording import place_within
from afterneedle.domain.catalogue import Place, PlaceNeed
from afterneedle.domain.day_table import Day
from afterneedle.domain.report import Report
from afterneedle.drawing.body import Body
from afterneedle.drawing.body_marks import BodyMarks
from afterneedle.drawing.files import load_fonts, svg
from afterneedle.drawing.style import PAPER

WIDTH, HEIGHT = 206.0, 178.0  # points


def body_marks(report: Report) -> BodyMarks:
    """The marks of the sessions, the day table and the findings that the report prints."""
    needled: dict[Place, tuple[int, ...]] = {}
    for number, session in report.sessions.items():
        for site in session.sites:
            needled[site] = (*needled.get(site, ()), number)
    flagged: dict[Place, tuple[str, ...]] = {}
    for finding in report.findings:
        place = finding.flag.place
        if place is not None:
            flagged[place] = (*flagged.get(place, ()), finding.letter)
    return BodyMarks(needled, frozenset(_felt(report)), flagged)


def figure(report: Report) -> str:
    """The drawing as SVG; nothing when there is nothing to mark."""
    marks = body_marks(report)
    if not (marks.needled or marks.felt or marks.flagged):
        return ""
    load_fonts()
    return svg(WIDTH, HEIGHT, Body(marks, PAPER, WIDTH, HEIGHT).paint).decode()


def figure_alternative(report: Report) -> str:
    """The drawing for those who hear the page."""
    marks = body_marks(report)
    numbers = {place: tuple(map(str, sessions)) for place, sessions in marks.needled.items()}
    said = [
        _("Needled: {places}.").format(places=_numbered(numbers)),
        _("Felt: {places}.").format(places="; ".join(sorted(map(place_within, marks.felt)))),
        _("Flagged: {places}.").format(places=_numbered(marks.flagged)),
    ]
    there = (marks.needled, marks.felt, marks.flagged)
    return _("The body from the front and the back.") + "".join(
        f" {sentence}" for sentence, marked in zip(said, there, strict=True) if marked
    )


def _numbered(places: Mapping[Place, Sequence[str]]) -> str:
    form = _("{place} ({marks})")
    return "; ".join(form.format(place=place_within(p), marks=", ".join(m)) for p, m in places.items())


def _felt(report: Report) -> list[Place]:
    found: list[Place] = []
    days = [row for row in report.rows if isinstance(row, Day) and row.cells]
    for n, column in enumerate(report.columns):
        if not any(day.cells[n].worst for day in days):
            continue
        if column.place is not None:
            found.append(column.place)
        elif column.symptom.place is PlaceNeed.SITES:
            found += [site for session in report.sessions.values() for site in session.sites]
    return found
