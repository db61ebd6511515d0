"""Damage that SQLite takes for another value is noticed all the same."""

from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Patient
from afterneedle.store import errors
from afterneedle.store.keys import Key
from afterneedle.store.schema import AUDITED
from afterneedle.store.soundness import SEALED
from afterneedle.store.sqlite import Store
from support.days import check_in, session
from support.forms import KEY, PLAIN, behind_its_back


@pytest.fixture
def told(store: Store, path: Path, catalogue: Catalogue, now: datetime) -> Path:
    """A diary in which someone wrote, edited, deleted and undid."""
    with store.change("import", now):
        store.put_patient(Patient("Ada"))
        store.put_session(session(catalogue, note="first words"))
        store.put_check_in(check_in(catalogue, note="other words"))
        store.put_check_in(check_in(catalogue, "c2", hours=30))
    with store.change("check_in", now):
        store.put_check_in(check_in(catalogue, worst=5, note="new words"))
    with store.change("check_in.delete", now):
        store.delete_check_in("c2")
    store.undo(now)
    store.set_setting("emergency_number", "112")
    store.close()
    return path


def verify(path: Path, catalogue: Catalogue, key: Key | None) -> None:
    store = Store.open(path, key)
    try:
        store.verify(catalogue)
    finally:
        store.close()


def test_what_was_edited_deleted_and_undone_is_sound(
    told: Path, catalogue: Catalogue, key: Key | None
) -> None:
    verify(told, catalogue, key)


@PLAIN
@pytest.mark.parametrize("words", [b"first words", b"other words", b"new words", b"Ada", b"112"])
def test_one_flipped_bit_in_any_word_is_noticed_also_where_the_history_keeps_it(
    told: Path, catalogue: Catalogue, words: bytes, key: Key | None
) -> None:
    whole = told.read_bytes()
    at = whole.find(words)
    assert at > 0
    while at > 0:
        told.write_bytes(whole[:at] + bytes([whole[at] ^ 2]) + whole[at + 1 :])
        with pytest.raises(errors.Damaged):
            verify(told, catalogue, key)
        at = whole.find(words, at + 1)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE change SET at = at + 86400 WHERE id = 1",
        "UPDATE change SET label = 'session' WHERE id = 1",
        "UPDATE change SET undoes = 1 WHERE kind = 'undo'",
        "UPDATE revision SET row_id = row_id + 1 WHERE op = 'U'",
        "UPDATE revision SET old = json_remove(old, '$.note') WHERE op = 'U' AND tbl = 'check_in'",
        "UPDATE revision SET old = json_set(old, '$.worst', 9) WHERE op = 'D' AND tbl = 'observation'",
        "UPDATE sqlite_sequence SET seq = 0 WHERE name = 'check_in'",
        "UPDATE setting SET value = '911'",
    ],
)
def test_a_value_that_changed_by_itself_is_noticed(
    told: Path, catalogue: Catalogue, change: str, key: Key | None
) -> None:
    db = behind_its_back(told, key)
    before = db.total_changes
    db.execute(change).fetchall()
    assert db.total_changes > before
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()
    with pytest.raises(errors.Damaged):
        verify(told, catalogue, key)


def test_every_table_but_the_history_itself_is_sealed() -> None:
    assert set(SEALED) == {*AUDITED, "setting", "change"}


def test_every_one_of_300_flipped_bits_of_an_encrypted_diary_is_noticed(
    path: Path, catalogue: Catalogue, now: datetime
) -> None:
    store = Store.create(path, KEY)
    for n in range(30):
        with store.change("check_in", now):
            store.put_check_in(check_in(catalogue, f"c{n}", hours=n, note="tingling " * 40))
    for n in range(10):
        with store.change("check_in.delete", now):
            store.delete_check_in(f"c{n}")
    store._db.execute("DELETE FROM revision")
    assert store._db.execute("PRAGMA freelist_count").fetchone()[0] > 1  # pages that hold nothing
    store.close()
    whole, chance = path.read_bytes(), Random(300)
    for _ in range(300):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        with pytest.raises(errors.Damaged):
            verify(path, catalogue, KEY)
        assert path.read_bytes() == damaged
