"""Nothing that was saved once is out of reach: what was deleted comes back whole, and each edit is known."""

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.past import Deleted, Edit
from afterneedle.domain.records import Baseline, Records
from afterneedle.store.errors import Changed, Damaged, Newer
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.days import check_in, save, session

LATER = timedelta(hours=1)


@pytest.fixture
def held(store: Store, catalogue: Catalogue, now: datetime) -> Records:
    """A session with a baseline, and two check-ins."""
    before = (Baseline(catalogue.symptoms["tingling"], catalogue.places["palm.r"], 1),)
    written = Records(
        sessions=(replace(session(catalogue), baseline=before),),
        check_ins=(check_in(catalogue), check_in(catalogue, id="c2", hours=48)),
    )
    save(store, written, now)
    return written


def delete(store: Store, id: str, now: datetime) -> None:
    with store.change("delete", now):
        store.delete_session(id)
        store.delete_check_in(id)


def restore(store: Store, id: str, now: datetime) -> None:
    with store.change("restore", now):
        store.restore(id)


def test_what_was_deleted_is_listed_as_it_was_last_deleted_first(
    store: Store, catalogue: Catalogue, held: Records, now: datetime
) -> None:
    assert store.deleted(catalogue) == ()
    delete(store, "s1", now)
    delete(store, "c1", now + LATER)
    assert store.deleted(catalogue) == (
        Deleted(held.check_ins[0], now + LATER),
        Deleted(held.sessions[0], now),
    )


def test_each_is_restored_in_any_order_and_whole(
    store: Store, catalogue: Catalogue, held: Records, now: datetime
) -> None:
    for id in ("s1", "c1", "c2"):
        delete(store, id, now)
    restore(store, "c1", now)
    assert store.records(catalogue).check_ins == held.check_ins[:1]
    restore(store, "s1", now)
    restore(store, "c2", now)
    assert store.records(catalogue) == held
    assert store.deleted(catalogue) == ()
    store.verify(catalogue)


def test_a_restored_entry_is_what_it_was_when_it_was_deleted_not_when_it_was_first_saved(
    store: Store, catalogue: Catalogue, held: Records, now: datetime
) -> None:
    edited = replace(check_in(catalogue, worst=6), note="edited")
    save(store, Records(check_ins=(edited,)), now)
    delete(store, "c1", now)
    restore(store, "c1", now)
    assert store.records(catalogue).check_ins[0] == edited


def test_restoring_is_a_change_of_its_own_that_undo_takes_back(
    store: Store, catalogue: Catalogue, held: Records, now: datetime
) -> None:
    delete(store, "s1", now)
    delete(store, "c1", now)
    restore(store, "s1", now)
    assert store.undo(now) == "restore"
    assert [d.entry.id for d in store.deleted(catalogue)] == ["s1", "c1"]
    assert store.redo(now) == "restore"
    for _ in range(3):
        store.undo(now)
    assert store.records(catalogue) == held


def test_an_entry_that_undo_took_back_is_not_lost_when_something_else_was_done_since(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    save(store, Records(check_ins=(check_in(catalogue, note="long"),)), now)
    store.undo(now)
    save(store, Records(check_ins=(check_in(catalogue, id="c2"),)), now)
    assert [d.entry for d in store.deleted(catalogue)] == [check_in(catalogue, note="long")]
    restore(store, "c1", now)
    assert {c.id for c in store.records(catalogue).check_ins} == {"c1", "c2"}


def test_an_entry_that_is_there_is_neither_deleted_nor_restored_twice(
    store: Store, catalogue: Catalogue, held: Records, now: datetime
) -> None:
    delete(store, "c1", now)
    save(store, Records(check_ins=(check_in(catalogue, note="imported again"),)), now)
    before = store.last_change()
    assert store.deleted(catalogue) == ()
    restore(store, "c1", now)
    restore(store, "never there", now)
    assert store.last_change() == before
    assert store.made is None
    delete(store, "c1", now)
    assert [d.entry.note for d in store.deleted(catalogue)] == ["imported again"]


def test_the_change_that_was_made_here_is_known_when_another_program_saves_right_after_it(
    store: Store, path: Path, catalogue: Catalogue, held: Records, now: datetime, key: Key | None
) -> None:
    delete(store, "c1", now)
    with closing(Store.open(path, key)) as other:
        delete(other, "c2", now)
        assert other.made == store.made + 1
    with pytest.raises(Changed):
        store.undo(now, expected=store.made)
    assert {d.entry.id for d in store.deleted(catalogue)} == {"c1", "c2"}


def test_a_history_that_was_meddled_with_is_not_shown(
    store: Store, catalogue: Catalogue, held: Records, now: datetime
) -> None:
    delete(store, "c1", now)
    store._db.execute("UPDATE revision SET old = json_set(old, '$.x = 1; --', 1) WHERE op = 'D'")
    with pytest.raises(Damaged):
        store.deleted(catalogue)
    with pytest.raises(Damaged):
        restore(store, "c1", now)


def test_a_deleted_entry_of_a_newer_version_is_refused_as_such(
    store: Store, catalogue: Catalogue, held: Records, now: datetime
) -> None:
    delete(store, "c1", now)
    store._db.execute("UPDATE revision SET old = json_set(old, '$.symptom', 'new') WHERE tbl = 'observation'")
    with pytest.raises(Newer):
        store.deleted(catalogue)


def test_every_edit_says_what_was_there_before_and_after(
    store: Store, catalogue: Catalogue, held: Records, now: datetime
) -> None:
    first = held.check_ins[0]
    second, third = replace(first, note="first edit"), replace(first, observations=())
    for hours, edited in enumerate((second, third)):
        save(store, Records(check_ins=(edited,)), now + hours * LATER)
    assert store.edits("c1", catalogue) == (Edit(now + LATER, second, third), Edit(now, first, second))
    assert store.edits("c2", catalogue) == ()
    moved = replace(held.sessions[0], sites=(), baseline=None)
    save(store, Records(sessions=(moved,)), now)
    assert store.edits("s1", catalogue) == (Edit(now, held.sessions[0], moved),)


def test_edits_stay_known_through_deleting_and_restoring(
    store: Store, catalogue: Catalogue, held: Records, now: datetime
) -> None:
    edited = replace(held.check_ins[0], note="edited")
    save(store, Records(check_ins=(edited,)), now)
    delete(store, "c1", now)
    assert store.edits("c1", catalogue) == ()
    restore(store, "c1", now)
    assert store.edits("c1", catalogue) == (Edit(now, held.check_ins[0], edited),)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["save", "delete", "restore"]), st.sampled_from(["s1", "c1", "c2"])),
        st.tuples(st.sampled_from(["undo", "redo"]), st.just("")),
    ),
    max_size=14,
)


def act(store: Store, catalogue: Catalogue, step: tuple[str, str], at: datetime, n: int) -> None:
    what, id = step
    match what:
        case "save" if id == "s1":
            save(store, Records(sessions=(session(catalogue, note=f"{n}"),)), at)
        case "save":
            save(store, Records(check_ins=(check_in(catalogue, id=id, worst=n % 10, note=f"{n}"),)), at)
        case "delete":
            delete(store, id, at)
        case "restore":
            restore(store, id, at)
        case "undo" if store.last_change():
            store.undo(at)
        case "redo" if store.last_undone() is not None:
            store.redo(at)


@settings(max_examples=40)
@given(steps=STEPS)
def test_whatever_is_done_nothing_is_lost_and_nothing_doubled(
    steps: list[tuple[str, str]],
    catalogue: Catalogue,
    empty_diary: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("past") / "diary.db"
    shutil.copy(empty_diary, path)
    at = datetime.fromisoformat("2026-03-05T21:00:00+00:00")
    last_seen = {}
    with closing(Store.open(path)) as store:
        for n, step in enumerate(steps):
            act(store, catalogue, step, at, n)
            records = store.records(catalogue)
            there = {entry.id: entry for entry in (*records.sessions, *records.check_ins)}
            deleted = {d.entry.id: d.entry for d in store.deleted(catalogue)}
            assert len(deleted) == len(store.deleted(catalogue))
            assert not there.keys() & deleted.keys()
            assert there.keys() | deleted.keys() == last_seen.keys() | there.keys()
            assert all(deleted[id] == last_seen[id] for id in deleted)
            last_seen |= there
        for id, entry in last_seen.items():
            restore(store, id, at)
            assert entry in (*store.records(catalogue).sessions, *store.records(catalogue).check_ins)
        store.verify(catalogue)
