"""An impossible record cannot be made; each refusal names the field."""

from datetime import UTC, date, datetime

import pytest

from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import (
    Answer,
    Baseline,
    Did,
    Observation,
    Patient,
    Practitioner,
    RedFlag,
    RedFlags,
    Session,
)
from support.builders import a_baseline, a_check_in, a_red_flag, a_session, an_observation

NAIVE = datetime(2026, 3, 2, 10)
TOO_LONG = "a" * 20_001


def refused(make, *args, **values):
    """The field that a value is refused for."""
    with pytest.raises(Impossible) as caught:
        make(*args, **values)
    return caught.value.field


def test_a_refusal_reads_as_a_sentence_with_its_path(catalogue):
    with pytest.raises(Impossible) as caught:
        an_observation(catalogue, worst=11)
    error = caught.value
    assert str(error) == "worst: 11 is not between 0 and 10"
    assert str(error.under("observations[0]")) == "observations[0].worst: 11 is not between 0 and 10"
    assert Impossible("", "no").under("check_ins[1]").field == "check_ins[1]"


@pytest.mark.parametrize("id", ["", "x" * 65])
def test_an_id_has_1_to_64_characters(catalogue, id):
    assert refused(a_session, catalogue, id=id) == "id"
    assert refused(a_check_in, catalogue, id=id) == "id"


def test_the_longest_and_shortest_id_are_fine(catalogue):
    assert a_session(catalogue, id="x" * 64).id == "x" * 64
    assert a_check_in(catalogue, id="x").id == "x"


def test_a_time_needs_its_offset_from_utc(catalogue):
    assert refused(a_session, catalogue, ended_at="2026-03-02T10:00:00") == "ended_at"
    assert refused(a_check_in, catalogue, felt_at="2026-03-02T10:00:00") == "felt_at"
    assert refused(a_check_in, catalogue, entered_at="2026-03-02T10:00:00") == "entered_at"
    assert refused(an_observation, catalogue, since="2026-03-02T10:00:00") == "since"
    assert refused(Answer, "N07", "c1", NAIVE, Did.SEEN_BY_DOCTOR) == "at"


@pytest.mark.parametrize("text", [TOO_LONG, "half a character \ud800"])
def test_a_text_has_at_most_20_000_whole_characters(catalogue, text):
    assert refused(a_session, catalogue, note=text) == "note"
    assert refused(a_check_in, catalogue, note=text) == "note"
    assert refused(a_check_in, catalogue, medicines=text) == "medicines"
    assert refused(Answer, "N07", "c1", datetime(2026, 3, 2, tzinfo=UTC), Did.SEEN_BY_DOCTOR, text) == "words"
    for name in ("name", "medicines", "allergies", "notes"):
        assert refused(Patient, **{name: text}) == name
    for name in ("name", "profession", "phone"):
        assert refused(Practitioner, **{name: text}) == name


def test_a_text_of_20_000_characters_in_any_script_is_kept(catalogue):
    text = ("\U0001f600 שלום\u0000" * 3000)[:20_000]
    assert a_check_in(catalogue, note=text).note == text


def test_a_session_names_a_place_and_a_baseline_symptom_once(catalogue):
    assert refused(a_session, catalogue, sites=["palm.l", "palm.l"]) == "sites"
    twice = [a_baseline(catalogue, severity=3), a_baseline(catalogue, severity=4)]
    assert refused(a_session, catalogue, baseline=twice) == "baseline"


def test_a_baseline_is_no_emergency_sign_and_has_a_strength_on_its_scale(catalogue):
    assert refused(a_baseline, catalogue, "drop", None, 1) == "symptom"
    for severity in (0, 11):
        assert refused(a_baseline, catalogue, severity=severity) == "severity"
    assert refused(a_baseline, catalogue, "numbness", None, 1) == "place"
    assert Baseline(catalogue.symptoms["numbness"], catalogue.places["palm.l"], 3).severity == 3


@pytest.mark.parametrize(
    ("symptom", "place", "worst", "details", "field"),
    [
        ("rf_chest", None, None, (), "symptom"),
        ("tingling", None, 1, (), "place"),
        ("fever", "palm.l", None, (), "place"),
        ("tingling", "palm.l", 1, ("growing",), "details"),
        ("tingling", "palm.l", 4, (), "worst"),
        ("tingling", "palm.l", -1, (), "worst"),
        ("fever", None, 2, (), "worst"),
        ("tingling", "palm.l", None, (), "worst"),
    ],
)
def test_an_observation_fits_its_symptom(catalogue, symptom, place, worst, details, field):
    assert refused(an_observation, catalogue, symptom, place, worst, details=details) == field


def test_how_strong_may_be_left_out_when_it_is_gone_changed_or_yes_or_no(catalogue):
    assert an_observation(catalogue, worst=None, now=False).is_gone
    assert Observation(catalogue.symptoms["fever"]).is_present


def test_an_emergency_sign_fits_its_symptom(catalogue):
    assert refused(RedFlag, catalogue.symptoms["tingling"]) == "symptom"
    assert refused(a_red_flag, catalogue, "rf_chest", "chest.l") == "place"
    assert refused(a_red_flag, catalogue, "rf_chest", details=["sudden"]) == "details"


def test_an_emergency_sign_is_named_once_and_was_asked_when_it_is_there(catalogue):
    assert refused(RedFlags, frozenset(), (a_red_flag(catalogue), a_red_flag(catalogue))) == "present"
    flags = RedFlags(frozenset({catalogue.symptoms["rf_head"]}), (a_red_flag(catalogue),))
    assert flags.asked == {catalogue.symptoms["rf_head"], catalogue.symptoms["rf_chest"]}
    assert flags.denied == {catalogue.symptoms["rf_head"]}


def test_a_check_in_counts_for_its_local_date_or_the_day_before(catalogue):
    for day in ("2026-03-02", "2026-03-03"):
        assert a_check_in(catalogue, day=day).day == date.fromisoformat(day)
    for day in ("2026-03-01", "2026-03-04"):
        assert refused(a_check_in, catalogue, day=day) == "day"


def test_a_check_in_denies_only_groups_that_can_be_denied(catalogue):
    assert refused(a_check_in, catalogue, none_of=["red"]) == "none_of"
    assert refused(a_check_in, catalogue, none_of=["soreness"]) == "none_of"


def test_a_group_is_not_both_denied_and_present(catalogue):
    tingling = an_observation(catalogue, "tingling", "palm.l", 1)
    assert refused(a_check_in, catalogue, none_of=["nerve"], says=[tingling]) == "none_of"
    gone = an_observation(catalogue, "tingling", "palm.l", None, now=False)
    assert a_check_in(catalogue, none_of=["nerve"], says=[gone]).none_of == {"nerve"}
    assert a_check_in(catalogue, none_of=["movement"], says=[tingling]).none_of == {"movement"}


def test_a_check_in_tells_of_a_symptom_at_a_place_once(catalogue):
    both = [an_observation(catalogue, worst=3), an_observation(catalogue, worst=4)]
    assert refused(a_check_in, catalogue, says=both) == "observations[1]"


@pytest.mark.parametrize("value", [-1, 4])
def test_daily_life_goes_from_no_limit_to_stops_me(catalogue, value):
    assert refused(a_check_in, catalogue, function={"grip.l": value}) == "function.grip.l"
    assert a_check_in(catalogue, function={"grip.l": 3, "work": 0}).function == {"grip.l": 3, "work": 0}


def test_a_session_needs_no_more_than_its_end_and_places():
    session = Session("s1", datetime(2026, 3, 2, tzinfo=UTC), "+00:00", ())
    assert (session.zap.felt, session.baseline, session.twitch) == (None, None, None)
