"""An import adds what is new, doubles nothing, and names what differs before it replaces anything."""

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
    Did,
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
    Keep,
    Merge,
    compare,
    merge,
)
from support import strategies
from support.builders import a_baseline, a_check_in, a_session, an_answer, an_observation
from support.whole_diaries import to_the_second

ALEX = Patient(name="Alex", born=date(1984, 6, 2), conditions=("diabetes", "pregnant"))
LATER = datetime(2026, 3, 9, 9, tzinfo=UTC)


@pytest.fixture
def diary(catalogue: Catalogue) -> Records:
    """One session, two check-ins, one answer."""
    return Records(
        ALEX,
        (a_session(catalogue, baseline=[a_baseline(catalogue)]),),
        (
            a_check_in(catalogue, id="c1", says=[an_observation(catalogue)], function={"sleep": 1}),
            a_check_in(catalogue, id="c2", felt_at="2026-03-04T20:00:00+00:00"),
        ),
        (an_answer(),),
    )


def after(mine: Records, result: Merge) -> Records:
    """The diary once the import was written, each changed record in the place of the old one."""

    def put(old, new, changed, key) -> tuple:
        return tuple({key(r): r for r in (*old, *new, *changed)}.values())

    def same_answer(answer: Answer) -> tuple:
        return answer.rule, answer.check_in, answer.at.isoformat(), answer.did

    return in_order(
        Records(
            result.patient,
            put(mine.sessions, result.new_sessions, result.changed_sessions, lambda s: s.id),
            put(mine.check_ins, result.new_check_ins, result.changed_check_ins, lambda c: c.id),
            put(mine.answers, result.new_answers, result.changed_answers, same_answer),
        )
    )


def differences(mine: Records, theirs: Records) -> tuple[str, ...]:
    with pytest.raises(Conflict) as caught:
        merge(mine, theirs, None)
    assert str(caught.value) == "; ".join(caught.value.differences)
    return caught.value.differences


def with_first_check_in(records: Records, **changes) -> Records:
    first, *rest = records.check_ins
    return replace(records, check_ins=(replace(first, **changes), *rest))


def with_session(records: Records, **changes) -> Records:
    return replace(records, sessions=(replace(records.sessions[0], **changes),))


def test_into_an_empty_diary_everything_is_new(diary):
    result = merge(Records(), diary, None)

    assert result == Merge(
        diary.sessions, diary.check_ins, diary.answers, (), (), (), diary.patient, patient_changed=True
    )
    assert not result.is_empty


def test_importing_the_same_again_changes_nothing(diary):
    result = merge(diary, diary, None)

    assert result.is_empty
    assert after(diary, result) == diary


def test_what_is_not_in_the_file_stays(diary):
    assert merge(diary, Records(), None).is_empty


def test_only_what_is_new_is_added(catalogue, diary):
    new = a_check_in(catalogue, id="c3")

    result = merge(diary, replace(diary, check_ins=(*diary.check_ins, new)), None)

    assert result.new_check_ins == (new,)
    assert (result.new_sessions, result.new_answers, result.patient_changed) == ((), (), False)


@pytest.mark.parametrize("nothing_new", ["sessions", "check_ins", "answers"])
def test_each_kind_of_record_alone_is_something_to_import(diary, nothing_new):
    mine = replace(diary, **{nothing_new: ()})

    assert not merge(mine, diary, None).is_empty


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


def test_to_keep_mine_adds_what_is_new_and_leaves_the_rest(catalogue, diary):
    new = a_session(catalogue, id="s2")
    theirs = with_first_check_in(replace(diary, sessions=(*diary.sessions, new)), note="theirs")
    theirs = replace(theirs, patient=replace(ALEX, name="Sam"))

    result = merge(diary, theirs, "mine")

    assert result.new_sessions == (new,)
    assert (result.changed_check_ins, result.patient) == ((), ALEX)
    assert not result.patient_changed


def test_to_keep_theirs_replaces_what_differs_and_nothing_else(diary):
    theirs = with_session(with_first_check_in(diary, note="theirs"), note="theirs")
    theirs = replace(
        theirs,
        patient=replace(ALEX, name="Sam", born=None),
        answers=(replace(diary.answers[0], words="theirs"),),
    )

    result = merge(diary, theirs, "theirs")

    assert result.changed_sessions == theirs.sessions
    assert result.changed_check_ins == theirs.check_ins[:1]
    assert result.changed_answers == theirs.answers
    assert (result.new_sessions, result.new_check_ins, result.new_answers) == ((), (), ())
    assert result.patient == replace(ALEX, name="Sam")


@pytest.mark.parametrize("keep", [None, "mine", "theirs"])
def test_what_i_never_said_about_myself_comes_from_the_file(diary, keep):
    theirs = replace(diary, patient=replace(ALEX, allergies="Latex", notes="n", medicines="m"))

    result = merge(diary, theirs, keep)

    assert result.patient == theirs.patient
    assert result.patient_changed


@pytest.mark.parametrize("keep", [None, "mine", "theirs"])
def test_what_the_file_does_not_say_about_me_stays(diary, keep):
    result = merge(diary, replace(diary, patient=Patient(notes="n")), keep)

    assert result.patient == replace(ALEX, notes="n")


def test_another_answer_to_the_same_flag_is_added_not_replaced(diary):
    other = replace(diary.answers[0], did=Did.SEEN_BY_DOCTOR)

    assert merge(diary, replace(diary, answers=(other,)), None).new_answers == (other,)


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


@given(st.data(), st.sampled_from(["mine", "theirs"]))
def test_a_second_import_of_any_file_adds_nothing(catalogue, data, keep):
    mine, theirs = (data.draw(strategies.records(catalogue)) for _ in range(2))
    shared = data.draw(st.sampled_from([theirs.check_ins, ()]))
    mine = replace(mine, check_ins=tuple({c.id: c for c in (*mine.check_ins, *shared)}.values()))

    once = after(mine, merge(mine, theirs, keep))
    again = merge(once, theirs, keep)

    assert again.is_empty
    assert {c.id for c in once.check_ins} == {c.id for c in (*mine.check_ins, *theirs.check_ins)}
    assert {s.id for s in once.sessions} == {s.id for s in (*mine.sessions, *theirs.sessions)}


def test_each_difference_can_be_decided_on_its_own(diary):
    theirs = with_session(with_first_check_in(diary, note="theirs"), note="theirs")
    theirs = replace(theirs, patient=replace(ALEX, name="Sam", born=date(1980, 1, 1)))
    keys = [d.key for d in compare(diary, theirs).differences]
    assert keys == [("patient", "name"), ("patient", "born"), ("sessions", "s1"), ("check_ins", "c1")]

    choices: dict[tuple[str, ...], Keep] = dict.fromkeys(keys, "mine")
    result = merge(diary, theirs, choices | {("patient", "born"): "theirs", ("check_ins", "c1"): "theirs"})

    assert result.patient == replace(ALEX, born=date(1980, 1, 1))
    assert result.changed_check_ins == theirs.check_ins[:1]
    assert result.changed_sessions == ()


def test_a_difference_that_nobody_decided_is_named_and_nothing_happens(diary):
    theirs = with_session(with_first_check_in(diary, note="theirs"), note="theirs")
    with pytest.raises(Conflict) as caught:
        merge(diary, theirs, {("sessions", "s1"): "theirs"})
    assert caught.value.differences == ("check_ins c1: the note differs",)


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
