"""What the documents promise is held by tests that are there."""

import ast
import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
LINKED = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
DOCUMENTS = sorted((CHECKOUT / "docs").glob("*.md"))

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


def test_every_claim_about_security_names_a_test() -> None:
    text = (CHECKOUT / "docs" / "threat-model.md").read_text("utf-8")
    claims = text.split("## Claims, each with its tests")[1].split("## Not done")[0].strip().split("\n\n")
    assert len(claims) >= 9
    assert all(claim.startswith("**") and NAMED.search(claim) for claim in claims)
