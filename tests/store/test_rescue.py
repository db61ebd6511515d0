"""What can be read of a damaged diary is copied out, and what is missing is told."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import CheckIn, Records
from afterneedle.exchange.demo import demo_records
from afterneedle.store import errors, leaves
from afterneedle.store.convert import convert_file
from afterneedle.store.keys import Key
from afterneedle.store.leaves import leaf_rows
from afterneedle.store.mending import _donors
from afterneedle.store.migrations import make_schema_1
from afterneedle.store.opening import connect
from afterneedle.store.rescue import Rescued, rescue
from afterneedle.store.schema import APPLICATION_ID, AUDITED, SCHEMA, definitions
from afterneedle.store.sqlite import Store
from support.days import MONDAY, check_in, save, session
from support.forms import as_code, behind_its_back
from support.older_diaries import put_diary_of, rows, told_of, what_was_told

PAGE = 4096


@pytest.fixture(scope="module")
def long_diary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sessions, emergency questions, answers and many check-ins, some of them edited; a plain one."""
    path = tmp_path_factory.mktemp("long") / "diary.db"
    catalogue, store = load_catalogue(), Store.create(path)
    save(store, demo_records(catalogue, MONDAY.date()))
    with store.change("import", MONDAY):
        for n in range(120):
            store.put_check_in(check_in(catalogue, f"c{n}", hours=n, note=f"note {n} " * 8))
    for n in range(0, 120, 30):
        with store.change("check_in", MONDAY):
            store.put_check_in(check_in(catalogue, f"c{n}", hours=n, worst=4, note="edited"))
    store.close()
    return path


@pytest.fixture
def damaged(long_diary: Path, tmp_path: Path, key: Key | None) -> Path:
    path = tmp_path / "damaged.db"
    shutil.copy(long_diary, path)
    if key is not None:
        convert_file(path, None, key)
    return path


def rescued(path: Path, catalogue: Catalogue, key: Key | None) -> tuple[Rescued, Records]:
    """What comes of it. The damaged file must be as it was, and the new one sound."""
    before = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    target = path.with_name("rescued.db")
    told = rescue(path, target, catalogue, key)
    after = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    made = after.pop(target.name, None)
    assert after == before
    assert (made is None) == told.is_empty
    if told.is_empty:
        return told, Records()
    assert target.stat().st_mode & 0o777 == 0o600
    store = Store.open(target, key)
    store.verify(catalogue)
    found = store.records(catalogue)
    with store.change("check_in", MONDAY):
        store.put_check_in(check_in(catalogue, "later"))
    store.undo(MONDAY)
    store.close()
    target.unlink()
    return told, found


def truth(path: Path, catalogue: Catalogue, key: Key | None) -> Records:
    store = Store.open(path, key, read_only=True)
    try:
        return store.records(catalogue)
    finally:
        store.close()


def denied(check_in: CheckIn) -> frozenset[object]:
    return check_in.red_flags.denied | check_in.none_of


def assert_nothing_is_made_up(found: Records, real: Records) -> None:
    """What is there was there, word for word; a check-in that lost a symptom denies nothing."""
    check_ins = {c.id: c for c in real.check_ins}
    for one in found.check_ins:
        was = check_ins[one.id]
        assert (one.felt_at, one.note, one.medicines) == (was.felt_at, was.note, was.medicines)
        assert set(one.observations) <= set(was.observations)
        assert set(one.red_flags.present) <= set(was.red_flags.present)
        assert denied(one) <= denied(was)
        if (one.observations, one.red_flags.present) != (was.observations, was.red_flags.present):
            assert not denied(one)
    assert {s.id for s in found.sessions} <= {s.id for s in real.sessions}
    assert set(found.answers) <= set(real.answers)


def test_of_a_sound_diary_everything_comes_along(
    damaged: Path, catalogue: Catalogue, key: Key | None
) -> None:
    told, found = rescued(damaged, catalogue, key)
    assert found == truth(damaged, catalogue, key)
    assert set(told.missing.values()) == {0}
    assert told.copied["check_in"] == len(found.check_ins)
    assert told.has_history
    assert told.unanswered == 0


def test_what_was_deleted_and_settings_come_along_when_nothing_is_missing(
    store: Store, path: Path, catalogue: Catalogue, tmp_path: Path, key: Key | None
) -> None:
    save(store, Records(sessions=(session(catalogue),), check_ins=(check_in(catalogue),)))
    store.set_setting("emergency_number", "112")
    with store.change("check_in.delete", MONDAY):
        store.delete_check_in("c1")
    store.close()
    rescue(path, tmp_path / "new.db", catalogue, key)
    copy = Store.open(tmp_path / "new.db", key)
    assert [one.entry.id for one in copy.deleted(catalogue)] == ["c1"]
    assert copy.setting("emergency_number") == "112"
    copy.undo(MONDAY)
    assert [c.id for c in copy.records(catalogue).check_ins] == ["c1"]
    copy.close()


def test_a_page_that_is_lost_costs_what_was_on_it_and_what_is_missing_is_told(
    damaged: Path, catalogue: Catalogue, key: Key | None
) -> None:
    real, whole = truth(damaged, catalogue, key), damaged.read_bytes()
    lost: list[int] = []
    for page in range(0, len(whole), (2 if key is None else 10) * PAGE):
        damaged.write_bytes(whole[:page] + b"\xff" * PAGE + whole[page + PAGE :])
        told, found = rescued(damaged, catalogue, key)
        assert_nothing_is_made_up(found, real)
        missing = len(real.check_ins) - len(found.check_ins)
        assert told.missing["check_in"] == missing or told.is_empty
        if found != real:
            assert sum(told.missing.values()) or told.is_empty
            assert not told.has_history
        lost.append(missing)
    lost.sort()
    assert lost[len(lost) // 2] == 0  # half of all pages cost no check-in
    assert lost[-1] < len(real.check_ins) / 4  # no more than were on that page


def flip_a_bit(content: bytearray, dice: random.Random) -> None:
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def zero_a_sector(content: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(content) // 512) * 512
    content[at : at + 512] = bytes(512)


def scramble_five_pages(content: bytearray, dice: random.Random) -> None:
    for _ in range(5):
        at = dice.randrange(1, len(content) // PAGE) * PAGE
        content[at : at + PAGE] = dice.randbytes(PAGE)


def cut_off(content: bytearray, dice: random.Random) -> None:
    del content[dice.randrange(len(content) * 8 // 10, len(content)) :]


@pytest.mark.parametrize("harm", [flip_a_bit, zero_a_sector, scramble_five_pages, cut_off])
def test_whatever_happens_to_a_file_what_is_left_of_it_is_brought_back(
    damaged: Path, catalogue: Catalogue, harm: Callable[[bytearray, random.Random], None], key: Key | None
) -> None:
    real, whole, dice = truth(damaged, catalogue, key), damaged.read_bytes(), random.Random(4)
    shares = []
    for _ in range(8 if key is None else 3):
        content = bytearray(whole)
        harm(content, dice)
        damaged.write_bytes(content)
        _told, found = rescued(damaged, catalogue, key)
        if harm is not flip_a_bit:  # a bit in the middle of a word makes another word
            assert_nothing_is_made_up(found, real)
        shares.append(len(found.check_ins) / len(real.check_ins))
    shares.sort()
    assert shares[len(shares) // 2] > (0.1 if harm is cut_off else 0.8)


def test_a_lost_symptom_never_leaves_a_denial_behind(
    store: Store, path: Path, catalogue: Catalogue, tmp_path: Path, key: Key | None
) -> None:
    said = [replace(check_in(catalogue, id), none_of=frozenset({"nerve"})) for id in ("c1", "c2")]
    nothing = replace(said[0], id="c3", observations=())
    save(store, Records(check_ins=(*said, nothing)))
    lose_root(store, path, "observation")
    told = rescue(path, tmp_path / "new.db", catalogue, key)
    assert (told.copied["observation"], told.missing["observation"], told.unanswered) == (0, 2, 2)
    found = {c.id: c for c in truth(tmp_path / "new.db", catalogue, key).check_ins}
    assert {id: c.none_of for id, c in found.items()} == {"c1": set(), "c2": set(), "c3": {"nerve"}}


def test_where_nothing_tells_whose_symptoms_are_lost_no_check_in_denies_anything(
    store: Store, path: Path, catalogue: Catalogue, tmp_path: Path, key: Key | None
) -> None:
    said = replace(check_in(catalogue, "c1"), none_of=frozenset({"nerve"}))
    save(store, Records(check_ins=(said, replace(said, id="c2", observations=()))))
    lose_root(store, path, "observation", "sqlite_autoindex_observation_1")
    told = rescue(path, tmp_path / "new.db", catalogue, key)
    assert told.missing["observation"] == 1  # the history tells
    assert told.unanswered == 2
    assert not any(c.none_of for c in truth(tmp_path / "new.db", catalogue, key).check_ins)


def test_rows_are_found_also_when_the_tree_that_leads_to_them_is_lost(
    damaged: Path, catalogue: Catalogue, key: Key | None
) -> None:
    real, store = truth(damaged, catalogue, key), Store.open(damaged, key)
    lose_root(store, damaged, "check_in", "observation", "revision")
    told, found = rescued(damaged, catalogue, key)
    assert found == real
    assert not told.has_history


@pytest.mark.parametrize("vacuumed", [False, True])
def test_without_its_list_of_tables_a_diary_is_read_all_the_same(
    store: Store, path: Path, catalogue: Catalogue, tmp_path: Path, vacuumed: bool, key: Key | None
) -> None:
    save(store, demo_records(catalogue, MONDAY.date()))
    real = store.records(catalogue)
    if vacuumed:  # as it is once something was erased for good
        store._db.execute("VACUUM")
    store.close()
    path.write_bytes(b"\xff" * PAGE + path.read_bytes()[PAGE:])
    told = rescue(path, tmp_path / "new.db", catalogue, key)
    assert set(told.missing.values()) == {0}
    assert truth(tmp_path / "new.db", catalogue, key) == real


def lose_root(store: Store, path: Path, *names: str) -> None:
    """The first page of these tables and indexes is overwritten."""
    pages = dict(store._db.execute("SELECT name, rootpage FROM sqlite_master").fetchall())
    store.close()
    content = bytearray(path.read_bytes())
    for name in names:
        content[(pages[name] - 1) * PAGE : pages[name] * PAGE] = b"\xff" * PAGE
    path.write_bytes(content)


def test_a_word_that_is_no_symptom_any_more_is_left_out_and_told(
    store: Store, path: Path, catalogue: Catalogue, tmp_path: Path, key: Key | None
) -> None:
    save(store, Records(check_ins=(check_in(catalogue, "c1"), check_in(catalogue, "c2"))))
    store.close()
    with closing(behind_its_back(path, key)) as db:
        db.execute("BEGIN")
        db.execute("INSERT INTO change(at, label, kind, seal) VALUES (0, 'x', 'do', 0)")
        db.execute("UPDATE observation SET symptom = 'sorenesr' WHERE id = 1")
        db.execute("UPDATE change SET is_open = 0")
        db.execute("COMMIT")
    told = rescue(path, tmp_path / "new.db", catalogue, key)
    found = {c.id: c for c in truth(tmp_path / "new.db", catalogue, key).check_ins}
    assert told.missing["observation"] == 1
    assert (len(found["c1"].observations), len(found["c2"].observations)) == (0, 1)
    assert told.unanswered == 1


def test_a_save_that_was_cut_off_is_rolled_back_in_the_copy_alone(
    store: Store, path: Path, catalogue: Catalogue, tmp_path: Path, key: Key | None
) -> None:
    save(store, Records(check_ins=(check_in(catalogue, "saved", note="x" * 9000),)))
    store.close()
    script = """
import os, signal, sys
from pathlib import Path
from afterneedle.store.opening import connect
db = connect(Path(sys.argv[1]), 0, key)
db.execute("PRAGMA journal_mode = TRUNCATE")
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
db.execute("INSERT INTO change(at, label, kind, seal) VALUES (0, 'x', 'do', 0)")
db.execute("UPDATE check_in SET note = printf('%.9000c', 'y')")
os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", as_code(key) + script, path], check=False)
    assert killed.returncode == -signal.SIGKILL
    before = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    assert before["diary.db-journal"]
    rescue(path, tmp_path / "rescued.db", catalogue, key)
    assert truth(tmp_path / "rescued.db", catalogue, key).check_ins[0].note == "x" * 9000
    after = {p.name: p.read_bytes() for p in path.parent.iterdir()}
    del after["rescued.db"]
    assert after == before


def test_of_an_older_versions_diary_everything_comes_along_and_its_history_too(
    path: Path, tmp_path: Path, catalogue: Catalogue, key: Key | None
) -> None:
    before = put_diary_of(1, path, key=key).read_bytes()
    told = rescue(path, tmp_path / "new.db", catalogue, key)
    assert told.has_history
    assert not any(told.missing.values())
    assert told_of(tmp_path / "new.db", key) == what_was_told(1)
    assert path.read_bytes() == before


def test_what_is_left_of_an_older_versions_diary_comes_along_and_what_is_missing_is_told(
    path: Path, tmp_path: Path, catalogue: Catalogue, key: Key | None
) -> None:
    with closing(behind_its_back(put_diary_of(1, path, key=key), key)) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answer'").fetchone()[0]
    content = path.read_bytes()
    path.write_bytes(content[: (root - 1) * PAGE] + bytes(PAGE) + content[root * PAGE :])
    told = rescue(path, tmp_path / "new.db", catalogue, key)
    assert (told.copied["session"], told.copied["check_in"], told.copied["answer"]) == (1, 2, 0)
    assert told.missing["answer"] == 4
    assert [c.id for c in truth(tmp_path / "new.db", catalogue, key).check_ins] == ["c1", "c3"]


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_a_list_of_tables_that_was_lost_is_found_for_every_schema_as_made_and_as_brought_up_to_date(
    tmp_path: Path, schema: int, key: Key | None
) -> None:
    def tables(path: Path, key: Key | None) -> list[str]:
        with closing(connect(path, 0, key)) as db:
            return [sql for sql in definitions(db) if not sql.startswith("CREATE TRIGGER")]

    lost = tables(put_diary_of(schema, tmp_path / "stored.db"), None)
    (tmp_path / "work").mkdir()
    assert [tables(donor, key) for donor in _donors(tmp_path / "work", key)].count(lost) == 2


@pytest.mark.parametrize("brought_up_to_date", [False, True])
def test_an_older_versions_diary_without_its_first_page_is_rescued(
    path: Path, tmp_path: Path, catalogue: Catalogue, brought_up_to_date: bool, key: Key | None
) -> None:
    path.touch()
    with closing(behind_its_back(path, key)) as db:
        db.execute("BEGIN")
        make_schema_1(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")
        db.execute("INSERT INTO change(at, label, kind) VALUES (0, 'import', 'do')")
        stored = rows(put_diary_of(1, tmp_path / "stored.db"))
        for table in AUDITED:
            for row in stored[table]:
                marks = ", ".join("?" * len(row))
                db.execute(f"INSERT INTO {table}({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
        db.execute("UPDATE change SET is_open = 0")
        db.execute("COMMIT")
    (tmp_path / "stored.db").unlink()
    real = Store.open(put_copy(path), key)
    held = real.records(catalogue)
    real.close()
    if brought_up_to_date:
        Store.open(path, key).close()
    content = path.read_bytes()
    path.write_bytes(bytes(PAGE) + content[PAGE:])
    told = rescue(path, tmp_path / "new.db", catalogue, key)
    assert not any(told.missing.values())
    assert truth(tmp_path / "new.db", catalogue, key) == held


def put_copy(path: Path) -> Path:
    """A copy in a folder of its own."""
    copy = path.parent / "copy" / path.name
    copy.parent.mkdir()
    return Path(shutil.copy(path, copy))


def test_where_something_is_already_nothing_is_rescued_to(
    damaged: Path, catalogue: Catalogue, key: Key | None
) -> None:
    there = damaged.with_name("there.db")
    there.write_text("mine")
    with pytest.raises(errors.Exists):
        rescue(damaged, there, catalogue, key)
    with pytest.raises(errors.NoFolder):
        rescue(damaged, damaged.parent / "no" / "new.db", catalogue, key)
    assert there.read_text() == "mine"


def test_what_never_was_a_diary_is_not_rescued(
    tmp_path: Path, catalogue: Catalogue, now: datetime, key: Key | None
) -> None:
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("Dear diary, " * 2000)
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE session (id)")
    db.close()
    for path in (text, other):
        with pytest.raises(errors.NotADiary):
            rescue(path, tmp_path / "new.db", catalogue, key)
    with pytest.raises(errors.Missing):
        rescue(tmp_path / "gone.db", tmp_path / "new.db", catalogue, key)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other.db", "text.db"]


def test_pages_that_the_disk_does_not_give_are_passed_over_and_the_search_ends(
    path: Path, key: Key | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.create(path, key).close()

    def refuse(*_: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(leaves, "connect_leniently", refuse)
    assert list(leaf_rows(path, "check_in", ("id", "uid"), key)) == []
