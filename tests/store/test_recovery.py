"""The printed code opens a diary whose passphrase is forgotten; nearly the code does not, and says so."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.domain.impossible import Impossible
from afterneedle.store import errors
from afterneedle.store.keys import Key
from afterneedle.store.recovery import (
    LETTERS,
    drop_recovery,
    new_code,
    read_code,
    recovery_file,
    settle_recovery,
    unlock_by_code,
    write_recovery,
)
from afterneedle.store.sqlite import Store
from support.forms import KEY

OTHER = Key(bytes(range(32, 64)), b"another salt 456")

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def code() -> str:
    return new_code()


@pytest.fixture
def diary(path: Path, code: str) -> Path:
    """An encrypted one with a recovery code."""
    Store.create(path, KEY).close()
    write_recovery(path, KEY, code)
    settle_recovery(path)
    return path


def test_a_code_is_easy_to_copy_and_no_two_are_the_same() -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    for code in codes:
        assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{9}(-[0-9A-HJKMNP-TV-Z]{9}){2}", code)
        assert len(read_code(code)) == 27


def test_a_code_opens_the_diary_however_it_is_written(diary: Path, code: str) -> None:
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", ""), f" {code}\n"):
        assert unlock_by_code(diary, typed) == KEY


def test_letters_that_look_like_digits_are_taken_for_them() -> None:
    code = next(code for code in iter(new_code, None) if {"0", "1"} <= set(code))
    for alike in (
        code.replace("0", "O"),
        code.replace("1", "I"),
        code.replace("1", "l"),
        code.replace("0", "o"),
    ):
        assert read_code(alike) == read_code(code)


def test_one_letter_that_is_wrong_is_noticed_at_every_place(code: str) -> None:
    letters = read_code(code)
    for place in range(len(letters)):
        for other in set(LETTERS) - {letters[place]}:
            with pytest.raises(Impossible, match="code"):
                read_code(letters[:place] + other + letters[place + 1 :])


@given(st.data())
def test_two_letters_that_are_swapped_are_noticed_but_for_one_pair(data: st.DataObject) -> None:
    letters = read_code(new_code())
    place = data.draw(st.integers(0, len(letters) - 2))
    one, other = letters[place : place + 2]
    swapped = letters[:place] + other + one + letters[place + 2 :]
    if one == other or {one, other} == {"0", "Z"}:
        assert read_code(swapped) == swapped
    else:
        with pytest.raises(Impossible, match="code"):
            read_code(swapped)


@pytest.mark.parametrize(
    "typed", ["", "123", "1" * 28, "U" * 27, "é" * 27, "🙂" * 27, "\0" * 27, "\ud83d" * 27]
)
def test_what_is_no_code_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(Impossible, match="code"):
        read_code(typed)


def test_another_code_opens_nothing_and_changes_nothing(diary: Path) -> None:
    before = {file.name: file.read_bytes() for file in diary.parent.iterdir()}
    for _ in range(10):
        with pytest.raises(errors.WrongCode):
            unlock_by_code(diary, new_code())
    assert {file.name: file.read_bytes() for file in diary.parent.iterdir()} == before


def test_the_file_for_it_says_nothing_and_is_for_this_account_only(diary: Path, code: str) -> None:
    file = recovery_file(diary)
    content = file.read_bytes()
    for secret in (KEY.secret, KEY.secret.hex().encode(), KEY.salt, b"SQLite", code.encode()):
        assert secret not in content
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(one.name for one in diary.parent.iterdir()) == ["diary.db", "diary.db.recovery"]


def test_without_its_file_the_code_opens_nothing_and_the_sentence_says_why(diary: Path, code: str) -> None:
    recovery_file(diary).unlink()
    with pytest.raises(errors.NoRecovery):
        unlock_by_code(diary, code)
    Store.open(diary, KEY).close()


@pytest.mark.parametrize("harm", ["bit", "cut off", "empty", "text", "folder"])
def test_a_damaged_file_for_it_does_no_harm(diary: Path, code: str, harm: str) -> None:
    file = recovery_file(diary)
    content = file.read_bytes()
    match harm:
        case "bit":
            file.write_bytes(content[:5000] + bytes([content[5000] ^ 1]) + content[5001:])
        case "cut off":
            file.write_bytes(content[:100])
        case "empty":
            file.write_bytes(b"")
        case "text":
            file.write_text("Dear diary")
        case "folder":
            file.unlink()
            file.mkdir()
    with pytest.raises(errors.NoRecovery if harm == "folder" else errors.WrongCode):
        unlock_by_code(diary, code)
    Store.open(diary, KEY).close()


def test_until_a_diary_has_its_new_key_both_codes_are_kept_and_each_is_right_for_its_key(
    diary: Path, code: str, tmp_path: Path
) -> None:
    newer = new_code()
    write_recovery(diary, OTHER, newer)
    assert unlock_by_code(diary, code) == KEY
    with pytest.raises(errors.WrongCode):
        unlock_by_code(diary, newer)
    diary.unlink()
    Store.create(diary, OTHER).close()
    assert unlock_by_code(diary, newer) == OTHER
    settle_recovery(diary)
    assert unlock_by_code(diary, newer) == OTHER
    with pytest.raises(errors.WrongCode):
        unlock_by_code(diary, code)
    drop_recovery(diary)
    drop_recovery(diary)
    assert [one.name for one in tmp_path.iterdir()] == ["diary.db"]


def test_the_code_opens_a_backup_of_a_diary_that_is_gone(diary: Path, code: str) -> None:
    backup = diary.rename(diary.with_name("backup.db"))
    assert unlock_by_code(diary, code, backup) == KEY
    with pytest.raises(errors.Missing):
        unlock_by_code(diary, code)


# two diaries in one folder, and the name that the file had at first


@pytest.fixture
def twin(diary: Path) -> Path:
    """Another diary that differs in the last part of its name."""
    twin = diary.with_suffix(".sqlite")
    Store.create(twin, OTHER).close()
    return twin


def test_two_diaries_of_nearly_one_name_have_a_code_each(diary: Path, twin: Path, code: str) -> None:
    its_code = new_code()
    write_recovery(twin, OTHER, its_code)
    settle_recovery(twin)
    assert (unlock_by_code(diary, code), unlock_by_code(twin, its_code)) == (KEY, OTHER)
    drop_recovery(twin)
    assert unlock_by_code(diary, code) == KEY


@pytest.mark.parametrize("end", [".recovery", ".recovery-new"])
def test_a_code_whose_file_has_the_name_of_an_older_version_still_opens_the_diary(
    diary: Path, code: str, end: str
) -> None:
    older = recovery_file(diary).rename(diary.with_suffix(end))
    assert unlock_by_code(diary, code) == KEY
    write_recovery(diary, KEY, new_code())
    settle_recovery(diary)
    assert not older.exists()
    with pytest.raises(errors.WrongCode):
        unlock_by_code(diary, code)


def test_a_file_of_the_older_name_stays_where_another_locked_diary_may_need_it(
    diary: Path, twin: Path, code: str
) -> None:
    recovery_file(diary).rename(diary.with_suffix(".recovery"))
    write_recovery(twin, OTHER, new_code())
    settle_recovery(twin)
    drop_recovery(twin)
    assert unlock_by_code(diary, code) == KEY


def test_a_diary_without_an_ending_keeps_its_file(tmp_path: Path) -> None:
    path, code = tmp_path / "diary", new_code()
    Store.create(path, KEY).close()
    write_recovery(path, KEY, code)
    settle_recovery(path)
    assert unlock_by_code(path, code) == KEY
