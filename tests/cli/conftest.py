"""Commands run in an empty folder. The report holds drawings, and drawings need Qt's application."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from afterneedle.__main__ import main
from support.plain_look import plain_again


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> Iterator[None]:
    """Letters can be drawn, and the demo's window leaves no trace."""
    with plain_again(qapp):
        yield


@pytest.fixture
def run(tmp_path: Path, monkeypatch, capsys) -> Callable[..., tuple[int, str, str]]:
    """Runs one command in an empty folder: exit status, what it said, what it complained."""
    monkeypatch.chdir(tmp_path)

    def ran(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(list(words))
        told = capsys.readouterr()
        return status, told.out, told.err

    return ran
