from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.forms import FORMS

NOW = datetime(2026, 3, 5, 21, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.db"


@pytest.fixture(params=FORMS)
def key(request: pytest.FixtureRequest) -> Key | None:
    """None for a plain diary: whatever a test promises that uses this is shown for both forms."""
    key: Key | None = FORMS[request.param]
    return key


@pytest.fixture
def store(path: Path, key: Key | None) -> Iterator[Store]:
    store = Store.create(path, key)
    yield store
    store.close()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def empty_diary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new, plain diary to copy: for tests that need many."""
    path = tmp_path_factory.mktemp("empty") / "diary.db"
    Store.create(path).close()
    return path
