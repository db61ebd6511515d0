"""A locked diary from a shell: who has the passphrase does all as before, who has not is told so."""

import json

import pytest

from support.locked_from_a_shell import LOCKED, OTHERS, WORDS, is_plain

pytestmark = pytest.mark.usefixtures("quick_keys")


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
