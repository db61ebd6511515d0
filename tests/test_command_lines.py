"""Every command that a document shows is one that ./run or the program takes."""

import importlib.machinery
import importlib.util
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from afterneedle.arguments import parser
from check import STEPS

CHECKOUT = Path(__file__).parents[1]
DOCUMENTS = [CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
SHOWN = re.compile(
    r"(?:^ {4}|`)(?:[A-Z_]+=\S+ )*(afterneedle|(?:py )?(?:\./)?run)((?: [^\s`]+)*)", re.MULTILINE
)
CHOICE = re.compile(r"\[([^\]]*)\]")
FOR_EXAMPLE = {
    "FORM": "DD.MM.YYYY",
    "PAGE": "today",
    "DATE": "2026-03-02",
    "TIME": "2026-03-02T10:00:00+00:00",
}
DEVELOPERS = ("bench", "ordeal", "test")

pytestmark = pytest.mark.checkout


def run_tools() -> set[str]:
    """The words that ./run keeps for developers."""
    loader = importlib.machinery.SourceFileLoader("run_script", str(CHECKOUT / "run"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("run_script", loader))
    loader.exec_module(module)
    return {*module.TOOLS, *DEVELOPERS}


TOOLS = run_tools()


def written_out(words: str) -> Iterator[list[str]]:
    """`a [b c|d]` as a, as a b c and as a b d, with something in place of each DATE and so on."""
    parts = CHOICE.split(words)
    for chosen in product(*(["", part] if n % 2 else [part] for n, part in enumerate(parts))):
        for line in product(*(word.split("|") for word in " ".join(chosen).split())):
            yield [FOR_EXAMPLE.get(word, word) for word in line]


def shown_in(document: Path) -> set[tuple[str, str]]:
    return {(program, words.strip()) for program, words in SHOWN.findall(document.read_text("utf-8"))}


def is_taken(program: str, words: list[str]) -> bool:
    if program != "afterneedle" and words[:1] and words[0] in TOOLS:
        return words[0] != "check" or set(words[1:]) <= set(STEPS)
    try:
        parser().parse_args(words)
    except SystemExit as end:
        return end.code == 0
    return True


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_line_in_a_document_is_taken(document: Path) -> None:
    for program, words in shown_in(document):
        for line in written_out(words):
            assert line == ["WORDS"] or is_taken(program, line), (program, *line)


def test_the_first_page_shows_every_command_there_is() -> None:
    commands = {words.split()[0] for _program, words in shown_in(CHECKOUT / "README.md") if words}
    [every] = [action.choices for action in parser()._actions if action.dest == "command"]
    assert set(every) <= commands


def test_contributors_are_shown_every_tool_there_is() -> None:
    shown = {words.split()[0] for _program, words in shown_in(CHECKOUT / "CONTRIBUTING.md") if words}
    assert shown >= TOOLS


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("    afterneedle flags [--json]     what is open", True),
        ("    ./run report a.pdf --paper a4", True),
        ("type `./run check lint types`", True),
        ("type `./run check everything`", False),
        ("    afterneedle report a.pdf [--paper a4|a5]", False),
        ("or `afterneedle forget`", False),
        ("`LANGUAGE=pt_BR ./run flags --yaml`", False),
    ],
)
def test_a_line_that_would_be_refused_is_noticed(tmp_path: Path, text: str, taken: bool) -> None:
    (tmp_path / "a.md").write_text(text)
    [(program, words)] = shown_in(tmp_path / "a.md")
    assert all(is_taken(program, line) for line in written_out(words)) is taken
