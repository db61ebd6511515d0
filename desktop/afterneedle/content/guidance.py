"""Reads the guidance texts from resources/guidance/: front matter between +++ lines, then Markdown."""

import tomllib
from dataclasses import dataclass

from afterneedle.assets import asset

WRITTEN_IN = "en"  # the language every text exists in
FENCE = "+++\n"


@dataclass(frozen=True)
class Guidance:
    """A text for the patient about a rule or a topic.

    `sources` are tags; `topic`: listed for reading; `checklist`: its items are there to be ticked.
    """

    id: str
    title: str
    body: str
    sources: tuple[str, ...]
    topic: bool
    order: int
    checklist: bool = False


def load_guidance(language: str = WRITTEN_IN) -> dict[str, Guidance]:
    """Every text by id, in reading order; in English where it is not translated to `language`."""
    names = sorted(f.name for f in asset(f"guidance/{WRITTEN_IN}").iterdir() if f.name.endswith(".md"))
    texts = [_parse(name.removesuffix(".md"), _text(language, name)) for name in names]
    return {text.id: text for text in sorted(texts, key=lambda text: text.order)}


def _text(language: str, name: str) -> str:
    translated = asset(f"guidance/{language}/{name}")
    chosen = translated if translated.is_file() else asset(f"guidance/{WRITTEN_IN}/{name}")
    return chosen.read_text("utf-8")


def _parse(id: str, text: str) -> Guidance:
    _, front, body = text.split(FENCE, 2)
    row = tomllib.loads(front)
    sources, checklist = tuple(row["sources"]), row.get("checklist", False)
    return Guidance(id, row["title"], body.strip(), sources, row["topic"], row["order"], checklist)
