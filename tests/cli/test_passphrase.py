"""An encrypted diary from a shell: who has the passphrase does all as before, who has not is told so."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from afterneedle import locking
from afterneedle.__main__ import main
from afterneedle.cli import asking
from afterneedle.file_lock import window_lock

WORDS, OTHERS = "four calm words here", "Ünïcode ☂ two"
NOW = "2026-03-06T11:00:00+00:00"
STORY = {
    "format": "afterneedle-diary",
    "version": 1,
    "sessions": [{"id": "s1", "ended_at": "2026-03-05T10:00:00+00:00", "sites": ["trapezius_top.r"]}],
    "check_ins": [{"id": "c1", "felt_at": "2026-03-05T20:00:00+00:00", "observations": []}],
}
LOCKED = "d.db is locked with a passphrase. Type the passphrase to open it.\n"
NOTHING_TYPED = "No new passphrase was typed. Nothing was changed.\n"
Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on the diary d.db, with these lines on standard input."""
    monkeypatch.chdir(tmp_path)

    def ran(*words: str, lines: tuple[str, ...] = ()) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        capsys.readouterr()
        status = main(["--diary", "d.db", "--now", NOW, *words])
        told = capsys.readouterr()
        return status, told.out.replace(f"{tmp_path}/", ""), told.err.replace(f"{tmp_path}/", "")

    return ran


@pytest.fixture
def plain(run: Run, tmp_path: Path) -> Path:
    """A diary without a passphrase, and one backup of it."""
    (tmp_path / "story.json").write_text(json.dumps(STORY), "utf-8")
    assert run("import", "story.json")[0] == 0
    assert run("backup")[0] == 0
    return tmp_path / "d.db"


@pytest.fixture
def code(run: Run, plain: Path) -> str:
    """The recovery code of the diary, which has got a passphrase."""
    status, said, err = run("passphrase", lines=(WORDS,))
    assert (status, err) == (0, "")
    return said.splitlines()[1].removeprefix("Recovery code: ")


def is_plain(path: Path) -> bool:
    return path.read_bytes().startswith(b"SQLite format 3")


def test_a_passphrase_locks_the_diary_and_its_backups_and_the_code_is_told(run, code, tmp_path):
    files = [tmp_path / "d.db", *(tmp_path / "backups").glob("*.db")]
    assert len(files) == 2
    assert not any(map(is_plain, files))
    assert len(code.replace("-", "")) == 27


@pytest.mark.parametrize(
    "words",
    [
        ("flags", "--json"),
        ("export", "out.json"),
        ("export", "out.csv"),
        ("report", "out.pdf"),
        ("backup",),
        ("backup", "--list"),
        ("verify",),
        ("import", "story.json"),
        ("remind",),
    ],
    ids=" ".join,
)
def test_every_command_does_with_the_passphrase_what_it_did_before_and_without_it_nothing(
    run, plain, tmp_path, words
):
    before = run(*words)
    assert before[0] == 0
    assert run("passphrase", lines=(WORDS,))[0] == 0
    (tmp_path / "d.db.reminders").unlink()  # so that nothing is known without the passphrase
    files = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert run(*words) == (1, "", LOCKED)
    status, said, err = run(*words, lines=(OTHERS,))
    assert (status, said) == (1, "")
    assert err.startswith("This passphrase does not open d.db. Nothing was changed.")
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == files
    status, said, err = run(*words, lines=(WORDS,))
    assert (status, err) == (0, "")
    assert said.count("\n") >= before[1].count("\n")


def test_whether_one_is_due_is_said_of_a_locked_diary_without_asking(run, plain):
    before = run("remind")
    assert before == (0, "Nothing is due. The next check-in is on Friday 6 March 2026, 19:00.\n", "")
    assert run("passphrase", lines=(WORDS,))[0] == 0
    assert run("remind") == before


def test_what_is_imported_into_a_locked_diary_is_known_to_its_reminders(run, code, tmp_path):
    before = run("remind")
    felt = {"id": "c2", "felt_at": "2026-03-06T10:59:00+00:00", "observations": []}
    later = {"id": "s2", "ended_at": "2026-03-06T10:00:00+00:00", "sites": ["trapezius_top.r"]}
    more = {"format": "afterneedle-diary", "version": 1, "sessions": [later], "check_ins": [felt]}
    (tmp_path / "more.json").write_text(json.dumps(more), "utf-8")
    assert run("import", "more.json", lines=(WORDS,))[0] == 0
    known = json.loads((tmp_path / "d.db.reminders").read_text())
    assert known["ends"] == "2026-03-20T10:00:00+00:00"
    assert run("remind")[0] == before[0] == 0


def test_a_restored_diary_reminds_as_it_would_unlocked(run, code, tmp_path):
    [backup] = (tmp_path / "backups").glob("*.db")
    known = (tmp_path / "d.db.reminders").read_text()
    (tmp_path / "d.db.reminders").unlink()
    assert run("restore", str(backup), lines=(WORDS,))[0] == 0
    assert (tmp_path / "d.db.reminders").read_text() == known


def test_a_sample_that_got_a_passphrase_is_not_made_anew(run, code, tmp_path):
    (tmp_path / "demo").mkdir()
    (tmp_path / "d.db").rename(tmp_path / "demo" / "diary.db")
    before = (tmp_path / "demo" / "diary.db").read_bytes()
    refused = "demo/diary.db is locked with a passphrase. Name another folder for the sample.\n"
    assert run("demo", "demo", lines=(WORDS,)) == (1, "", refused)
    assert (tmp_path / "demo" / "diary.db").read_bytes() == before


def test_restore_asks_for_the_diarys_passphrase(run, code, tmp_path):
    [backup] = (tmp_path / "backups").glob("*.db")
    assert run("restore", str(backup)) == (1, "", LOCKED)
    status, said, err = run("restore", str(backup), lines=(WORDS,))
    assert (status, err) == (0, "")
    assert "Your diary is now what was in" in said
    assert not is_plain(tmp_path / "d.db")


def test_a_backup_under_another_passphrase_asks_for_that_one_and_the_diary_keeps_its_own(run, code, tmp_path):
    [backup] = (tmp_path / "backups").glob("*.db")
    elsewhere = tmp_path / "elsewhere.db"
    elsewhere.write_bytes(backup.read_bytes())
    assert run("passphrase", lines=(WORDS, OTHERS))[0] == 0
    status, _said, err = run("restore", "elsewhere.db", lines=(OTHERS, OTHERS))
    assert (status, err[:47]) == (1, "This passphrase does not open elsewhere.db. Not")
    assert run("restore", "elsewhere.db", lines=(OTHERS, WORDS))[0] == 0
    assert run("flags", lines=(OTHERS,))[0] == 0


def test_what_is_left_of_a_damaged_one_is_copied_out_and_stays_locked(run, code, tmp_path):
    damaged = tmp_path / "d.db"
    content = damaged.read_bytes()
    damaged.write_bytes(content[: 4096 * 3] + b"\xff" * 4096 + content[4096 * 4 :])
    assert run("verify", "--rescue", "new.db") == (1, "", LOCKED)
    assert not (tmp_path / "new.db").exists()
    status, said, err = run("verify", "--rescue", "new.db", lines=(WORDS,))
    assert (status, err) == (0, "")
    assert "Copied to new.db." in said
    assert not is_plain(tmp_path / "new.db")
    assert run("restore", "new.db", lines=(WORDS,))[0] == 0
    assert run("verify", lines=(WORDS,))[0] == 0


def test_a_locked_backup_restores_a_diary_that_is_gone_and_says_which_code_may_open_it_no_more(
    run, code, tmp_path
):
    [backup] = (tmp_path / "backups").glob("*.db")
    older = backup.read_bytes()
    assert run("passphrase", lines=(WORDS, OTHERS))[0] == 0
    (tmp_path / "d.db").unlink()
    backup.write_bytes(older)  # it was on a stick that was not there
    status, said, err = run("restore", str(backup), lines=(WORDS,))
    assert (status, err) == (0, "")
    assert said.splitlines()[-1] == (
        "The diary has the passphrase of that backup. Have you changed the passphrase since? Then your "
        "newest recovery code does not open it. Get a new one in Settings, under Passphrase."
    )
    assert run("flags", lines=(WORDS,))[0] == 0


def test_a_locked_backup_that_is_restored_on_a_new_computer_says_that_no_code_opens_it(run, code, tmp_path):
    [backup] = (tmp_path / "backups").glob("*.db")
    (tmp_path / "d.db").unlink()
    (tmp_path / "d.db.recovery").unlink()
    said = run("restore", str(backup), lines=(WORDS,))[1]
    assert "no recovery code opens it. Get a new one in Settings" in said.splitlines()[-1]


def test_a_plain_diary_stays_plain_when_a_locked_backup_is_restored(run, code, tmp_path):
    [backup] = (tmp_path / "backups").glob("*.db")
    elsewhere = tmp_path / "elsewhere.db"
    elsewhere.write_bytes(backup.read_bytes())
    assert run("passphrase", "--remove", lines=(WORDS,))[0] == 0
    status, said, err = run("restore", "elsewhere.db", lines=(WORDS,))
    assert (status, err) == (0, "")
    assert "code" not in said
    assert is_plain(tmp_path / "d.db")


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


QUESTIONS = {
    "new": "New passphrase",
    "again": "The new passphrase again",
    "present": "Passphrase of d.db",
}


class Terminal:
    """A process of ours at a terminal of its own, where a person types."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.screen, inside = os.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "afterneedle", "--diary", "d.db", "--now", NOW, *words],
            cwd=folder,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            start_new_session=True,
        )
        os.close(inside)
        self.shown = ""

    def read_until(self, text: str) -> None:
        while text not in self.shown:
            self.shown += os.read(self.screen, 4096).decode()

    def type(self, text: str) -> None:
        os.write(self.screen, f"{text}\n".encode())

    def end(self) -> int:
        try:
            while piece := os.read(self.screen, 4096):
                self.shown += piece.decode()
        except OSError:  # how a terminal without a program ends
            pass
        os.close(self.screen)
        return self.process.wait()


@pytest.fixture
def terminal(plain, tmp_path) -> Callable[..., Terminal]:
    """Runs one command at a terminal, and answers these questions."""

    def run(*words: str, **answers: str) -> Terminal:
        made = Terminal(tmp_path, *words)
        for question, answer in answers.items():
            made.read_until(f"{QUESTIONS[question]}: ")
            made.type(answer)
        return made

    return run


def test_at_a_terminal_it_is_typed_unseen_and_a_new_one_twice(terminal):
    changed = terminal("passphrase", new=WORDS, again=WORDS)
    assert changed.end() == 0
    assert "Recovery code: " in changed.shown
    assert "short" not in changed.shown
    assert WORDS not in changed.shown
    opened = terminal("flags", present=WORDS)
    assert opened.end() == 0
    assert WORDS not in opened.shown


def test_at_a_terminal_a_short_one_is_called_short_before_it_is_typed_again(terminal, plain):
    changed = terminal("passphrase", new="short")
    changed.read_until("This is short. Whoever has the file could try out all such passphrases. Add words.")
    changed.read_until(f"{QUESTIONS['again']}: ")
    changed.type("a longer one")
    assert changed.end() == 1
    assert is_plain(plain)


def test_two_that_differ_set_nothing(terminal, plain):
    changed = terminal("passphrase", new=WORDS, again=OTHERS)
    assert changed.end() == 1
    assert "The two are not the same. Nothing was changed." in changed.shown
    assert is_plain(plain)
