"""The tables refuse what no record can be, and note every write."""

import ast
import re
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import afterneedle
from afterneedle.domain.catalogue import Catalogue
from afterneedle.store.errors import StoreError
from afterneedle.store.keys import Key
from afterneedle.store.opening import LEAST_SQLITE
from afterneedle.store.schema import APPLICATION_ID, AUDITED, DEFINITIONS, SCHEMA, audit, columns, definitions
from afterneedle.store.sqlite import Store
from support.days import check_in, session
from support.forms import as_code

NOT_AUDITED = {"setting", "change", "revision"}


def tables(db: sqlite3.Connection) -> set[str]:
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite_%'")
    return {name for (name,) in rows.fetchall()}


def test_every_table_is_strict_and_every_one_with_records_is_audited(store: Store) -> None:
    db = store._db
    assert tables(db) == set(AUDITED) | NOT_AUDITED
    for table in AUDITED:
        noted = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? ORDER BY rowid"
        triggers = [sql for (sql,) in db.execute(noted, (table,)).fetchall()]
        assert triggers == list(audit(table, columns(db, table)))
    strict = {row[1] for row in db.execute("PRAGMA table_list").fetchall() if row[5]}
    assert strict >= tables(db)
    assert definitions(db) == DEFINITIONS


def test_the_file_says_whose_it_is_and_which_schema(store: Store) -> None:
    assert store._db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert store._db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA


def test_what_protects_the_diary_is_switched_on(store: Store) -> None:
    wanted = {
        "journal_mode": "truncate",
        "synchronous": 2,
        "fullfsync": 1,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "cell_size_check": 1,
    }
    assert {name: store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


@pytest.mark.parametrize(
    "write",
    [
        lambda store, catalogue: store.put_session(session(catalogue, "s2")),
        lambda store, catalogue: store.put_check_in(check_in(catalogue, note="edited")),
        lambda store, catalogue: store.delete_session("s1"),
        lambda store, _: store._db.execute("REPLACE INTO session SELECT * FROM session"),
    ],
)
def test_a_write_outside_a_change_is_refused_by_the_database(
    store: Store, catalogue: Catalogue, now: datetime, write
) -> None:
    with store.change("import", now):
        store.put_session(session(catalogue))
        store.put_check_in(check_in(catalogue))
    held = store.records(catalogue)
    with pytest.raises((StoreError, sqlite3.IntegrityError)):
        write(store, catalogue)
    assert store.records(catalogue) == held


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE session SET ended = ended + 1",
        "UPDATE session SET ended_offset = 3600",
        "UPDATE session SET ended_wall = '2026-03-02 14:00:00'",
        "UPDATE session SET ended_wall = '2026-02-30T14:00:00'",
        "UPDATE session SET ended_wall = '2026-03-02T14:00:00.5'",
        "UPDATE session SET uid = ''",
        "INSERT INTO patient VALUES (1, '', '1984-02-30', '[]', '', '', '', 0)",
        "UPDATE session SET baseline_asked = 0",
        "UPDATE session SET edited = 'yesterday'",
        "UPDATE session SET edited = '2026-03-02T14:00:00'",
        "UPDATE check_in SET day = date(day, '+1 day')",
        "UPDATE check_in SET day = date(day, '-2 days')",
        "UPDATE check_in SET felt = felt - 60",
        "UPDATE check_in SET none_of = '{}'",
        "UPDATE check_in SET function = 'no JSON'",
        "UPDATE check_in SET note = printf('%.20001c', 'x')",
        "UPDATE observation SET worst = 11",
        "UPDATE observation SET worst = 'much'",
        "UPDATE observation SET red = 1",
        "UPDATE observation SET change = 'odd'",
        "INSERT INTO observation VALUES (99, 1, 0, 'soreness', 'trapezius_top.r', 1, 1, NULL, NULL, '[]', 0)",
        "INSERT INTO observation VALUES (99, 99, 0, 'soreness', '', 1, 1, NULL, NULL, '[]', 0)",
        "INSERT INTO session_site SELECT 99, session_id, place, 0 FROM session_site",
        "INSERT INTO patient VALUES (2, '', NULL, '[]', '', '', '', 0)",
        "INSERT INTO change(at, label, kind, seal) VALUES (0, 'second', 'do', 0)",
    ],
)
def test_the_database_refuses_what_cannot_be(
    store: Store, catalogue: Catalogue, now: datetime, lie: str
) -> None:
    with store.change("import", now):
        store.put_session(session(catalogue))
        store.put_check_in(check_in(catalogue))
        store._db.execute("UPDATE session SET baseline_asked = 1")
        store._db.execute(
            "INSERT INTO baseline(session_id, symptom, place, severity, seal)"
            " SELECT id, 'numbness', 'foot_top.l', 1, 0 FROM session"
        )
    held = store.records(catalogue)

    def tell() -> None:
        with store.change("lie", now):
            assert store._db.execute(lie).rowcount > 0

    with pytest.raises(StoreError):
        tell()
    assert store.records(catalogue) == held


def test_opening_a_diary_of_our_schema_does_not_load_what_only_migrations_need(
    store: Store, path: Path, key: Key | None
) -> None:
    store.close()
    script = """
import sys
from pathlib import Path
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.sqlite import Store
store = Store.open(Path(sys.argv[1]), key)
store.records(load_catalogue())
store.close()
print("sqlite_utils" in sys.modules)
"""
    line = [sys.executable, "-c", as_code(key) + script, path]
    run = subprocess.run(line, capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


def test_the_sqlite_of_this_python_is_new_enough() -> None:
    assert sqlite3.sqlite_version_info >= LEAST_SQLITE


def test_sql_is_written_in_the_store_alone() -> None:
    package = Path(afterneedle.__file__).parent
    sql = re.compile(
        r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE|PRAGMA)\b",
        re.DOTALL,
    )
    found = [
        (str(file.relative_to(package)), node.value)
        for file in package.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and sql.search(node.value)
    ]
    assert {Path(name).parts[0] for name, _ in found} == {"store"}, found
