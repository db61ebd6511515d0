"""A desktop for each test, with a reader's ear on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.screen import Screen


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(tmp_path)
    yield screen
    screen.close()
