"""Looks for words in the guidance texts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from afterneedle.content.guidance import Guidance
from afterneedle.content.language import _
from afterneedle.content.markdown import plain_text

BEFORE, AFTER = 40, 80  # letters shown of what stands around a found word


@dataclass(frozen=True)
class Searchable:
    """A text, with what people see of it: its title, and its body without marks."""

    text: Guidance
    title: str
    body: str


@dataclass(frozen=True)
class Found:
    """A text that holds all words looked for. `around`: where its body has one; empty: only in its title."""

    text: Guidance
    around: str = ""


def searchable(texts: Iterable[Guidance]) -> tuple[Searchable, ...]:
    """The texts made ready, once for many searches."""
    return tuple(Searchable(text, _(text.title), plain_text(text.body)) for text in texts)


def search(texts: Iterable[Searchable], typed: str) -> list[Found]:
    """The texts that hold all that was typed: first in the title, then in the body, then inside of words."""
    words = typed.casefold().split()
    found = [text for text in texts if _holds(f"{text.title} {text.body}", words)]
    ranked = sorted(found, key=lambda text: _rank(text, words))
    return [Found(text.text, _where(text.body, words)) for text in ranked]


def _rank(text: Searchable, words: list[str]) -> int:
    """0: words of the title begin so; 1: words of the body do; 2: like "HIV" in "shivers"."""
    for rank, where in enumerate((text.title, f"{text.title} {text.body}")):
        if all(re.search(_begins(word), where.casefold()) for word in words):
            return rank
    return 2


def _begins(word: str) -> str:
    return rf"\b{re.escape(word)}"


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text.casefold() for word in words)


def _where(body: str, words: list[str]) -> str:
    inside = [word for word in words if word in body.casefold()]
    return _around(body, max(inside, key=len)) if inside else ""


def _around(body: str, word: str) -> str:
    """The words before and after `word`, with an ellipsis where the text goes on."""
    folded = body.casefold()
    begun = re.search(_begins(word), folded)
    at = begun.start() if begun else folded.index(word)
    start, end = max(0, at - BEFORE), min(len(body), at + len(word) + AFTER)
    shown = body[start:end]
    if start:
        shown = "… " + re.sub(r"^\S*[\s·]+", "", shown)
    if end < len(body):
        shown = re.sub(r"[\s·]+\S*$", "", shown) + " …"
    return shown
