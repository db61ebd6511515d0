"""A diary that is backed up and goes back: what is saved and deleted in it, and what a file holds."""

from datetime import timedelta
from pathlib import Path

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.days import MONDAY, check_in

DAY = timedelta(days=1)
OLD, NEW = "old", "new"


def save(store: Store, catalogue: Catalogue, id: str = "c1", note: str = "") -> None:
    with store.change("check_in", MONDAY):
        store.put_check_in(check_in(catalogue, id, note=note))


def delete(store: Store, id: str) -> None:
    with store.change("check_in.delete", MONDAY):
        store.delete_check_in(id)


def ids(path: Path, catalogue: Catalogue, key: Key | None) -> set[str]:
    """What is in a file, sound or not."""
    store = Store.open(path, key, read_only=True)
    try:
        return {c.id for c in store.records(catalogue).check_ins}
    finally:
        store.close()


def held(path: Path, catalogue: Catalogue, key: Key | None) -> set[str]:
    """The same of a file that is sound."""
    store = Store.open(path, key)
    try:
        store.verify(catalogue)
        return {c.id for c in store.records(catalogue).check_ins}
    finally:
        store.close()
