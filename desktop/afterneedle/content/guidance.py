"""Reads the guidance texts from resources/guidance/: front matter between +++ lines, then Markdown."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from afterneedle.assets import asset
from afterneedle.content.language import WRITTEN_IN

FENCE = "+++\n"


@dataclass(frozen=True)
class Guidance:
    """A text for the patient about a rule or a topic.

    `sources` are tags; `topic`: listed for reading; `checklist`: its items are there to be ticked.
    `here`: by tag, which words of this text rest on that source, where that must be told apart.
    """

    id: str
    title: str
    body: str
    sources: tuple[str, ...]
    topic: bool
    order: int
    checklist: bool = False
    here: Mapping[str, str] = field(default_factory=dict, hash=False)


def load_guidance(language: str = WRITTEN_IN, folder: Traversable | None = None) -> dict[str, Guidance]:
    """Every text by id, in reading order; in `language` where a clinician has read the translation.

    `folder` holds a folder for each language; that of the program if it is left out.
    """
    folder = folder or asset("guidance")
    names = sorted(f.name for f in (folder / WRITTEN_IN).iterdir() if f.name.endswith(".md"))
    texts = [_text(name, folder / language / name, folder / WRITTEN_IN / name) for name in names]
    return {text.id: text for text in sorted(texts, key=lambda text: text.order)}


def _text(name: str, translated: Traversable, written: Traversable) -> Guidance:
    row, body = _front_and_body(translated) if translated.is_file() else ({}, "")
    if not row.get("reviewed_by"):
        row, body = _front_and_body(written)
    return Guidance(
        name.removesuffix(".md"),
        row["title"],
        body.strip(),
        tuple(row["sources"]),
        row["topic"],
        row["order"],
        row.get("checklist", False),
        row.get("here", {}),
    )


def _front_and_body(file: Traversable) -> tuple[dict[str, Any], str]:
    _, front, body = file.read_text("utf-8").split(FENCE, 2)
    return tomllib.loads(front), body
