"""A file that somebody made to do harm: it runs nothing, it is one plain sentence, and it stays as it was."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Patient
from afterneedle.store import errors
from afterneedle.store.errors import StoreError
from afterneedle.store.opening import LONGEST_ROW
from afterneedle.store.schema import AUDITED, columns
from afterneedle.store.sqlite import Store
from support.days import MONDAY, check_in, session

AWKWARD = st.one_of(
    st.sampled_from(["", "[]", "{}", "null", "[[]]", "[1]", '{"grip.l": "x"}', "\x00", "9" * 5000]),
    st.sampled_from(["[" * 3000, "2026-03-02T14:00:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59+00:00"]),
    st.text(max_size=20),
)
NUMBERS = st.one_of(st.integers(-3, 12), st.integers(-(2**63), 2**63 - 1))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """A diary with something in every table that is read, and a history; to copy."""
    path = tmp_path_factory.mktemp("told") / "diary.db"
    store = Store.create(path)
    with store.change("import", MONDAY):
        store.put_session(session(catalogue))
        store.put_check_in(check_in(catalogue))
        store.put_check_in(check_in(catalogue, "c2", hours=30))
    with store.change("check_in.delete", MONDAY):
        store.delete_check_in("c2")
    store.close()
    return path


def meddle(path: Path, *statements: str) -> None:
    """Write to a diary behind the program's back, past its own checks."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            db.execute(statement)


def read_all(path: Path, catalogue: Catalogue) -> None:
    """Everything that the program reads or undoes; StoreError where it cannot."""
    store = Store.open(path)
    try:
        reads: list[Callable[[], object]] = [
            lambda: store.records(catalogue),
            lambda: store.sessions(catalogue),
            lambda: store.patient(catalogue),
            lambda: store.deleted(catalogue),
            lambda: store.edits("c1", catalogue),
            lambda: store.setting("text_size"),
            store.last_change,
            store.last_undone,
            lambda: store.verify(catalogue),
            lambda: store.undo(MONDAY),
        ]
        for read in reads:
            with suppress(StoreError):
                read()
    finally:
        store.close()


HIDDEN = "CREATE TRIGGER hidden AFTER INSERT ON session BEGIN DELETE FROM check_in; END"


@pytest.mark.parametrize(
    "trick",
    [
        ("CREATE TRIGGER spy AFTER INSERT ON session BEGIN DELETE FROM revision; END",),
        ("CREATE TEMP TABLE x(y)", "CREATE VIEW more AS SELECT * FROM patient"),
        ("CREATE VIRTUAL TABLE notes USING fts5(note)",),
        ("CREATE INDEX slow ON check_in(hex(note))",),
        ("ALTER TABLE patient ADD COLUMN more TEXT AS (hex(notes))",),
        # the name of one of our triggers, and other words
        (
            "DROP TRIGGER audit_session_i",
            "CREATE TRIGGER audit_session_i AFTER INSERT ON session BEGIN DELETE FROM check_in; END",
        ),
        # a trigger that says of itself that it is a table of SQLite's
        (f"INSERT INTO sqlite_master VALUES ('table', 'sqlite_sequence', 'sqlite_sequence', 0, '{HIDDEN}')",),
        (f"INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_x', '_sqlite_migrations', 0, '{HIDDEN}')",),
        ("UPDATE sqlite_master SET sql = replace(sql, '<= 20000', '<= 90000') WHERE name = 'check_in'",),
    ],
)
def test_tables_and_triggers_that_are_not_ours_to_the_word_are_refused(
    told: Path, tmp_path: Path, trick: tuple[str, ...]
) -> None:
    path = tmp_path / "diary.db"
    shutil.copy(told, path)
    meddle(path, *trick)
    before = path.read_bytes()
    with pytest.raises(errors.Damaged):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_file_that_poses_as_an_older_diary_is_refused_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "diary.db"
    meddle(
        path,
        "CREATE TABLE patient(id)",
        "CREATE TABLE ran(what)",
        "CREATE TRIGGER audit_x AFTER INSERT ON patient BEGIN INSERT INTO ran VALUES (1); END",
        f"PRAGMA application_id = {0x41464E44}",
    )
    before = path.read_bytes()
    with pytest.raises(errors.Damaged):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_journal_of_another_program_is_not_played_back(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    half_a_save = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("CREATE TABLE t(x)")
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN")
db.executemany("INSERT INTO t VALUES (?)", [("x" * 5000,)] * 50)
os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", half_a_save, path], check=False)
    assert killed.returncode == -signal.SIGKILL
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert before["other.db-journal"]
    with pytest.raises(errors.NotADiary):
        Store.open(path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_value_of_many_megabytes_is_not_read(told: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "diary.db"
    shutil.copy(told, path)
    meddle(
        path,
        "UPDATE change SET is_open = 1 WHERE id = 1",
        f"UPDATE session SET note = hex(zeroblob({LONGEST_ROW}))",
        "UPDATE change SET is_open = 0 WHERE id = 1",
    )
    store = Store.open(path)
    with pytest.raises(errors.Damaged):
        store.records(catalogue)
    store.close()


def test_the_longest_words_that_can_be_entered_are_far_from_that(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    longest = "\x01" * 20_000  # six bytes each, where the history keeps them
    for again in ("", "!"):
        with store.change("patient", now):
            words = longest[:-1] + again
            store.put_patient(Patient(words, None, (), words, words, words))
    (most,) = store._db.execute("SELECT max(length(CAST(old AS BLOB))) FROM revision").fetchone()
    assert most < LONGEST_ROW / 4


@pytest.mark.parametrize("table", [*AUDITED, "setting", "change", "revision"])
def test_no_value_in_any_column_gets_past_the_documented_troubles(
    told: Path, tmp_path: Path, catalogue: Catalogue, table: str
) -> None:
    path = tmp_path / "diary.db"
    with closing(sqlite3.connect(told)) as db:
        kinds = {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({table})")}
        assert tuple(kinds) == columns(db, table)

    @given(st.data())
    @settings(max_examples=40)
    def one(data: st.DataObject) -> None:
        column = data.draw(st.sampled_from(sorted(kinds)))
        value = data.draw(AWKWARD if kinds[column] == "TEXT" else NUMBERS)
        shutil.copy(told, path)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA ignore_check_constraints = ON")
            db.execute("UPDATE change SET is_open = 1 WHERE id = 1")
            with suppress(sqlite3.Error, UnicodeEncodeError):  # what no file can hold
                db.execute(f"UPDATE {table} SET {column} = ?", (value,))
            with suppress(sqlite3.Error):
                db.execute("UPDATE change SET is_open = 0 WHERE id = 1")
        read_all(path, catalogue)

    one()


def test_bytes_at_random_get_no_further_than_the_documented_troubles(
    told: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    path, whole = tmp_path / "diary.db", told.read_bytes()

    @given(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.binary(min_size=1, max_size=8)), min_size=1))
    @settings(max_examples=120)
    def one(changes: list[tuple[int, bytes]]) -> None:
        damaged = bytearray(whole)
        for at, data in changes:
            damaged[at : at + len(data)] = data
        path.write_bytes(damaged)
        with suppress(StoreError):
            read_all(path, catalogue)

    one()
    assert [file.name for file in tmp_path.iterdir()] == ["diary.db"]


def test_a_plugin_for_sqlite_utils_that_lies_about_is_not_run(tmp_path: Path) -> None:
    about = tmp_path / "spy-1.0.dist-info"
    about.mkdir()
    (tmp_path / "spy.py").write_text("print('ran')\n")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: spy\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[sqlite_utils]\nspy = spy\n")
    ours = "import sys; from pathlib import Path; from afterneedle.store.sqlite import Store"
    ours += "; Store.create(Path(sys.argv[1])).close()"
    theirs = "import sqlite_utils; sqlite_utils.Database(memory=True)"
    said = []
    for script in (ours, theirs):
        way = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {script}"
        line = [sys.executable, "-c", way, tmp_path / "diary.db"]
        said.append(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
    assert said == ["", "ran\n"]
