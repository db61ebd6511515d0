"""What is saved comes back as it was."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Answer, Baseline, Did, Observation, Patient, Records, RedFlag, RedFlags
from afterneedle.store.errors import Damaged, Newer, StoreError
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.days import check_in, save, session
from support.sealing import reseal_all
from support.strategies import records


@settings(max_examples=50)
@given(data=st.data())
def test_any_diary_comes_back_the_same_after_closing(
    data: st.DataObject,
    catalogue: Catalogue,
    empty_diary: Path,
) -> None:
    path = empty_diary.with_name("copy.db")
    shutil.copy(empty_diary, path)
    written = data.draw(records(catalogue))
    store = Store.open(path)
    save(store, written)
    store.close()
    store = Store.open(path)
    read = store.records(catalogue)
    sessions = store.sessions(catalogue)
    store.verify(catalogue)
    assert all(map(store.holds, (read.patient, *read.sessions, *read.check_ins)))
    store.close()
    assert read == written
    assert sessions == read.sessions
    # == compares instants; the wall clocks must be there too.
    assert [s.ended_at.replace(tzinfo=None) for s in read.sessions] == [
        s.ended_at.replace(tzinfo=None) for s in written.sessions
    ]
    assert [c.felt_at.utcoffset() for c in read.check_ins] == [
        c.felt_at.utcoffset() for c in written.check_ins
    ]


def test_what_is_not_there_exactly_so_is_not_held(store: Store, catalogue: Catalogue, now: datetime) -> None:
    ended, felt = session(catalogue, note="dizzy"), check_in(catalogue)
    assert store.holds(Patient())
    assert not store.holds(felt)
    with store.change("import", now):
        store.put_session(ended)
        store.put_check_in(felt)
    assert store.holds(ended)
    assert store.holds(felt)
    for other in (
        Patient("Ada"),
        replace(ended, note=""),
        replace(ended, sites=()),
        replace(ended, baseline=()),
        replace(felt, id="c2"),
        replace(felt, edited_at=now),
        replace(felt, observations=()),
    ):
        assert not store.holds(other)


@settings(max_examples=50)
@given(data=st.data())
def test_saving_over_another_version_leaves_nothing_of_it(
    data: st.DataObject,
    catalogue: Catalogue,
    empty_diary: Path,
) -> None:
    path = empty_diary.with_name("copy.db")
    shutil.copy(empty_diary, path)
    first, second = (data.draw(records(catalogue, at_most=1)) for _ in range(2))
    sessions = tuple(replace(s, id="same") for s in second.sessions)
    check_ins = tuple(replace(c, id="same") for c in second.check_ins)
    store = Store.open(path)
    save(store, replace(first, answers=(), sessions=tuple(replace(s, id="same") for s in first.sessions)))
    with store.change("clear", datetime(2026, 1, 1, tzinfo=UTC)):
        for c in first.check_ins:
            store.delete_check_in(c.id)
    second = replace(second, sessions=sessions, check_ins=check_ins)
    save(store, second)
    read = store.records(catalogue)
    store.close()
    assert read == (second if sessions else replace(second, sessions=read.sessions))


def test_a_new_diary_holds_nothing(store: Store, catalogue: Catalogue) -> None:
    read = store.records(catalogue)
    assert (read.patient, read.sessions, read.check_ins, read.answers) == (Patient(), (), (), ())


def test_a_baseline_that_was_not_asked_is_not_one_without_symptoms(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    numb = Baseline(catalogue.symptoms["numbness"], catalogue.places["foot_top.l"], 1)
    for baseline in ((numb,), None, (), (numb,), ()):
        with store.change("session", now):
            store.put_session(replace(session(catalogue), baseline=baseline))
        assert store.records(catalogue).sessions[0].baseline == baseline


def test_an_emergency_sign_keeps_its_place_and_its_details(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    drop = RedFlag(catalogue.symptoms["drop"], catalogue.places["foot_top.l"], frozenset({"sudden"}))
    chest = RedFlag(catalogue.symptoms["rf_chest"])
    there = replace(check_in(catalogue), red_flags=RedFlags(catalogue.red_flags_asked, (drop, chest)))
    with store.change("check_in", now):
        store.put_check_in(there)
    read = store.records(catalogue).check_ins[0]
    assert read.red_flags.present == (drop, chest)
    assert read.red_flags.denied == there.red_flags.denied


def test_sites_and_observations_keep_the_order_they_were_said_in_after_an_edit(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    places = tuple(reversed(catalogue.places.values()))
    said = tuple(Observation(catalogue.symptoms["soreness"], place, worst=1) for place in places)
    for keep in (places, places[5:], places[5:] + places[:5]):
        with store.change("session", now):
            store.put_session(replace(session(catalogue), sites=keep))
            store.put_check_in(
                replace(check_in(catalogue), observations=tuple(o for o in said if o.place in keep))
            )
        read = store.records(catalogue)
        assert read.sessions[0].sites == keep
        assert [o.place for o in read.check_ins[0].observations] == [p for p in places if p in keep]


@pytest.mark.parametrize(
    "note",
    [
        "a" * 20_000,
        "🙂" * 20_000,
        "שלום עולם",
        "bell \x07 null \x00 tab \t",
        "'; DROP TABLE session; --",
        "\ufeff",
    ],
)
def test_unusual_text_is_kept(store: Store, catalogue: Catalogue, now: datetime, note: str) -> None:
    with store.change("check_in", now):
        store.put_check_in(check_in(catalogue, note=note))
    with store.change("check_in.delete", now):
        store.delete_check_in("c1")
    store.undo(now)
    assert store.records(catalogue).check_ins[0].note == note


def test_half_a_character_is_refused_and_nothing_is_saved(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    spoilt = Records(sessions=(session(catalogue),), check_ins=(check_in(catalogue, id="\ud83d"),))
    with pytest.raises(Impossible, match="cannot be saved"):
        save(store, spoilt, now)
    assert store.records(catalogue).sessions == ()


def test_both_hours_of_an_autumn_night_stay_apart(store: Store, catalogue: Catalogue, now: datetime) -> None:
    london = ZoneInfo("Europe/London")
    first = datetime(2026, 10, 25, 1, 30, tzinfo=london)
    second = first.replace(fold=1)
    with store.change("check_in", now):
        for id, felt_at in (("a", second), ("b", first)):
            store.put_check_in(
                replace(check_in(catalogue, id), felt_at=felt_at, entered_at=felt_at, day=date(2026, 10, 25))
            )
    read = store.records(catalogue).check_ins
    assert [c.id for c in read] == ["b", "a"]
    assert [c.felt_at.isoformat() for c in read] == ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"]


def test_what_was_felt_earlier_comes_first_wherever_it_was_felt(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    tokyo = datetime(2026, 6, 2, 9, tzinfo=timezone(timedelta(hours=9)))
    los_angeles = datetime(2026, 6, 1, 22, tzinfo=timezone(timedelta(hours=-7)))
    with store.change("check_in", now):
        for id, felt_at in (("later", los_angeles), ("earlier", tokyo)):
            store.put_check_in(replace(check_in(catalogue, id), felt_at=felt_at, day=felt_at.date()))
    assert [c.id for c in store.records(catalogue).check_ins] == ["earlier", "later"]


def test_moments_of_one_second_keep_their_order_too(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    sooner, later = now.replace(microsecond=1), now.replace(microsecond=500_000)
    with store.change("import", now):
        for id, at in (("a", later), ("b", sooner), ("c", now)):
            store.put_session(replace(session(catalogue, id), ended_at=at))
            store.put_check_in(replace(check_in(catalogue, id), felt_at=at, day=at.date()))
            store.put_answer(Answer("N07", id, at, Did.TOLD_PRACTITIONER))
    read = store.records(catalogue)
    assert [s.id for s in read.sessions] == ["c", "b", "a"]
    assert [c.id for c in read.check_ins] == ["c", "b", "a"]
    assert [a.check_in for a in read.answers] == ["c", "b", "a"]


def test_an_answer_said_again_in_other_words_is_still_one(
    store: Store, now: datetime, catalogue: Catalogue
) -> None:
    for words in ("told her", "told her by phone"):
        with store.change("answer", now):
            store.put_answer(Answer("N07", "c1", now, Did.TOLD_PRACTITIONER, words))
    assert [a.words for a in store.records(catalogue).answers] == ["told her by phone"]


def test_settings_are_kept_and_are_not_part_of_undo(store: Store, path: Path, key: Key | None) -> None:
    assert store.setting("reminder_time") is None
    store.set_setting("reminder_time", "19:00")
    store.set_setting("reminder_time", "20:30")
    store.close()
    reopened = Store.open(path, key)
    assert reopened.setting("reminder_time") == "20:30"
    assert reopened.last_change() is None
    reopened.close()


def test_settings_are_read_and_saved_together_by_what_their_names_begin_with(store: Store) -> None:
    store.set_setting("text_size", "100")
    store.set_settings("reminder_", {"hour": "19:00", "twice": "yes"})
    assert store.settings("reminder_") == {"hour": "19:00", "twice": "yes"}


def test_a_setting_is_swapped_only_while_it_is_as_it_was_read(
    store: Store, path: Path, key: Key | None
) -> None:
    other = Store.open(path, key)
    assert store.swap_setting("shown", None, "first")
    assert not other.swap_setting("shown", None, "second")
    assert other.swap_setting("shown", "first", "second")
    assert store.setting("shown") == "second"
    other.close()


def test_another_windows_save_shows_in_the_data_version(
    store: Store, path: Path, catalogue: Catalogue, now: datetime, key: Key | None
) -> None:
    other = Store.open(path, key)
    before = store.data_version()
    with store.change("session", now):
        store.put_session(session(catalogue))
    assert store.data_version() == before
    with other.change("check_in", now):
        other.put_check_in(check_in(catalogue))
    assert store.data_version() != before
    other.close()


@pytest.mark.parametrize(
    ("spoil", "trouble"),
    [
        ("UPDATE session_site SET place = 'kneee.r'", Newer),
        ("UPDATE observation SET symptom = 'hiccups'", Newer),
        ("UPDATE check_in SET red_asked = '[\"rf_future\"]'", Newer),
        ("UPDATE check_in SET function = '{\"juggle.l\": 1}'", Newer),
        ("UPDATE patient SET conditions = '[\"webbed_feet\"]'", Newer),
        ("UPDATE observation SET details = '[\"purple\"]'", Damaged),
        ("UPDATE observation SET symptom = 'numbness', place = ''", Damaged),
        ("UPDATE check_in SET none_of = '[[]]'", Damaged),
        ("UPDATE check_in SET note = CAST(x'66ff' AS TEXT)", Damaged),
    ],
)
def test_a_row_that_is_no_record_is_one_sentence_and_quotes_nothing(
    store: Store, catalogue: Catalogue, now: datetime, spoil: str, trouble: type[StoreError]
) -> None:
    with store.change("import", now):
        store.put_patient(Patient("Ada", conditions=("diabetes",)))
        store.put_session(session(catalogue))
        store.put_check_in(check_in(catalogue))
    with store.change("spoil", now):
        store._db.execute(spoil)
        reseal_all(store._db)
    reads = [store.records, store.verify]
    if "session" in spoil:
        reads.append(store.sessions)
    for read in reads:
        with pytest.raises(trouble) as caught:
            read(catalogue)
        assert str(store.path) in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__
