"""Every picture in a document is one that ./run illustrations makes, and it shows something."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from illustrations import CUT, FOLDER, NAMES, main
from support.plain_look import plain_again

CHECKOUT = Path(__file__).parents[1]
SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
MOST = 120_000  # bytes

pytestmark = pytest.mark.checkout


def shown_in(document: Path) -> list[tuple[str, Path]]:
    return [(words, document.parent / target) for words, target in SHOWN.findall(document.read_text("utf-8"))]


def test_documents_show_every_picture_that_is_made_and_no_other() -> None:
    documents = [CHECKOUT / "README.md", *(CHECKOUT / "docs").glob("*.md")]
    shown = [picture for document in documents for picture in shown_in(document)]
    assert {path for _words, path in shown} == {FOLDER / f"{name}.png" for name in NAMES}
    assert all(words for words, _path in shown)  # for those who cannot see it


def test_no_picture_lies_about_that_no_document_shows() -> None:
    assert {path.name for path in (CHECKOUT / "docs").rglob("*.png")} == {f"{name}.png" for name in NAMES}
    assert set(CUT) < set(NAMES)


def test_the_script_makes_each_of_them_small_and_none_is_blank(qapp, quick_keys, tmp_path, capsys) -> None:
    with plain_again(qapp):
        assert main(tmp_path) == 0
    assert {path.stem for path in tmp_path.iterdir()} == set(NAMES)
    assert capsys.readouterr().out.count("\n") == len(NAMES)
    for path in tmp_path.iterdir():
        image = QImage(str(path))
        assert path.stat().st_size < MOST, path.name
        assert len({image.pixel(x, y) for x in range(image.width()) for y in range(0, image.height(), 3)}) > 9
