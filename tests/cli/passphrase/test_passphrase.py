"""A diary gets a passphrase, another one or none, from a shell."""

import sys

import pytest

from afterneedle import locking
from afterneedle.cli import asking
from afterneedle.file_lock import window_lock
from support.locked_from_a_shell import LOCKED, OTHERS, WORDS, is_plain

NOTHING_TYPED = "No new passphrase was typed. Nothing was changed.\n"


pytestmark = pytest.mark.usefixtures("quick_keys")


def test_a_passphrase_locks_the_diary_and_its_backups_and_the_code_is_told(run, code, tmp_path):
    files = [tmp_path / "d.db", *(tmp_path / "backups").glob("*.db")]
    assert len(files) == 2
    assert not any(map(is_plain, files))
    assert len(code.replace("-", "")) == 27


def test_the_passphrase_is_changed_after_the_present_one(run, code):
    assert run("passphrase", lines=(OTHERS, "another"))[0] == 1
    assert run("passphrase", lines=(WORDS,)) == (1, "", NOTHING_TYPED)
    assert run("flags", lines=(WORDS,))[0] == 0
    assert run("passphrase", lines=(WORDS, OTHERS))[0] == 0
    assert run("flags", lines=(WORDS,))[0] == 1
    assert run("flags", lines=(OTHERS,))[0] == 0


def test_the_code_sets_a_new_passphrase_and_then_only_the_new_code_does(run, code):
    status, said, _err = run("passphrase", "--recover", lines=(code.lower(), OTHERS))
    assert status == 0
    assert code not in said
    assert run("flags", lines=(OTHERS,))[0] == 0
    status, _said, err = run("passphrase", "--recover", lines=(code, WORDS))
    assert (status, err[:32]) == (1, "This recovery code does not open")


def test_a_code_that_is_mistyped_is_refused_with_what_is_wrong_and_what_to_do(run, code, tmp_path):
    before = (tmp_path / "d.db").read_bytes()
    for wrong, why in {
        code[:-1] + ("0" if code[-1] != "0" else "1"): "One of its letters is not as printed.",
        code[:-1]: "A code has 27 letters and digits, and you typed 26.",
        f"{code} 1": "A code has 27 letters and digits, and you typed 28.",
        "": "A code has 27 letters and digits, and you typed 0.",
        f"u{code[1:]}": 'No code has the letter "U".',
    }.items():
        said = f"{why} Nothing was changed. Compare the code with your paper, then try again.\n"
        assert run("passphrase", "--recover", lines=(wrong, OTHERS)) == (1, "", said)
    assert (tmp_path / "d.db").read_bytes() == before


def test_without_the_recovery_file_the_code_opens_nothing_and_the_passphrase_does(run, code, tmp_path):
    (tmp_path / "d.db.recovery").unlink()
    status, _said, err = run("passphrase", "--recover", lines=(code, OTHERS))
    assert (status, err[:17]) == (1, "The recovery file")
    assert run("flags", lines=(WORDS,))[0] == 0


def test_the_passphrase_is_taken_away_after_it_was_typed(run, code, tmp_path):
    assert run("passphrase", "--remove") == (1, "", LOCKED)
    status, said, err = run("passphrase", "--remove", lines=(WORDS,))
    assert (status, said, err) == (0, "d.db and its backups need no passphrase any more.\n", "")
    assert all(map(is_plain, [tmp_path / "d.db", *(tmp_path / "backups").glob("*.db")]))
    assert not (tmp_path / "d.db.reminders").exists()
    assert run("flags")[0] == 0


def test_a_removal_that_was_stopped_half_way_is_ended_by_the_passphrase_of_the_backups(run, code, tmp_path):
    [backup] = (tmp_path / "backups").glob("*.db")
    locked = backup.read_bytes()
    assert run("passphrase", "--remove", lines=(WORDS,))[0] == 0
    backup.write_bytes(locked)  # as if it had not come to that
    name = f"backups/{backup.name}"
    assert run("backup", "--list")[1].splitlines()[1].endswith("needs another passphrase")
    assert run("passphrase", "--remove") == (1, "", LOCKED.replace("d.db", name))
    status, said, err = run("passphrase", "--remove", lines=(WORDS,))
    assert (status, said, err) == (0, "d.db and its backups need no passphrase any more.\n", "")
    assert is_plain(backup)
    assert run("passphrase", "--remove") == (1, "", "d.db has no passphrase.\n")


def test_backups_that_need_their_passphrase_still_are_named(run, code, tmp_path):
    [backup] = (tmp_path / "backups").glob("*.db")
    damaged = backup.with_name("d-damaged-2026-03-01T000000Z.db")
    damaged.write_bytes(backup.read_bytes())
    status, said, _err = run("passphrase", "--remove", lines=(WORDS,))
    assert status == 0
    assert said.splitlines() == [
        "d.db needs no passphrase any more.",
        "1 backup still needs its passphrase. Keep that passphrase, or delete the backup:",
        f"  backups/{damaged.name}",
    ]


@pytest.mark.parametrize("option", ["--remove", "--recover"])
def test_where_there_is_no_passphrase_none_is_taken_away_or_recovered(run, plain, option):
    assert run("passphrase", option, lines=(WORDS, WORDS)) == (1, "", "d.db has no passphrase.\n")
    assert is_plain(plain)


def test_where_nobody_types_what_is_asked_for_that_is_said_and_nothing_changes(run, plain, tmp_path):
    assert run("passphrase") == (1, "", NOTHING_TYPED)
    assert is_plain(plain)
    assert run("passphrase", lines=(WORDS,))[0] == 0
    before = plain.read_bytes()
    assert run("passphrase") == (1, "", LOCKED)
    nothing = "No recovery code was typed. Nothing was changed.\n"
    assert run("passphrase", "--recover") == (1, "", nothing)
    assert plain.read_bytes() == before


def test_an_empty_line_is_no_passphrase(run, plain):
    assert run("passphrase", lines=("",)) == (1, "", "passphrase: it must not be empty\n")
    assert is_plain(plain)


@pytest.mark.parametrize("words", [(), ("--remove",), ("--recover",)], ids=["set", "remove", "recover"])
def test_beside_an_open_window_nothing_is_asked_or_changed(run, code, tmp_path, words):
    lock = window_lock(tmp_path / "d.db")
    assert lock.take()
    before = (tmp_path / "d.db").read_bytes()
    status, said, err = run("passphrase", *words, lines=(WORDS, OTHERS))
    lock.release()
    refused = "d.db is open in the window. Close it, or change the passphrase there, in Settings.\n"
    assert (status, said, err) == (1, "", refused)
    assert sys.stdin.readline() == f"{WORDS}\n"
    assert (tmp_path / "d.db").read_bytes() == before


def test_what_could_not_be_locked_is_named(run, plain, tmp_path):
    damaged = tmp_path / "backups" / "d-2026-03-01T000000Z.db"
    damaged.write_bytes(plain.read_bytes()[:5000])
    assert "backups/d-2026-03-01T000000Z.db" in run("passphrase", lines=(WORDS,))[1]


def test_without_what_encrypts_it_says_so_and_asks_nothing(run, code, tmp_path, monkeypatch):
    for module in (locking, asking):
        monkeypatch.setattr(module, "can_lock", lambda: False)
    status, _said, err = run("flags", lines=(WORDS,))
    assert status == 1
    assert "the part named sqlcipher3 is not installed" in err


def test_without_what_encrypts_a_plain_diary_gets_no_passphrase(run, plain, monkeypatch):
    monkeypatch.setattr("afterneedle.cli.passphrase.can_lock", lambda: False)
    status, _said, err = run("passphrase", lines=(WORDS,))
    assert (status, err) == (
        1,
        "This AfterNeedle can lock no diary: the part named sqlcipher3 is not installed.\n",
    )
    assert is_plain(plain)
