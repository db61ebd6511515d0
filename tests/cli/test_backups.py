"""`backup`, `restore` and `verify --rescue` as a shell runs them."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from afterneedle.__main__ import main
from afterneedle.store.seals import sealed

Run = Callable[..., tuple[int, str, str]]
NOW = ("--now", "2026-03-06T11:00:00+00:00")
FIRST = "backups/d-2026-03-06T110000Z.db"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on the diary d.db of an empty folder: exit status, what it said, its complaint."""
    monkeypatch.chdir(tmp_path)

    def ran(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--diary", "d.db", *NOW, *words])
        told = capsys.readouterr()
        return status, told.out.replace(f"{tmp_path}/", ""), told.err.replace(f"{tmp_path}/", "")

    return ran


@pytest.fixture
def day(run: Run, tmp_path: Path) -> Callable[[int], None]:
    """Brings a check-in of that day of March in."""

    def add(day: int) -> None:
        felt = f"2026-03-{day:02}T20:00:00+00:00"
        content = {
            "format": "afterneedle-diary",
            "version": 1,
            "check_ins": [{"id": f"c{day}", "felt_at": felt, "observations": []}],
        }
        story = tmp_path / f"day {day}.json"
        story.write_text(json.dumps(content), "utf-8")
        assert run("import", str(story))[0] == 0
        story.unlink()

    return add


def damage(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * 4096 + content[8192:])


def check_ins(path: Path) -> list[str]:
    with sqlite3.connect(path) as db:
        found = [id for (id,) in db.execute("SELECT uid FROM check_in ORDER BY uid")]
    db.close()
    return found


def test_backup_makes_a_checked_copy_and_says_where(run, day, tmp_path):
    day(3)
    assert run("backup") == (0, f"Backed up and checked: {FIRST}\n", "")
    assert check_ins(tmp_path / FIRST) == ["c3"]


def test_backup_to_a_folder_makes_one_copy_there(run, day, tmp_path):
    day(3)
    (tmp_path / "stick").mkdir()
    assert run("backup", "stick") == (0, "Backed up and checked: stick/d-2026-03-06T110000Z.db\n", "")
    assert not (tmp_path / "backups").exists()


def test_a_folder_that_is_not_there_is_not_made(run, day, tmp_path):
    day(3)
    status, said, err = run("backup", "stick")
    assert (status, said) == (1, "")
    assert err == "The folder stick is not there. Connect the disk that it is on, or choose another folder.\n"
    assert not (tmp_path / "stick").exists()


def test_without_the_second_folder_the_first_backup_is_made_and_the_other_is_complained_about(
    run, day, tmp_path
):
    day(3)
    with sqlite3.connect(tmp_path / "d.db") as db:
        db.execute("INSERT INTO setting VALUES (?, ?, ?)", sealed(("backup_folder", str(tmp_path / "stick"))))
    db.close()
    status, said, err = run("backup")
    assert (status, said) == (1, f"Backed up and checked: {FIRST}\n")
    assert err.startswith("The folder stick is not there.")
    (tmp_path / "stick").mkdir()
    assert run("backup")[0] == 0
    assert len(list((tmp_path / "stick").iterdir())) == 1


def test_the_list_shows_what_is_in_the_diary_and_in_each_backup(run, day):
    day(3)
    assert run("backup", "--list")[1].endswith("\nThere is no backup yet.\n")
    run("backup")
    day(4)
    newest = "Tuesday 3 March 2026, 20:00"
    assert run("backup", "--list")[1].splitlines() == [
        "d.db: 0 sessions, 2 check-ins, the newest of Wednesday 4 March 2026, 20:00",
        f"{FIRST}  Friday 6 March 2026, 11:00: 0 sessions, 1 check-in, the newest of {newest}",
    ]


def test_restore_puts_a_backup_in_place_and_says_how_to_go_back(run, day, tmp_path):
    day(3)
    run("backup")
    day(4)
    status, said, err = run("restore", FIRST)
    assert (status, err) == (0, "")
    first, second = said.splitlines()
    assert first == f"Your diary is now what was in {FIRST}."
    assert check_ins(tmp_path / "d.db") == ["c3"]
    kept = second.split()[7].rstrip(".")
    assert second == f"What was there before is kept in {kept}. Restore that file to undo this."
    assert run("restore", kept)[0] == 0
    assert check_ins(tmp_path / "d.db") == ["c3", "c4"]


def test_restore_brings_back_a_diary_that_is_gone_or_damaged(run, day, tmp_path):
    day(3)
    run("backup")
    (tmp_path / "d.db").unlink()
    said = f"Your diary is now what was in {FIRST}.\nNo diary was there, so a new one was made: d.db\n"
    assert run("restore", FIRST) == (0, said, "")
    assert check_ins(tmp_path / "d.db") == ["c3"]
    (tmp_path / "d.db").write_bytes(b"")
    status, said, _err = run("restore", FIRST)
    assert status == 0
    assert "d-damaged-2026-03-06T110000Z.db" in said
    assert run("verify")[0] == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "There is no diary at other.db."),
        (b"", "is empty"),
        (b"text" * 999, "is not an AfterNeedle diary"),
    ],
)
def test_what_is_no_backup_is_refused_in_one_sentence(run, day, tmp_path, content, says):
    day(3)
    if content is not None:
        (tmp_path / "other.db").write_bytes(content)
    status, said, err = run("restore", "other.db")
    assert (status, said) == (1, "")
    assert says in err
    assert err.count("\n") == 1
    assert check_ins(tmp_path / "d.db") == ["c3"]


def test_a_damaged_diary_is_copied_out_as_far_as_it_can_be_read(run, day, tmp_path):
    day(3)
    day(4)
    damage(tmp_path / "d.db")
    before = (tmp_path / "d.db").read_bytes()
    status, said, err = run("verify")
    assert (status, said) == (1, "")
    assert "afterneedle verify --rescue" in err
    status, said, err = run("verify", "--rescue", "new.db")
    assert (status, err) == (0, "")
    assert "Check-ins: 2 copied." in said
    assert said.splitlines()[-2:] == [
        "Copied to new.db. The damaged file was left as it is.",
        "To go on with the copy: afterneedle restore new.db",
    ]
    assert (tmp_path / "d.db").read_bytes() == before
    assert run("restore", "new.db")[0] == 0
    assert run("verify")[0] == 0
    assert check_ins(tmp_path / "d.db") == ["c3", "c4"]


def test_where_nothing_is_left_no_file_is_made(run, day, tmp_path):
    day(3)
    (tmp_path / "d.db").write_bytes(bytes(8192))
    status, said, err = run("verify", "--rescue", "new.db")
    assert (status, said) == (1, "")
    assert err == "Nothing in d.db could be read. It was left as it is.\n"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["d.db"]


@pytest.mark.parametrize("words", [("backup",), ("backup", "--list"), ("verify", "--rescue", "new.db")])
def test_these_make_no_diary_that_is_not_there(run, tmp_path, words):
    status, said, err = run(*words)
    assert (status, said) == (1, "")
    assert "There is no diary at d.db" in err
    assert list(tmp_path.iterdir()) == []


def test_before_an_import_the_diary_is_backed_up(run, day, tmp_path):
    day(3)
    assert not (tmp_path / "backups").exists()  # there was nothing to lose
    day(4)
    assert check_ins(tmp_path / FIRST) == ["c3"]
