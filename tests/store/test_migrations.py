"""A diary that an older version made is opened, and nothing in it is lost: whatever happens on the way."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from afterneedle.store import errors
from afterneedle.store.migrations import migrations
from afterneedle.store.schema import DEFINITIONS, SCHEMA, definitions
from afterneedle.store.schema_1 import FORMS
from afterneedle.store.sqlite import Store
from dump import FOLDER
from support.days import check_in
from support.older_diaries import put_diary_of, rows, told_of, version, what_was_told

SCHEMAS = range(1, SCHEMA + 1)


def test_no_schema_is_released_without_a_stored_diary_and_what_is_in_it() -> None:
    wanted = {f"schema_{schema}.{ending}" for schema in SCHEMAS for ending in ("sql", "json")}
    assert {file.name for file in FOLDER.iterdir()} == wanted, "type ./run dump"
    assert len(migrations._migrations) == SCHEMA


@pytest.mark.parametrize("schema", SCHEMAS)
def test_everything_in_a_diary_of_any_schema_is_there_and_can_be_undone_and_done_again(
    path: Path, schema: int
) -> None:
    assert told_of(put_diary_of(schema, path)) == what_was_told(schema)
    assert version(path) == SCHEMA


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_row_keeps_its_id_and_no_id_is_used_twice(path: Path, schema: int, now: datetime) -> None:
    before = rows(put_diary_of(schema, path))
    diary = Diary.open(path)
    assert rows(path) == before
    diary.check_in(check_in(diary.catalogue, "later"), now)
    diary.verify()
    diary.close()
    used = {row["row_id"] for row in before["revision"] if row["tbl"] == "check_in"}
    (new,) = [row["id"] for row in rows(path)["check_in"] if row["uid"] == "later"]
    assert new > max(used)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_file_that_was_brought_up_to_date_is_made_like_a_new_one(path: Path, schema: int) -> None:
    opened, new = Store.open(put_diary_of(schema, path)), Store.create(path.with_name("new.db"))
    for store in (opened, new):
        db = store._db
        assert definitions(db) == DEFINITIONS
        done = db.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
        assert done == [(one.name,) for one in migrations._migrations]
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert db.execute("PRAGMA freelist_count").fetchone() == (0,)
        store.close()


def test_an_entry_of_before_can_be_edited_deleted_and_brought_back(path: Path, now: datetime) -> None:
    diary = Diary.open(put_diary_of(1, path))
    (old,) = [one for one in diary.records().check_ins if one.id == "c1"]
    diary.check_in(check_in(diary.catalogue, "c1", note="edited again"), now)
    assert diary.edits("c1")[0].before == old
    diary.remove_check_in("c1", now)
    diary.restore("c1", now)
    diary.restore("c2", now)
    diary.verify()
    assert {one.id for one in diary.records().check_ins} == {"c1", "c2", "c3"}
    diary.close()


FIRST_DAYS = """
PRAGMA writable_schema = ON;
UPDATE sqlite_master SET sql = replace(sql, ', ''+0 days''', '');
PRAGMA writable_schema = RESET;
"""


@pytest.mark.parametrize(
    ("form", "schema", "but"), [(0, 1, ""), (1, 1, FIRST_DAYS), (2, 2, "PRAGMA user_version = 1")]
)
def test_a_file_opens_in_whichever_way_schema_1_was_made(
    path: Path, form: int, schema: int, but: str
) -> None:
    before = rows(put_diary_of(schema, path, but=but))
    with closing(sqlite3.connect(path)) as db:
        assert definitions(db) == FORMS[form]
    assert version(path) == 1
    diary = Diary.open(path)
    diary.verify()
    assert rows(path) == before
    assert diary.undo(datetime.fromisoformat("2026-04-01T10:00:00+00:00")) == "check_in.delete"
    diary.close()


KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from afterneedle.store import migrations, opening

folder, whole, connect = Path(sys.argv[1]), Path(sys.argv[2]), opening.connect

def opened_after(steps):
    path = folder / str(steps) / "diary.db"
    path.parent.mkdir()
    shutil.copy(whole, path)
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    done = iter(range(steps))
    def step(_statement):
        if next(done, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
    def connected(real, *more):
        db = connect(real, *more)
        db.execute("PRAGMA cache_size = 1")  # half of it reaches the file at once
        db.set_trace_callback(step)
        return db
    opening.connect = connected
    opening.close_file(opening.open_file(path, False, 0, None)[0])
    os._exit(0)

steps = 0
while (ended := opened_after(steps)) == -signal.SIGKILL:
    steps += int(sys.argv[3])
sys.exit(ended)
"""


def test_killed_anywhere_on_the_way_the_file_is_wholly_of_the_old_schema_or_wholly_of_the_new(
    path: Path, tmp_path: Path
) -> None:
    before = rows(put_diary_of(1, path))
    (tmp_path / "killed").mkdir()
    subprocess.run([sys.executable, "-c", KILLED, tmp_path / "killed", path, "31"], check=True)
    cut_off, found = 0, []
    for folder in sorted((tmp_path / "killed").iterdir(), key=lambda one: int(one.name)):
        killed, journal = folder / "diary.db", folder / "diary.db-journal"
        cut_off += journal.exists() and journal.stat().st_size > 512
        found.append(version(killed))  # plays the journal back
        with closing(sqlite3.connect(killed)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert rows(killed) == before
        diary = Diary.open(killed)
        diary.verify()
        diary.close()
        assert rows(killed) == before
    assert found == sorted(found)
    assert set(found) == {1, SCHEMA}
    assert cut_off > 5


@pytest.mark.parametrize(
    "but",
    [
        "DROP TRIGGER audit_session_u;",
        "CREATE TRIGGER spy AFTER INSERT ON check_in BEGIN DELETE FROM session; END;",
        "CREATE VIEW more AS SELECT * FROM patient;",
        "ALTER TABLE setting ADD COLUMN more TEXT;",
        "DROP TABLE answer;",
        "PRAGMA user_version = 0;",
        "PRAGMA user_version = -1;",
        "INSERT INTO revision(change_id, tbl, row_id, op) VALUES (4711, 'session', 1, 'I');",
        "PRAGMA ignore_check_constraints = ON; UPDATE revision SET old = 'no JSON';",
    ],
)
def test_what_no_older_version_left_behind_is_refused_and_stays_as_it_is(path: Path, but: str) -> None:
    whole = put_diary_of(1, path, but=but).read_bytes()
    for _ in range(2):
        with pytest.raises(errors.Damaged):
            Store.open(path)
        assert path.read_bytes() == whole
    assert list(path.parent.glob("backups/*")) == []


def test_a_history_that_cannot_be_read_does_not_keep_a_diary_shut(path: Path, catalogue: Catalogue) -> None:
    put_diary_of(1, path, but="UPDATE revision SET old = '[]' WHERE op = 'U';")
    store = Store.open(path)
    assert len(store.records(catalogue).check_ins) == 2
    with pytest.raises(errors.Damaged):
        store.verify(catalogue)
    store.close()


def test_an_older_diary_that_may_only_be_read_is_left_as_it_is(path: Path) -> None:
    whole = put_diary_of(1, path).read_bytes()
    with pytest.raises(errors.ReadOnly):
        Store.open(path, read_only=True)
    assert path.read_bytes() == whole
    assert [file.name for file in path.parent.iterdir()] == ["diary.db"]


def test_two_windows_that_open_an_older_diary_at_once_both_have_it(path: Path) -> None:
    before = rows(put_diary_of(1, path))
    script = """
import sys
from pathlib import Path
from afterneedle.diary import Diary
diary = Diary.open(Path(sys.argv[1]))
diary.verify()
diary.close()
"""
    programs = [subprocess.Popen([sys.executable, "-c", script, path]) for _ in range(2)]
    assert [program.wait() for program in programs] == [0, 0]
    assert rows(path) == before
