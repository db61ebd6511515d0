"""What is not restored: no backup, one that is not sound, over what is not ours or newer."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from afterneedle.store import errors
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.backed_up import NEW, OLD, held
from support.forms import behind_its_back
from support.older_diaries import put_diary_of


def test_an_older_versions_backup_in_which_something_cannot_be_changes_nothing(
    restore: Callable[[Path], Path], catalogue: Catalogue, path: Path, tmp_path: Path, key: Key | None
) -> None:
    there, file = held(path, catalogue, key), tmp_path / "old.db"
    hurt = "PRAGMA ignore_check_constraints = ON; UPDATE change SET kind = 'odd' WHERE id = 1"
    with pytest.raises(errors.Damaged) as refused:
        restore(put_diary_of(1, file, but=hurt, key=key))
    assert refused.value.path == file
    assert held(path, catalogue, key) == there


@pytest.mark.parametrize(
    ("spoil", "trouble"),
    [
        ("PRAGMA user_version = 99", errors.Newer),
        ("PRAGMA application_id = 7", errors.NotADiary),
        ("DROP TABLE answer", errors.Damaged),
        ("CREATE TRIGGER spy AFTER INSERT ON session BEGIN DELETE FROM revision; END", errors.Damaged),
        (
            "PRAGMA writable_schema = ON; DELETE FROM observation; UPDATE setting SET value = x'00'",
            errors.Damaged,
        ),
    ],
)
def test_a_backup_that_is_none_is_refused_and_nothing_changes(
    backup: Path,
    restore: Callable[[Path], Path],
    catalogue: Catalogue,
    path: Path,
    spoil: str,
    trouble: type[errors.StoreError],
    key: Key | None,
) -> None:
    db = behind_its_back(backup, key)
    if trouble is errors.Damaged and "writable" in spoil:
        db.close()
        content = backup.read_bytes()
        backup.write_bytes(content[: 4096 * 4] + b"\xff" * 4096 * 4 + content[4096 * 8 :])
    else:
        db.execute(spoil)
        db.close()
    with pytest.raises(errors.StoreError) as caught:
        restore(backup)
    assert type(caught.value) is trouble
    assert caught.value.path == backup
    assert held(path, catalogue, key) == {OLD, NEW}
    assert [p.name for p in backup.parent.iterdir()] == [backup.name]


@pytest.mark.parametrize(
    ("make", "trouble"),
    [
        (lambda file: None, errors.Missing),
        (lambda file: file.touch(), errors.Empty),
        (lambda file: file.mkdir(), errors.NotAFile),
        (lambda file: file.write_text("Dear diary"), errors.NotADiary),
    ],
)
def test_what_is_no_file_of_a_diary_is_not_restored(
    restore: Callable[[Path], Path],
    tmp_path: Path,
    make: Callable[[Path], None],
    trouble: type[errors.StoreError],
) -> None:
    file = tmp_path / "other.db"
    make(file)
    with pytest.raises(trouble):
        restore(file)


def test_a_backup_in_which_a_trigger_of_ours_does_something_else_is_refused(
    backup: Path, restore: Callable[[Path], Path], catalogue: Catalogue, path: Path, key: Key | None
) -> None:
    before = path.read_bytes()
    with closing(behind_its_back(backup, key)) as theirs:
        theirs.execute("DROP TRIGGER audit_session_i")
        theirs.execute(
            "CREATE TRIGGER audit_session_i AFTER INSERT ON session BEGIN DELETE FROM check_in; END"
        )
    with pytest.raises(errors.Damaged):
        restore(backup)
    assert path.read_bytes() == before


@pytest.mark.parametrize("there", ["a text", "another program's database"])
def test_another_programs_file_is_never_replaced(
    backup: Path, tmp_path: Path, now: datetime, there: str, key: Key | None
) -> None:
    file = tmp_path / "theirs.db"
    if there == "a text":
        file.write_text("Dear diary, " * 1000)
    else:
        other = sqlite3.connect(file)
        other.execute("CREATE TABLE session (id)")
        other.close()
    before = file.read_bytes()
    with pytest.raises(errors.NotADiary) as caught:
        Diary.restore_over(file, backup, now, key)
    assert caught.value.path == file
    assert file.read_bytes() == before


def test_a_newer_versions_diary_is_not_replaced_by_an_older_one(
    backup: Path, store: Store, path: Path, now: datetime, key: Key | None
) -> None:
    store._db.execute("PRAGMA user_version = 99")
    store.close()
    before = path.read_bytes()
    with pytest.raises(errors.Newer):
        Diary.restore_over(path, backup, now, key)
    assert path.read_bytes() == before
