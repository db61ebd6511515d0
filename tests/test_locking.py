"""A passphrase on the whole diary: set, changed, forgotten, taken away, and never the cause of a loss."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterneedle import locking
from afterneedle.diary import Diary
from afterneedle.domain.impossible import Impossible
from afterneedle.locking import can_lock, change_passphrase, unlock, unlock_by_code
from afterneedle.store import errors, keys
from support.changing_keys import contents
from support.days import check_in

NOW = datetime(2026, 3, 5, 21, tzinfo=UTC)
DAY = timedelta(days=1)
SECRET = "a very private sentence"
WORDS = "four words, all mine"

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plain diary with one secret and one backup."""
    path = tmp_path / "mine" / "diary.db"
    diary = Diary.create(path)
    diary.check_in(check_in(diary.catalogue, note=SECRET), NOW)
    diary.keeping.back_up(NOW)
    diary.close()
    return path


@contextmanager
def opened(path: Path, key: locking.Key | None) -> Iterator[Diary]:
    diary = Diary.open(path, key=key)
    try:
        yield diary
    finally:
        diary.close()


def notes(path: Path, key: locking.Key | None) -> list[str]:
    with opened(path, key) as diary:
        diary.verify()
        return [one.note for one in diary.records().check_ins]


def test_a_diary_gets_a_passphrase_another_one_and_none(path: Path) -> None:
    assert can_lock()
    first = change_passphrase(path, None, WORDS)
    assert first.code is not None
    assert not any(SECRET.encode() in content for content in contents(path.parent).values())
    with pytest.raises(errors.Encrypted):
        Diary.open(path)
    assert unlock(path, WORDS) == first.key == unlock_by_code(path, first.code)
    second = change_passphrase(path, first.key, "other words")
    assert second.code not in (None, first.code)
    with pytest.raises(errors.WrongPassphrase):
        unlock(path, WORDS)
    with pytest.raises(errors.WrongCode):
        unlock_by_code(path, first.code)
    assert notes(path, unlock(path, "other words")) == [SECRET]
    third = change_passphrase(path, second.key, None)
    assert (third.key, third.code, third.plain, third.unseen) == (None, None, (), None)
    assert notes(path, None) == [SECRET]
    assert sorted(contents(path.parent)) == ["backups/diary-2026-03-05T210000Z.db", "diary.db"]


def test_a_backup_opens_and_is_restored_with_the_passphrase_of_the_diary(path: Path) -> None:
    key = change_passphrase(path, None, WORDS).key
    (backup,) = Diary.backups_of(path, key)
    assert backup.holds is not None
    assert unlock(backup.path, WORDS) == key
    assert notes(backup.path, key) == [SECRET]
    with opened(path, key) as diary:
        diary.remove_check_in("c1", NOW)
        diary.keeping.restore(backup.path, NOW + DAY)
    assert notes(path, key) == [SECRET]


def test_wrong_ten_times_destroys_nothing(path: Path) -> None:
    key = change_passphrase(path, None, WORDS).key
    before = contents(path.parent)
    for n in range(10):
        with pytest.raises(errors.WrongPassphrase):
            unlock(path, f"{WORDS}{n}")
    assert contents(path.parent) == before
    assert unlock(path, WORDS) == key


@pytest.mark.parametrize("passphrase", ["", "\0", "half \ud83d"])
def test_what_can_be_no_passphrase_changes_nothing_and_opens_nothing(path: Path, passphrase: str) -> None:
    before = contents(path.parent)
    with pytest.raises(Impossible):
        change_passphrase(path, None, passphrase)
    assert contents(path.parent) == before
    change_passphrase(path, None, WORDS)
    with pytest.raises(Impossible):
        unlock(path, passphrase)


def test_a_second_folder_that_was_not_there_is_named_and_follows_when_it_is_back(
    path: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with opened(path, None) as diary:
        diary.keeping.set_second_folder(stick)
        diary.keeping.back_up(NOW + DAY)
    shutil.move(stick, tmp_path / "away")
    told = change_passphrase(path, None, WORDS)
    assert (told.unseen, told.plain) == (stick, ())
    shutil.move(tmp_path / "away", stick)
    assert any(SECRET.encode() in content for content in contents(stick).values())
    with opened(path, told.key) as diary:
        assert diary.keeping.back_up(NOW + 2 * DAY).trouble is None
        assert [one.holds is not None for one in diary.keeping.backups()] == [True] * 5
    assert not any(SECRET.encode() in content for content in contents(tmp_path).values())


def test_a_second_folder_that_is_there_changes_with_the_diary(path: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with opened(path, None) as diary:
        diary.keeping.set_second_folder(stick)
        diary.keeping.back_up(NOW + DAY)
    told = change_passphrase(path, None, WORDS)
    assert (told.unseen, told.plain) == (None, ())
    assert not any(SECRET.encode() in content for content in contents(tmp_path).values())
    change_passphrase(path, told.key, None)
    assert {keys.is_plain(file) for file in stick.iterdir()} == {True}


def test_with_a_key_of_before_the_diary_says_that_it_has_another_or_none(path: Path) -> None:
    first = change_passphrase(path, None, WORDS)
    second = change_passphrase(path, first.key, "other words")
    with pytest.raises(errors.Encrypted):
        Diary.open(path, key=first.key)
    with pytest.raises(errors.Encrypted):
        change_passphrase(path, first.key, "third words")
    change_passphrase(path, second.key, None)
    with pytest.raises(errors.Unlocked):
        Diary.open(path, key=second.key)
    assert notes(path, None) == [SECRET]


def spoil_salt(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(bytes([content[0] ^ 1]) + content[1:])


def test_a_salt_that_is_damaged_locks_nobody_out(path: Path, tmp_path: Path) -> None:
    key = change_passphrase(path, None, WORDS).key
    assert key is not None
    spoil_salt(path)
    assert unlock(path, WORDS) == key
    with pytest.raises(errors.Damaged):
        Diary.open(path, key=key)
    rescued = Diary.rescue(path, tmp_path / "rescued.db", key)
    assert rescued.has_history
    assert not any(rescued.missing.values())
    assert notes(tmp_path / "rescued.db", key) == [SECRET]
    (backup,) = Diary.backups_of(path, key)
    damaged = path.read_bytes()
    kept = Diary.restore_over(path, backup.path, NOW + DAY, key)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert notes(path, key) == [SECRET]


def test_a_folder_that_is_named_like_a_backup_locks_nobody_out(path: Path) -> None:
    key = change_passphrase(path, None, WORDS).key
    (path.parent / "backups" / "diary-2026-03-06T210000Z.db").mkdir()
    assert unlock(path, WORDS) == key


def test_of_a_diary_that_is_gone_the_backup_is_restored_with_its_key(path: Path) -> None:
    told = change_passphrase(path, None, WORDS)
    assert told.code is not None
    path.unlink()
    (backup,) = Diary.backups_of(path, told.key)
    assert unlock_by_code(path, told.code, backup.path) == told.key == unlock(backup.path, WORDS)
    assert Diary.restore_over(path, backup.path, NOW + DAY, its_key=told.key) is None
    assert notes(path, told.key) == [SECRET]


def test_without_what_encrypts_a_diary_is_not_opened_and_the_sentence_says_why(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = change_passphrase(path, None, WORDS).key
    before = contents(path.parent)
    monkeypatch.setitem(__import__("sys").modules, "afterneedle.store.cipher", None)
    monkeypatch.delattr("afterneedle.store.cipher", raising=False)
    for refused in (
        lambda: Diary.open(path, key=key),
        lambda: change_passphrase(path, key, None),
        lambda: Diary.rescue(path, path.with_name("rescued.db"), key),
    ):
        with pytest.raises(errors.NoCipher):
            refused()
    assert contents(path.parent) == before


def test_the_passphrase_of_a_diary_that_is_open_is_known_again(path: Path) -> None:
    key = change_passphrase(path, None, WORDS).key
    assert key is not None
    with opened(path, key):
        assert locking.fits(key, WORDS)
        assert not locking.fits(key, WORDS.upper())
        with pytest.raises(Impossible):
            locking.fits(key, "")


def test_a_new_recovery_code_takes_the_place_of_the_old_one_while_the_diary_is_open(path: Path) -> None:
    changed = change_passphrase(path, None, WORDS)
    assert changed.key is not None
    assert changed.code is not None
    with opened(path, changed.key):
        code = locking.new_recovery_code(path, changed.key)
    assert unlock_by_code(path, code) == changed.key
    with pytest.raises(errors.WrongCode):
        unlock_by_code(path, changed.code)


def test_how_a_change_ended_that_nobody_told_of_is_found_out(path: Path) -> None:
    assert locking.key_now(path, None, WORDS) is None  # it had not begun
    first = change_passphrase(path, None, WORDS).key
    assert locking.key_now(path, None, WORDS) == first
    second = change_passphrase(path, first, "others").key
    assert locking.key_now(path, first, "others") == second
    assert locking.key_now(path, second, None) == second
    change_passphrase(path, second, None)
    assert locking.key_now(path, second, None) is None
    path.unlink()
    with pytest.raises(errors.Missing):
        locking.key_now(path, second, None)


def test_only_a_file_under_another_passphrase_looks_locked(path: Path, tmp_path: Path) -> None:
    key = change_passphrase(path, None, WORDS).key
    text = tmp_path / "letter.db"
    text.write_text("Dear diary. " * 1000)
    assert locking.looks_locked(path, None)
    assert not locking.looks_locked(path, key)
    assert not locking.looks_locked(text, key)
    assert not locking.looks_locked(tmp_path / "missing.db", key)


@pytest.mark.parametrize(
    ("typed", "is_same"), [("TSHFNQ15Y", True), (" tsh-fnq l5y", True), ("TSHFNQ15", False), ("", False)]
)
def test_a_part_of_a_code_is_known_however_it_is_typed(typed: str, is_same: bool) -> None:
    assert locking.same_code(typed, "TSHFNQ15Y") is is_same


def test_files_that_are_erased_leave_nothing_and_those_that_stay_are_named(tmp_path: Path) -> None:
    first, second = tmp_path / "a.db", tmp_path / "b.db"
    first.write_text(SECRET)
    second.mkdir()
    with first.open("rb") as still_open:
        assert locking.erase_files([first, second]) == [second]
        assert SECRET.encode() not in still_open.read()
    assert not first.exists()
