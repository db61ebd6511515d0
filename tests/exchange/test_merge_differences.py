"""What differs between a diary and a file is named, each difference at its field."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import (
    Answer,
    Change,
    CheckIn,
    Patient,
    Practitioner,
    Records,
    RedFlags,
    Session,
    Zap,
)
from afterneedle.exchange.json_diary import in_order
from afterneedle.exchange.merge import (
    ANSWER_PHRASES,
    CHECK_IN_PHRASES,
    PATIENT_PHRASES,
    SESSION_PHRASES,
    Conflict,
    compare,
    merge,
)
from support import strategies
from support.builders import an_observation
from support.merging import ALEX, after, with_first_check_in, with_session
from support.whole_diaries import to_the_second

LATER = datetime(2026, 3, 9, 9, tzinfo=UTC)


def differences(mine: Records, theirs: Records) -> tuple[str, ...]:
    with pytest.raises(Conflict) as caught:
        merge(mine, theirs, None)
    assert str(caught.value) == "; ".join(caught.value.differences)
    return caught.value.differences


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        ({"note": "ouch"}, "check_ins c1: the note differs"),
        ({"medicines": "Ibuprofen"}, "check_ins c1: the medicines differ"),
        ({"zone": "Europe/Paris"}, "check_ins c1: the time zone differs"),
        ({"day": date(2026, 3, 2)}, "check_ins c1: the day differs"),
        ({"entered_at": LATER}, "check_ins c1: the time it was entered differs"),
        ({"edited_at": LATER}, "check_ins c1: the time of the last edit differs"),
        ({"red_flags": RedFlags()}, "check_ins c1: the answers to the emergency questions differ"),
        ({"none_of": frozenset({"skin"})}, 'check_ins c1: the groups with "none of these" differ'),
        ({"observations": ()}, "check_ins c1: the symptoms differ"),
        ({"function": {"sleep": 2}}, "check_ins c1: the daily-life answers differ"),
        (
            {"felt_at": datetime(2026, 3, 3, 21, tzinfo=UTC)},
            "check_ins c1: the time it is about differs",
        ),
    ],
)
def test_a_check_in_with_other_content_is_named_with_what_differs(diary, changes, difference):
    assert differences(diary, with_first_check_in(diary, **changes)) == (difference,)


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        ({"ended_at": LATER}, "sessions s1: the time it ended differs"),
        ({"zone": "Europe/Paris"}, "sessions s1: the time zone differs"),
        ({"sites": ()}, "sessions s1: the needled places differ"),
        ({"ended_about": True}, "sessions s1: whether the time is only about right differs"),
        ({"practitioner": Practitioner("Kim")}, "sessions s1: the practitioner differs"),
        ({"zap": Zap(felt=True)}, "sessions s1: what is said about a zap differs"),
        ({"twitch": False}, "sessions s1: what is said about a twitch differs"),
        ({"baseline": ()}, "sessions s1: the symptoms from before differ"),
        ({"baseline": None}, "sessions s1: the symptoms from before differ"),
        ({"note": "x"}, "sessions s1: the note differs"),
        ({"edited_at": LATER}, "sessions s1: the time of the last edit differs"),
    ],
)
def test_a_session_with_other_content_is_named_with_what_differs(diary, changes, difference):
    assert differences(diary, with_session(diary, **changes)) == (difference,)


@pytest.mark.parametrize(
    ("changes", "difference"),
    [
        ({"name": "Sam"}, "patient: the name differs"),
        ({"born": date(1984, 2, 6)}, "patient: the date of birth differs"),
        ({"conditions": ("diabetes",)}, "patient: the conditions differ"),
    ],
)
def test_a_patient_of_whom_both_say_something_else_is_named_with_what_differs(diary, changes, difference):
    assert differences(diary, replace(diary, patient=replace(ALEX, **changes))) == (difference,)


def test_all_differences_are_named_at_once(diary):
    theirs = with_session(with_first_check_in(diary, note="a", medicines="b"), note="c")
    theirs = replace(
        theirs, patient=replace(ALEX, name="Sam"), answers=(replace(diary.answers[0], words="d"),)
    )

    assert differences(diary, theirs) == (
        "patient: the name differs",
        "sessions s1: the note differs",
        "check_ins c1: the medicines differ",
        "check_ins c1: the note differs",
        "answers N07 c1: the words differ",
    )


def test_the_same_instant_on_another_clock_is_a_difference(diary):
    [felt_at, *_] = [c.felt_at for c in diary.check_ins]
    abroad = datetime.fromisoformat("2026-03-03T21:00:00+01:00")
    assert abroad == felt_at

    assert differences(diary, with_first_check_in(diary, felt_at=abroad)) == (
        "check_ins c1: the time it is about differs",
    )


def test_a_time_inside_a_symptom_counts_too(catalogue, diary):
    [old] = diary.check_ins[0].observations
    mine = with_first_check_in(diary, observations=(replace(old, since=LATER),))
    theirs = with_first_check_in(
        diary,
        observations=(
            replace(old, since=LATER.astimezone(datetime.fromisoformat("2026-03-09T10:00:00+01:00").tzinfo)),
        ),
    )

    assert mine == theirs
    assert differences(mine, theirs) == ("check_ins c1: the symptoms differ",)


def test_neither_order_nor_a_fraction_of_a_second_is_a_difference(catalogue, diary):
    said = (an_observation(catalogue), an_observation(catalogue, "tingling", "palm.l", 1, change=Change.SAME))
    mine = with_first_check_in(diary, observations=said)
    theirs = with_first_check_in(
        diary,
        observations=said[::-1],
        felt_at=diary.check_ins[0].felt_at + timedelta(microseconds=5),
    )
    theirs = replace(theirs, patient=replace(ALEX, conditions=ALEX.conditions[::-1]))

    assert merge(mine, theirs, None).is_empty


@pytest.mark.parametrize(
    ("record", "phrases", "key"),
    [
        (Patient, PATIENT_PHRASES, set()),
        (Session, SESSION_PHRASES, {"id"}),
        (CheckIn, CHECK_IN_PHRASES, {"id"}),
        (Answer, ANSWER_PHRASES, {"rule", "check_in", "at", "did"}),
    ],
)
def test_no_field_of_a_record_is_forgotten_in_the_comparison(
    record: type, phrases: Mapping[str, str], key: set[str]
):
    assert {f.name for f in fields(record)} == set(phrases) | key


@st.composite
def edited_apart(draw: st.DrawFn, catalogue: Catalogue) -> tuple[Records, Records]:
    """One diary, and two copies of it after any entries were added, edited and deleted in each."""
    first = to_the_second(draw(strategies.records(catalogue)))

    def each_as_it_is_edited_or_gone(records: tuple, field: str) -> list:
        ways = [(r, replace(r, **{field: draw(strategies.texts)}), None) for r in records]
        return [one for way in ways if (one := draw(st.sampled_from(way))) is not None]

    def edited() -> Records:
        more = to_the_second(draw(strategies.records(catalogue, at_most=2)))
        sessions = each_as_it_is_edited_or_gone(first.sessions, "note")
        check_ins = each_as_it_is_edited_or_gone(first.check_ins, "medicines")
        answers = each_as_it_is_edited_or_gone(first.answers, "words")
        return in_order(
            Records(
                draw(st.sampled_from([first.patient, more.patient])),
                _once([*more.sessions, *sessions], lambda s: s.id),
                _once([*more.check_ins, *check_ins], lambda c: c.id),
                _once([*more.answers, *answers], answer_key),
            )
        )

    return edited(), edited()


def _once(records: list, key) -> tuple:
    return tuple({key(one): one for one in records}.values())


def answer_key(answer: Answer) -> tuple:
    return answer.rule, answer.check_in, answer.at.isoformat(), answer.did


@given(st.data())
def test_two_copies_edited_apart_lose_no_entry_and_every_conflict_is_shown(catalogue, data):
    laptop, desktop = data.draw(edited_apart(catalogue))
    compared = compare(laptop, desktop)
    choices = {d.key: data.draw(st.sampled_from(["mine", "theirs"])) for d in compared.differences}

    merged = after(laptop, compared.merged(choices))

    kinds = {"sessions": lambda s: s.id, "check_ins": lambda c: c.id, "answers": answer_key}
    for name, key in kinds.items():
        mine, theirs, both = ({key(r): r for r in getattr(d, name)} for d in (laptop, desktop, merged))
        assert both.keys() == mine.keys() | theirs.keys()
        # All that is in one copy only, or the same in both, is there as it was; the rest was asked about.
        asked = {d.key[1:] for d in compared.differences if d.key[0] == name}
        apart = {k for k in mine.keys() & theirs.keys() if mine[k] != theirs[k]}
        assert {key_words(k) for k in apart} <= asked
        for k, record in both.items():
            chosen = choices.get((name, *key_words(k)))
            side = theirs if k not in mine or chosen == "theirs" else mine
            assert record == side[k]
    said = {d.key[1] for d in compared.differences if d.key[0] == "patient"}
    for field in fields(Patient):
        values = {getattr(p.patient, field.name) for p in (laptop, desktop)}
        assert getattr(merged.patient, field.name) in values
        if len(values) == 2 and all(values) and field.name != "conditions":
            assert field.name in said
    again = compare(merged, desktop)
    assert (again.new_sessions, again.new_check_ins, again.new_answers) == ((), (), ())
    assert {d.key for d in again.differences} == {key for key, side in choices.items() if side == "mine"}


def key_words(key: str | tuple) -> tuple[str, ...]:
    return (key,) if isinstance(key, str) else (*key[:3], key[3].value)
