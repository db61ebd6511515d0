"""What keeps a diary, and a stick for its second folder."""

from pathlib import Path

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store.keeping import Keeping
from afterneedle.store.sqlite import Store


@pytest.fixture
def keeping(store: Store, catalogue: Catalogue) -> Keeping:
    return Keeping(store, catalogue)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The folder of the person's choice."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
