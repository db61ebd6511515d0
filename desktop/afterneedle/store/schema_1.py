"""Schema 1, as the files have it that were made before rows had seals. Nothing here ever changes."""

from afterneedle.store.clauses import DAY, json_check, moment, time_check
from afterneedle.store.schema import DEFINITIONS, statements

TABLES = f"""
CREATE TABLE patient (
  id         INTEGER PRIMARY KEY CHECK (id = 1),
  name       TEXT NOT NULL,
  born       TEXT CHECK (born IS {DAY.format("born")}),
  {json_check("conditions")},
  medicines  TEXT NOT NULL,
  allergies  TEXT NOT NULL,
  notes      TEXT NOT NULL
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
  UNIQUE (id, baseline_asked)
) STRICT;

CREATE TABLE session_site (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  place      TEXT NOT NULL CHECK (place <> ''),
  UNIQUE (session_id, place)
) STRICT;

CREATE TABLE baseline (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL,
  asked      INTEGER NOT NULL DEFAULT 1 CHECK (asked = 1),
  symptom    TEXT NOT NULL CHECK (symptom <> ''),
  place      TEXT NOT NULL,
  severity   INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 10),
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
  edited     TEXT {time_check("edited")}
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
  UNIQUE (rule, check_in, answered, answered_wall, did)
) STRICT;

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE change ( -- one action of the patient = one transaction = one row; `label` names its kind
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  at      INTEGER NOT NULL,
  label   TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  undoes  INTEGER REFERENCES change(id) ON DELETE CASCADE,
  is_open INTEGER NOT NULL DEFAULT 1 CHECK (is_open IN (0, 1)),
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

# Files of this number were made in three ways: the first days' dates had no modifier (clauses.py), and the
# number was raised some hours after the seals.
FORMS = (statements(TABLES), statements(TABLES.replace(", '+0 days'", "")), DEFINITIONS)
