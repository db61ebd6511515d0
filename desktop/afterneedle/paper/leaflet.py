"""A guidance text on paper, in words, ready for its template, which only lays them out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from afterneedle import __version__
from afterneedle.content.guidance import Guidance
from afterneedle.content.language import _
from afterneedle.content.markdown import Block, BulletList, Heading, Runs, blocks, plain
from afterneedle.content.sources import Source
from afterneedle.content.wording import date_label, source_sentence, status_label
from afterneedle.domain.rulebook import Rulebook
from afterneedle.paper.labels import made_on
from afterneedle.paper.text import own_words

LONG = 6_000  # characters from which a text is set small, to be looked up rather than read


@dataclass(frozen=True)
class Leaflet:
    """A guidance text to be printed, with all that it rests on.

    `ticked`: of a checklist, the items that are, in their own words.
    """

    text: Guidance
    sources: tuple[Source, ...]
    rulebook: Rulebook
    now: datetime
    emergency_number: str = ""
    ticked: frozenset[str] = frozenset()


def leaflet_words(leaflet: Leaflet) -> dict[str, Any]:
    """All that the template prints, as JSON can hold it."""
    text, now = leaflet.text, leaflet.now
    printed = _("Printed on {date} from AfterNeedle {app}, rulebook version {version} of {of}.")
    number = own_words(leaflet.emergency_number)
    return made_on(now) | {
        "title": _(text.title),
        "small": len(text.body) > LONG,
        "number": _("Your emergency number: {number}").format(number=number) if number else "",
        "blocks": text_blocks(text, leaflet.ticked),
        "boxes": {"yes": _("ticked"), "no": _("not ticked")},
        "notes": _("My notes and questions") if text.checklist else "",
        "sources": {"title": _("Sources"), "rows": [_source(source, leaflet) for source in leaflet.sources]},
        "printed": printed.format(
            date=date_label(now),
            app=__version__,
            version=leaflet.rulebook.version,
            of=leaflet.rulebook.date.isoformat(),
        ),
        "kind": _("AfterNeedle · to inform you, not a diagnosis"),
        "page": _("Page {n} of {all}"),
    }


def text_blocks(text: Guidance, ticked: Collection[str] = ()) -> list[dict[str, Any]]:
    """The parts of a text in their order, as a template lays them out."""
    return [_block(block, text, ticked) for block in blocks(text.body)]


def _block(block: Block, text: Guidance, ticked: Collection[str]) -> dict[str, Any]:
    if isinstance(block, BulletList):
        return {
            "kind": "checklist" if text.checklist else "list",
            "items": [{"runs": _runs(item), "ticked": plain(item) in ticked} for item in block.items],
        }
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "runs": _runs(block.runs)}
    return {"kind": "paragraph", "runs": _runs(block.runs)}


def _runs(runs: Runs) -> list[dict[str, Any]]:
    """A link is only its words: paper leads nowhere."""
    return [{"text": run.text, "bold": run.bold} for run in runs]


def _source(source: Source, leaflet: Leaflet) -> dict[str, str]:
    told = source_sentence(source, leaflet.text.here.get(source.tag, ""))
    return {"text": told, "status": status_label(source.status), "address": source.address}
