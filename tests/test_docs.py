"""What the documents promise is held by tests that are there."""

import ast
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from afterneedle.gui.about import INTENDED_USE
from content.reading_ease import grade

CHECKOUT = Path(__file__).parents[1]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
LINKED = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
PATH = re.compile(r"`([\w.*-]+(?:/[\w.*-]+)+)`")
ENDINGS = {".json", ".lock", ".md", ".png", ".po", ".pot", ".py", ".toml"}
ROOTS = [CHECKOUT / name for name in (".", "desktop/afterneedle", "resources", "docs")]
WAY = re.compile(r"\b([A-Z][\w-]*) ▸ ([A-Z][^.,:;()]*…?)")
SETTING = re.compile(r"AFTERNEEDLE_[A-Z]+")
WINDOWS = [CHECKOUT / name for name in ("README.md", "docs/guide.md")]
DOCUMENTS = [
    *(CHECKOUT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *sorted((CHECKOUT / "docs").glob("*.md")),
]

pytestmark = pytest.mark.checkout


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_test_that_a_document_names_is_there(document: Path) -> None:
    for file, name in NAMED.findall(document.read_text("utf-8")):
        tree = ast.parse((CHECKOUT / file).read_text("utf-8"))
        assert not name or name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, (
            name
        )


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_links_to_is_there(document: Path) -> None:
    for target in LINKED.findall(document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_is_there(document: Path) -> None:
    for name in PATH.findall(document.read_text("utf-8")):
        if Path(name).suffix in ENDINGS and not name.startswith("*"):
            assert any(any(root.glob(name)) for root in ROOTS), name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_setting_that_a_document_names_is_read_somewhere(document: Path) -> None:
    read = [CHECKOUT / "run", *(CHECKOUT / "desktop").rglob("*.py")]
    known = {name for path in read for name in SETTING.findall(path.read_text("utf-8"))}
    assert set(SETTING.findall(document.read_text("utf-8"))) <= known


def texts_of_the_window() -> set[str]:
    templates = [path.read_bytes() for path in (CHECKOUT / "resources" / "locale").glob("*.pot")]
    return {str(text.id).replace("&", "") for file in templates for text in read_po(BytesIO(file)) if text.id}


@pytest.mark.parametrize("document", WINDOWS, ids=lambda path: path.name)
def test_every_way_through_the_window_has_the_names_that_stand_there(document: Path) -> None:
    said = texts_of_the_window()
    ways = WAY.findall(document.read_text("utf-8"))
    assert ways
    for page, what in ways:
        assert page in said
        assert any(what.startswith(name) for name in said), f"{page} ▸ {what}"


def test_the_guide_is_easy_to_read() -> None:
    text = (CHECKOUT / "docs" / "guide.md").read_text("utf-8")
    assert grade(re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)) <= 6


@pytest.mark.parametrize("document", ["README.md", "docs/regulatory.md"])
def test_the_intended_use_is_the_same_sentence_in_the_window_and_here(document: str) -> None:
    assert INTENDED_USE in (CHECKOUT / document).read_text("utf-8")


def test_what_the_guide_quotes_the_window_says() -> None:
    said = texts_of_the_window()
    quoted = re.findall(r'"([^"]+)"', (CHECKOUT / "docs" / "guide.md").read_text("utf-8"))
    assert [words for words in quoted if words not in said] == []


def test_every_claim_about_security_names_a_test() -> None:
    text = (CHECKOUT / "docs" / "threat-model.md").read_text("utf-8")
    claims = text.split("## Claims, each with its tests")[1].split("## Not done")[0].strip().split("\n\n")
    assert len(claims) >= 9
    assert all(claim.startswith("**") and NAMED.search(claim) for claim in claims)
