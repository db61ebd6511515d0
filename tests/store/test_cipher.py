"""SQLCipher behaves like SQLite: what the store catches and promises of one, it has of the other."""

import gc
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.cipher import connect
from afterneedle.store.errors import StoreError
from afterneedle.store.keys import PAGE, Key
from afterneedle.store.sqlite import Store
from support.forms import KEY, as_code


@pytest.fixture
def diary(path: Path) -> Path:
    Store.create(path, KEY).close()
    return path


@pytest.mark.parametrize(
    ("statement", "error", "code"),
    [
        ("SELECT * FROM no_table", sqlite3.OperationalError, sqlite3.SQLITE_ERROR),
        ("INSERT INTO setting VALUES (NULL, '', 0)", sqlite3.IntegrityError, sqlite3.SQLITE_CONSTRAINT),
    ],
)
def test_its_errors_are_those_that_everybody_catches(
    diary: Path, statement: str, error: type[sqlite3.Error], code: int
) -> None:
    with closing(connect(diary, KEY, 0)) as db:
        for run in (db.execute, db.executescript, lambda sql: db.executemany(sql, [()])):
            if run != db.execute and statement.startswith("SELECT"):
                continue
            with pytest.raises(error) as caught:
                run(statement)
            assert (
                caught.value.sqlite_errorcode in (code, None) or caught.value.sqlite_errorcode & 0xFF == code
            )


def test_an_error_on_the_way_through_the_rows_is_one_of_those_too(diary: Path) -> None:
    with closing(connect(diary, KEY, 0)) as db:
        rows = db.execute("SELECT 1 UNION ALL SELECT abs(-9223372036854775808)")
        with pytest.raises(sqlite3.OperationalError):
            list(rows)


def test_a_statement_that_failed_is_over_before_any_garbage_is_collected(diary: Path) -> None:
    with closing(connect(diary, KEY, 0)) as db, closing(connect(diary, KEY, 0)) as other:
        assert not gc.isenabled()  # as in all tests
        rows = db.execute("SELECT 1 FROM sqlite_master UNION ALL SELECT abs(-9223372036854775808)")
        with pytest.raises(sqlite3.OperationalError):
            rows.fetchall()
        del rows
        other.execute("PRAGMA user_version = 7")  # would have to wait for a reader


@pytest.mark.parametrize(
    "key", [Key(bytes(32), KEY.salt), Key(KEY.secret, bytes(16))], ids=["secret", "salt"]
)
def test_with_another_key_nothing_is_read_and_nothing_is_written_to_the_screen(diary: Path, key: Key) -> None:
    before = diary.read_bytes()
    script = """
import sqlite3, sys
from pathlib import Path
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.cipher import connect
from afterneedle.store.errors import StoreError
try:
    print(connect(Path(sys.argv[1]), key, 0).execute("SELECT * FROM setting").fetchall())
except sqlite3.DatabaseError as error:
    print(error.sqlite_errorcode == sqlite3.SQLITE_NOTADB)
"""
    line = [sys.executable, "-c", as_code(Key(bytes(32), KEY.salt)) + script, diary]
    run = subprocess.run(line, capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("True\n", "")
    assert diary.read_bytes() == before


def test_nothing_is_ever_put_down_outside_the_file_while_rows_are_sorted(diary: Path) -> None:
    with closing(connect(diary, KEY, 0)) as db:
        options = {name for (name,) in db.execute("PRAGMA compile_options")}
    assert "TEMP_STORE=2" in options  # in memory


def test_a_page_that_is_free_is_checked_as_well(diary: Path) -> None:
    with closing(connect(diary, KEY, 0)) as db:
        db.execute("CREATE TABLE more AS SELECT zeroblob(40000) AS x")
        db.execute("DROP TABLE more")
    with diary.open("rb+") as file:
        file.seek(-PAGE // 2, 2)
        file.write(b"?")
    with closing(connect(diary, KEY, 0)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert len(db.execute("PRAGMA cipher_integrity_check").fetchall()) == 1


def test_a_connection_that_is_closed_says_so_like_sqlites_own(diary: Path) -> None:
    store = Store.open(diary, KEY)
    store.close()
    with pytest.raises(StoreError):
        store.records(load_catalogue())
    with pytest.raises(StoreError):
        store.set_setting("text_size", "150")
