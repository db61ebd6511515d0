"""Every change can be taken back and done again, also tomorrow."""

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Answer, Did, Patient, Records
from afterneedle.store.errors import Changed, Damaged
from afterneedle.store.history import ChangeRow
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.days import check_in, save, session
from support.strategies import records


@pytest.fixture
def steps(store: Store, catalogue: Catalogue, now: datetime) -> list[Records]:
    """Six changes, and what the diary held before the first and after each."""
    held = [store.records(catalogue)]

    def saved() -> None:
        held.append(store.records(catalogue))

    with store.change("session", now):
        store.put_session(session(catalogue))
    saved()
    with store.change("check_in", now):
        store.put_check_in(check_in(catalogue))
    saved()
    with store.change("check_in", now):
        store.put_check_in(replace(check_in(catalogue, worst=5, note="worse"), observations=()))
    saved()
    with store.change("answer", now):
        store.put_answer(Answer("N07", "c1", now, Did.TOLD_PRACTITIONER))
        store.put_patient(Patient("Ada"))
    saved()
    with store.change("check_in.delete", now):
        store.delete_check_in("c1")
    saved()
    with store.change("session.delete", now):
        store.delete_session("s1")
    saved()
    return held


def test_adding_editing_and_deleting_are_undone_one_by_one_and_done_again(
    store: Store, catalogue: Catalogue, steps: list[Records], now: datetime
) -> None:
    labels = ["session", "check_in", "check_in", "answer", "check_in.delete", "session.delete"]
    for _ in range(2):
        for label, before in reversed(list(zip(labels, steps, strict=False))):
            assert store.undo(now) == label
            assert store.records(catalogue) == before
        assert store.last_change() is None
        for label, after in zip(labels, steps[1:], strict=True):
            assert store.last_undone() is not None
            assert store.redo(now) == label
            assert store.records(catalogue) == after
        assert store.last_undone() is None
    store.verify(catalogue)


def test_undo_and_redo_go_on_after_the_diary_was_closed(
    store: Store, path: Path, catalogue: Catalogue, steps: list[Records], now: datetime, key: Key | None
) -> None:
    store.close()
    for act, held in (("undo", steps[5]), ("undo", steps[4]), ("redo", steps[5]), ("undo", steps[4])):
        reopened = Store.open(path, key)
        getattr(reopened, act)(now)
        assert reopened.records(catalogue) == held
        reopened.close()


def test_the_last_change_says_what_and_when_and_skips_what_is_undone(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    later = now + timedelta(hours=1)
    with store.change("session", now):
        store.put_session(session(catalogue))
    with store.change("check_in", later):
        store.put_check_in(check_in(catalogue))
    assert store.last_change() == ChangeRow(2, "check_in", later)
    store.undo(later)
    assert store.last_change() == ChangeRow(1, "session", now)
    store.redo(later)
    assert store.last_change() == ChangeRow(2, "check_in", later)


def test_something_new_after_an_undo_leaves_nothing_to_do_again(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    with store.change("session", now):
        store.put_session(session(catalogue))
    store.undo(now)
    with store.change("check_in", now):
        store.put_check_in(check_in(catalogue))
    assert store.last_undone() is None
    with pytest.raises(Changed):
        store.redo(now)
    store.undo(now)
    assert store.records(catalogue).check_ins == ()


def test_a_new_diary_has_nothing_to_undo_or_do_again(store: Store, now: datetime) -> None:
    assert store.last_change() is None
    for act in (store.undo, store.redo):
        with pytest.raises(Changed):
            act(now)


def test_saving_the_same_again_is_no_change(store: Store, catalogue: Catalogue, now: datetime) -> None:
    full = Records(Patient("Ada"), (session(catalogue),), (check_in(catalogue),))
    save(store, full, now)
    first = store.last_change()
    save(store, full, now + timedelta(hours=1))
    with store.change("check_in.delete", now):
        store.delete_check_in("not there")
    assert store.last_change() == first


def test_undo_never_takes_back_what_another_window_did_meanwhile(
    store: Store, path: Path, catalogue: Catalogue, now: datetime, key: Key | None
) -> None:
    with store.change("session", now):
        store.put_session(session(catalogue))
    shown = store.last_change()
    assert shown
    other = Store.open(path, key)
    with other.change("check_in", now):
        other.put_check_in(check_in(catalogue))
    other.close()
    with pytest.raises(Changed):
        store.undo(now, expected=shown.id)
    assert len(store.records(catalogue).check_ins) == 1


def test_a_row_that_is_no_longer_as_it_was_left_stops_the_whole_undo(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    with store.change("import", now):
        store.put_session(session(catalogue))
        store.put_check_in(check_in(catalogue))
    with store.change("check_in", now):
        store.put_check_in(check_in(catalogue, note="edited"))
    # As if the newer change had been noted as taken back, while its row stayed.
    noted = "INSERT INTO change(at, label, kind, undoes, is_open, seal) VALUES (0, 'x', 'undo', 2, 0, 0)"
    store._db.execute(noted)
    held = store.records(catalogue)
    with pytest.raises(Changed):
        store.undo(now)
    assert store.records(catalogue) == held


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE revision SET tbl = 'change'",
        "UPDATE revision SET tbl = 'session; DROP TABLE session'",
        "UPDATE revision SET op = 'D', old = '[]'",
        "UPDATE revision SET op = 'D', old = '{\"note = 1; --\": 1}'",
    ],
)
def test_a_history_that_was_meddled_with_is_not_followed(
    store: Store, catalogue: Catalogue, now: datetime, spoil: str
) -> None:
    with store.change("session", now):
        store.put_session(session(catalogue))
    store._db.execute(spoil)
    held = store.records(catalogue)
    with pytest.raises(Damaged):
        store.undo(now)
    assert store.records(catalogue) == held


@settings(max_examples=30)
@given(data=st.data())
def test_any_changes_undone_in_reverse_leave_what_was_there(
    data: st.DataObject,
    catalogue: Catalogue,
    empty_diary: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("undo") / "diary.db"
    shutil.copy(empty_diary, path)
    at = datetime.fromisoformat("2026-03-05T21:00:00+00:00")
    with closing(Store.open(path)) as store:
        held = [store.records(catalogue)]
        for written in data.draw(st.lists(records(catalogue, at_most=2), min_size=1, max_size=3)):
            # The same few ids, so that later changes edit what earlier ones added.
            sessions = tuple(replace(s, id=f"s{n}") for n, s in enumerate(written.sessions))
            check_ins = tuple(replace(c, id=f"c{n}") for n, c in enumerate(written.check_ins))
            save(store, replace(written, sessions=sessions, check_ins=check_ins), at)
            if (after := store.records(catalogue)) != held[-1]:
                held.append(after)
        for before in reversed(held[:-1]):
            store.undo(at)
            assert store.records(catalogue) == before
        for after in held[1:]:
            store.redo(at)
            assert store.records(catalogue) == after
