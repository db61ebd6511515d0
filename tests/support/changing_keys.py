"""A diary that gets another key: how, and what its files hold and say afterwards."""

from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store.keeping import Keeping, checker
from afterneedle.store.keys import Key, is_plain
from afterneedle.store.passphrase import change_key
from afterneedle.store.recovery import settle_recovery, write_recovery
from afterneedle.store.sqlite import Store
from support.days import MONDAY, check_in
from support.forms import KEY

OTHER = Key(bytes(range(32, 64)), b"another salt 456")
SECRET = "a very private sentence"
CODE = "123456789-ABCDEFGHJ-KMNPQRST5"
WAYS = {"encrypt": (None, KEY), "rekey": (KEY, OTHER), "decrypt": (KEY, None)}


def live(path: Path, catalogue: Catalogue, key: Key | None, id: str = "c1") -> Path:
    """A diary with a secret and two backups."""
    store = Store.create(path, key)
    keeping = Keeping(store, catalogue)
    for day, note in enumerate((SECRET, SECRET * 200)):
        with store.change("check_in", MONDAY):
            store.put_check_in(check_in(catalogue, id, note=note))
        keeping.back_up(MONDAY + timedelta(days=day))
    store.close()
    if key is not None:
        write_recovery(path, key, CODE)
        settle_recovery(path)
    return path


def change(
    path: Path, old: Key | None, new: Key | None, catalogue: Catalogue, folders: Collection[Path] = ()
) -> list[Path]:
    folders = [path.parent / "backups", *folders]
    return change_key(path, old, new, CODE, checker(path, catalogue), folders)


def held(path: Path, catalogue: Catalogue, key: Key | None) -> dict[str, str]:
    store = Store.open(path, key)
    try:
        store.verify(catalogue)
        return {c.id: c.note for c in store.records(catalogue).check_ins}
    finally:
        store.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def assert_says_nothing(folder: Path) -> None:
    for name, content in contents(folder).items():
        assert SECRET[:12].encode() not in content, name


def key_of(path: Path, *candidates: Key | None) -> Key | None:
    """The one that a file has."""
    return next(key for key in candidates if (is_plain(path) if key is None else key.opens(path)))
