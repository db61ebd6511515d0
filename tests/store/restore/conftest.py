"""A diary with a backup, and how it goes back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store.keeping import Keeping
from afterneedle.store.sqlite import Store
from support.backed_up import NEW, OLD, save


@pytest.fixture
def backup(store: Store, catalogue: Catalogue, now: datetime) -> Path:
    """A backup that holds "old"; the diary holds "new" besides."""
    save(store, catalogue, OLD)
    made = Keeping(store, catalogue).back_up(now).first.path
    save(store, catalogue, NEW)
    return made


@pytest.fixture
def restore(store: Store, catalogue: Catalogue, now: datetime) -> Callable[[Path], Path]:
    return lambda file: Keeping(store, catalogue).restore(file, now)
