"""The little Markdown that our texts are written in, as values: headings, paragraphs, lists, bold, links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PIECE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<link>[^\]]*)\]\((?P<target>[^)]*)\)")


@dataclass(frozen=True)
class Run:
    """Words that look alike. `target`: where a link leads."""

    text: str
    bold: bool = False
    target: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """The name of what follows; `level` 2 is a part of the text, 3 a part of that."""

    level: int
    runs: Runs


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    runs: Runs


@dataclass(frozen=True)
class BulletList:
    """Items that belong together."""

    items: tuple[Runs, ...]


Block = Heading | Paragraph | BulletList


def blocks(markdown: str) -> tuple[Block, ...]:
    """The parts of a text from top to bottom."""
    return tuple(block for part in re.split(r"\n\s*\n", markdown.strip()) for block in _blocks(part))


def plain(runs: Runs) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)


def plain_text(markdown: str) -> str:
    """All words of a text in one line, without its marks."""
    return " · ".join(plain(runs) for block in blocks(markdown) for runs in _lines(block))


def _lines(block: Block) -> tuple[Runs, ...]:
    return block.items if isinstance(block, BulletList) else (block.runs,)


def _blocks(part: str) -> Iterator[Block]:
    """What stands between two blank lines: a heading may stand right above its text."""
    items: list[Runs] = []
    lines: list[str] = []
    for line in part.splitlines():
        if line.startswith("- "):
            items.append(_runs(line[2:]))
            continue
        heading = re.fullmatch(r"(#+) (.+)", line)
        if heading:
            yield Heading(len(heading[1]), _runs(heading[2]))
        else:
            lines.append(line)
    if lines:
        yield Paragraph(_runs(" ".join(lines)))
    if items:
        yield BulletList(tuple(items))


def _runs(line: str) -> Runs:
    runs, end = [], 0
    for piece in _PIECE.finditer(line):
        runs.append(Run(line[end : piece.start()]))
        if piece["bold"]:
            runs.append(Run(piece["bold"], bold=True))
        else:
            runs.append(Run(piece["link"], target=piece["target"]))
        end = piece.end()
    runs.append(Run(line[end:]))
    return tuple(run for run in runs if run.text)
