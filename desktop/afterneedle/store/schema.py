"""Schema 2: the tables of a diary, and the triggers that keep its history.

Symptoms, places and the rest of the catalogue are stored as ids only. '' stands for "no place", so that
UNIQUE holds. Tuples keep their order by the ids of their rows. AUTOINCREMENT never uses an id twice, so
an undone row comes back under its own. `seal`: seals.py. Needs SQLite 3.37 and nothing newer.
"""

import re
import sqlite3

from afterneedle.store.clauses import DAY, json_check, moment, time_check

SCHEMA = 2
APPLICATION_ID = 0x41464E44  # "AFND"
MAGIC = b"SQLite format 3\0"  # how each SQLite file begins


TABLES = f"""
CREATE TABLE patient (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  name       TEXT NOT NULL,
  born       TEXT CHECK (born IS {DAY.format("born")}),
  {json_check("conditions")},
  medicines  TEXT NOT NULL,
  allergies  TEXT NOT NULL,
  notes      TEXT NOT NULL,
  seal       INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE CHECK (uid <> '' AND length(uid) <= 64),
  {moment("ended")}
  zone        TEXT NOT NULL,
  ended_about INTEGER NOT NULL CHECK (ended_about IN (0, 1)),
  practitioner_name       TEXT NOT NULL,
  practitioner_profession TEXT NOT NULL,
  practitioner_phone      TEXT NOT NULL,
  zap_felt    INTEGER CHECK (zap_felt IN (0, 1)),
  zap_stopped INTEGER CHECK (zap_stopped IN (0, 1)),
  zap_place   TEXT,
  twitch      INTEGER CHECK (twitch IN (0, 1)),
  baseline_asked INTEGER NOT NULL CHECK (baseline_asked IN (0, 1)),
  note        TEXT NOT NULL CHECK (length(note) <= 20000),
  edited      TEXT {time_check("edited")},
  seal        INTEGER NOT NULL,
  UNIQUE (id, baseline_asked)
) STRICT;

CREATE TABLE session_site (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  place      TEXT NOT NULL CHECK (place <> ''),
  seal       INTEGER NOT NULL,
  UNIQUE (session_id, place)
) STRICT;

CREATE TABLE baseline (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL,
  asked      INTEGER NOT NULL DEFAULT 1 CHECK (asked = 1),
  symptom    TEXT NOT NULL CHECK (symptom <> ''),
  place      TEXT NOT NULL,
  severity   INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 10),
  seal       INTEGER NOT NULL,
  UNIQUE (session_id, symptom, place),
  -- "not asked" has no rows: only a session whose baseline was asked can be referred to
  FOREIGN KEY (session_id, asked) REFERENCES session(id, baseline_asked)
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE check_in (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE CHECK (uid <> '' AND length(uid) <= 64),
  {moment("felt")}
  zone       TEXT NOT NULL,
  day        TEXT NOT NULL CHECK (day IS {DAY.format("day")})
    CHECK (day = substr(felt_wall, 1, 10) OR day = date(substr(felt_wall, 1, 10), '-1 day')),
  entered    TEXT NOT NULL {time_check("entered")},
  {json_check("red_asked")},
  {json_check("none_of")},
  {json_check("function", "object")},
  medicines  TEXT NOT NULL CHECK (length(medicines) <= 20000),
  note       TEXT NOT NULL CHECK (length(note) <= 20000),
  edited     TEXT {time_check("edited")},
  seal       INTEGER NOT NULL
) STRICT;

CREATE TABLE observation (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  check_in_id INTEGER NOT NULL REFERENCES check_in(id) ON DELETE CASCADE,
  red         INTEGER NOT NULL CHECK (red IN (0, 1)),
  symptom     TEXT NOT NULL CHECK (symptom <> ''),
  place       TEXT NOT NULL,
  now         INTEGER NOT NULL CHECK (now IN (0, 1)),
  worst       INTEGER CHECK (worst BETWEEN 0 AND 10),
  change      TEXT CHECK (change IN ('better', 'same', 'worse')),
  since       TEXT {time_check("since")},
  {json_check("details")},
  seal        INTEGER NOT NULL,
  UNIQUE (check_in_id, symptom, place),
  CHECK (red = 0 OR (now = 1 AND worst IS NULL AND change IS NULL AND since IS NULL))
) STRICT;

CREATE TABLE answer (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  rule     TEXT NOT NULL,
  check_in TEXT NOT NULL, -- may name a session, so it is no foreign key
  {moment("answered")}
  did      TEXT NOT NULL CHECK (did IN
    ('told_practitioner', 'practitioner_reassured', 'advised_by_clinician', 'seen_by_doctor')),
  words    TEXT NOT NULL CHECK (length(words) <= 20000),
  seal     INTEGER NOT NULL,
  UNIQUE (rule, check_in, answered, answered_wall, did)
) STRICT;

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  seal  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE change ( -- one action of the patient = one transaction = one row; `label` names its kind
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  label   TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  undoes  INTEGER REFERENCES change(id) ON DELETE CASCADE,
  is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
  seal    INTEGER NOT NULL,
  CHECK ((kind = 'do') = (undoes IS NULL))
) STRICT;
CREATE UNIQUE INDEX change_open ON change(is_open) WHERE is_open = 1;
CREATE INDEX change_undoes ON change(undoes) WHERE undoes IS NOT NULL;

CREATE TABLE revision ( -- one row before one write
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  change_id INTEGER NOT NULL REFERENCES change(id) ON DELETE CASCADE,
  tbl       TEXT NOT NULL,
  row_id    INTEGER NOT NULL,
  op        TEXT NOT NULL CHECK (op IN ('I', 'U', 'D')),
  old       TEXT CHECK ((op = 'I') = (old IS NULL)) CHECK (old IS NULL OR json_valid(old))
) STRICT;
CREATE INDEX revision_change ON revision(change_id);
CREATE INDEX revision_row ON revision(tbl, row_id);
"""

AUDITED = ("patient", "session", "session_site", "baseline", "check_in", "observation", "answer")

# What SQLite and sqlite_utils keep in a file for themselves; only tables and indexes, which run nothing.
_NOT_OURS = """
(sql GLOB 'CREATE TABLE *' OR sql GLOB 'CREATE UNIQUE INDEX *')
AND (tbl_name IN ('sqlite_sequence', '_sqlite_migrations') OR tbl_name GLOB 'sqlite_stat[134]')"""


def columns(db: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The names of a table's columns, in their order."""
    return tuple(row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall())


def audit(table: str, names: tuple[str, ...]) -> tuple[str, str, str]:
    """The triggers that note every write to `table`, and refuse one that belongs to no change."""
    pairs = ", ".join(f"'{c}', OLD.{c}" for c in names)
    old = f"json_object({pairs})"
    same = " AND ".join(f"OLD.{c} IS NEW.{c}" for c in names)

    def trigger(suffix: str, when: str, row: str, value: str) -> str:
        return f"""CREATE TRIGGER audit_{table}_{suffix} AFTER {when} BEGIN
  SELECT RAISE(ABORT, 'write outside a change') WHERE NOT EXISTS (SELECT 1 FROM change WHERE is_open = 1);
  INSERT INTO revision(change_id, tbl, row_id, op, old)
    VALUES ((SELECT id FROM change WHERE is_open = 1), '{table}', {row}.id, '{suffix.upper()}', {value});
END"""

    return (
        trigger("i", f"INSERT ON {table}", "NEW", "NULL"),
        trigger("u", f"UPDATE ON {table} WHEN NOT ({same})", "OLD", old),
        trigger("d", f"DELETE ON {table}", "OLD", old),
    )


def definitions(db: sqlite3.Connection) -> list[str]:
    """The statements that made the file what it is, without those of SQLite and sqlite_utils."""
    rows = db.execute(f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND NOT ({_NOT_OURS})").fetchall()
    return sorted(sql for (sql,) in rows)


def objects(db: sqlite3.Connection) -> frozenset[str]:
    """The names of all that a file's schema holds, without what SQLite and sqlite_utils keep."""
    rows = db.execute(
        f"SELECT name FROM sqlite_master WHERE sql IS NOT NULL AND NOT ({_NOT_OURS})"
    ).fetchall()
    return frozenset(name for (name,) in rows)


def renew_triggers(db: sqlite3.Connection) -> None:
    """Puts our triggers in the place of whatever bears their names."""
    for name in sorted(n for n in objects(db) if n.startswith("audit_")):
        db.execute(f'DROP TRIGGER "{name}"')
    for table in AUDITED:
        for trigger in audit(table, columns(db, table)):
            db.execute(trigger)


def makers(tables: str) -> list[str]:
    """The statements that make these tables and their indexes, one by one."""
    return re.findall(r"^CREATE .*?(?=;$)", tables, re.DOTALL | re.MULTILINE)


def statements(tables: str) -> list[str]:
    """The statements of a schema with these tables, and our triggers, in the words that SQLite keeps."""
    made = makers(tables)
    for table in AUDITED:
        (body,) = (sql for sql in made if sql.startswith(f"CREATE TABLE {table} ("))
        made += audit(table, tuple(re.findall(r"^  (\w+) +(?:INTEGER|TEXT)\b", body, re.MULTILINE)))
    return sorted(made)


DEFINITIONS = statements(TABLES)
