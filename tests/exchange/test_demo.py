"""The sample diary shows what a diary can hold, and always ends today."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from afterneedle.assets import asset
from afterneedle.content.rulebook import load_rulebook
from afterneedle.domain.assessment import assess
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import CheckIn, Level, Records
from afterneedle.exchange.demo import demo_records
from afterneedle.exchange.json_diary import dump, parse

LONDON = ZoneInfo("Europe/London")
TODAYS = [date(2026, 4, 13), date(2026, 1, 1), date(2026, 10, 27), date(2028, 2, 29), date(2031, 11, 3)]
BOUNDS = (0, 24, 48, 72, 168, 336)  # hours, rules.md section 3


@pytest.fixture
def written(catalogue: Catalogue) -> Records:
    """The diary as it stands in the file."""
    return parse(asset("demo/diary.json").read_text("utf-8"), catalogue)


def hours(records: Records, session: str, check_in: str) -> float:
    ended_at = next(s.ended_at for s in records.sessions if s.id == session)
    felt_at = next(c.felt_at for c in records.check_ins if c.id == check_in)
    return (felt_at - ended_at) / timedelta(hours=1)


def check_in(records: Records, id: str) -> CheckIn:
    return next(c for c in records.check_ins if c.id == id)


def windows(records: Records) -> list[int]:
    """For each check-in, how many bounds of the rules lie between it and each session."""
    return [
        sum((c.felt_at - s.ended_at) / timedelta(hours=1) > bound for bound in BOUNDS)
        for s in records.sessions
        for c in records.check_ins
    ]


def test_the_file_is_written_as_the_program_writes_it(catalogue, written):
    assert dump(written, catalogue) == asset("demo/diary.json").read_text("utf-8")


def test_the_person_is_plainly_invented(written):
    assert "invented" in written.patient.name
    assert all("invented" in s.practitioner.name for s in written.sessions)
    assert "does not exist" in written.patient.notes


@pytest.mark.parametrize("today", TODAYS)
def test_the_last_check_in_is_today_and_the_first_session_six_weeks_ago(catalogue, today):
    records = demo_records(catalogue, today)

    assert records.check_ins[-1].felt_at.date() == today
    assert records.check_ins[-1].day == today
    assert records.sessions[0].ended_at.date() == today - timedelta(days=41)


def test_nothing_but_the_date_moves(catalogue, written):
    moved = demo_records(catalogue, date(2026, 12, 24))
    days = date(2026, 12, 24) - date(2026, 4, 13)

    for old, new in zip(written.check_ins, moved.check_ins, strict=True):
        assert new.felt_at.replace(tzinfo=None) == old.felt_at.replace(tzinfo=None) + days
        assert new.entered_at.replace(tzinfo=None) == old.entered_at.replace(tzinfo=None) + days
        assert new.day == old.day + days
        assert (new.note, new.zone, new.red_flags) == (old.note, old.zone, old.red_flags)
    assert moved.patient == written.patient
    assert [a.at.date() for a in moved.answers] == [a.at.date() + days for a in written.answers]
    edited = [c.edited_at for c in moved.check_ins if c.edited_at]
    assert [e.date() for e in edited] == [date(2026, 3, 4) + days]
    [since] = [o.since for c in moved.check_ins for o in c.observations if o.since]
    assert since.replace(tzinfo=None).isoformat(timespec="minutes") == f"{date(2026, 3, 3) + days}T21:30"


def test_moved_to_the_day_it_was_written_for_it_stays_as_it_is(catalogue, written):
    assert dump(demo_records(catalogue, date(2026, 4, 13)), catalogue) == dump(written, catalogue)


def test_every_time_has_the_offset_that_london_had_on_that_day(catalogue):
    records = demo_records(catalogue, date(2026, 11, 10))
    moments = [
        *(s.ended_at for s in records.sessions),
        *(c.felt_at for c in records.check_ins),
        *(c.entered_at for c in records.check_ins),
        *(a.at for a in records.answers),
    ]

    assert {m.utcoffset() for m in moments} == {timedelta(0), timedelta(hours=1)}
    for moment in moments:
        assert moment.utcoffset() == moment.replace(tzinfo=LONDON).utcoffset()


def test_no_change_of_the_clocks_moves_a_check_in_across_a_bound_of_the_rules(catalogue, written):
    expected = windows(written)

    for n in range(366):
        assert windows(demo_records(catalogue, date(2026, 1, 1) + timedelta(days=n))) == expected


def test_the_first_session_is_sore_for_less_than_two_days_and_tingles_for_more(written):
    said = [(c.id, o) for c in written.check_ins[:10] for o in c.observations if o.is_present]
    sore = [id for id, o in said if o.symptom.id == "soreness"]
    tingling = [(id, o) for id, o in said if o.symptom.id == "tingling"]

    assert max(hours(written, "demo-s1", id) for id in sore) == 42  # S01: up to 48 h, expected
    assert [hours(written, "demo-s1", id) for id, _ in tingling] == [8.5, 29.75, 42, 54, 77.5, 102.25]
    #                                                       N01 watch, N04, N04, N06 doctor, N07, N07
    assert all(o.worst == 1 for _, o in tingling)
    assert written.sessions[0].zap.felt
    assert written.sessions[0].zap.stopped_at_once
    assert written.sessions[0].zap.place.limb != "arm.r"  # so N10 raises nothing


def test_the_tingling_was_seen_by_a_doctor_and_ended_with_two_gones_half_a_day_apart(written):
    gone = [
        c.felt_at
        for c in written.check_ins
        for o in c.observations
        if o.symptom.id == "tingling" and o.is_gone
    ]
    [told, seen, _] = written.answers

    assert (told.rule, told.did.value) == ("N04", "told_practitioner")
    assert (seen.rule, seen.did.value) == ("N06", "seen_by_doctor")
    assert check_in(written, seen.check_in).felt_at < seen.at
    assert gone[1] - gone[0] >= timedelta(hours=12)


def test_the_emergency_sign_of_the_second_session_was_checked_the_same_night(written):
    signs = [(c, p) for c in written.check_ins for p in c.red_flags.present]
    [(felt, sign)] = signs
    answer = written.answers[-1]

    assert sign.symptom.id == "rf_chest"
    assert hours(written, "demo-s2", felt.id) == 4
    assert (answer.rule, answer.check_in, answer.did.value) == ("R01", felt.id, "seen_by_doctor")
    assert timedelta(0) < answer.at - felt.felt_at < timedelta(hours=4)
    assert "no collapsed lung" in answer.words


def test_the_last_soreness_is_mild_easing_and_past_two_days(written):
    last = check_in(written, written.check_ins[-1].id)
    [soreness] = last.observations

    assert 48 < hours(written, "demo-s3", last.id) <= 72  # S04: watch
    assert (soreness.symptom.id, soreness.worst, soreness.change.value) == ("soreness", 2, "better")


def test_it_has_a_gap_a_late_entry_an_edited_one_one_after_midnight_and_one_half_answered(written):
    days = sorted({c.day for c in written.check_ins})
    gaps = [b - a for a, b in pairwise(days)]

    assert timedelta(days=5) in gaps
    assert [c.id for c in written.check_ins if c.entered_at > c.felt_at] == ["demo-c07"]
    assert [c.id for c in written.check_ins if c.edited_at] == ["demo-c03"]
    assert [c.id for c in written.check_ins if c.day < c.felt_at.date()] == ["demo-c12"]
    assert [c.id for c in written.check_ins if len(c.red_flags.asked) == 2] == ["demo-c13"]
    assert any(c.medicines for c in written.check_ins)
    assert any(c.function for c in written.check_ins)
    assert any("José" in c.note for c in written.check_ins)


# The flag at each check-in, read off rules.md section 3 by hand, and whether a doctor's word covers it.
EXPECTED_FLAGS = {
    "demo-c01": None,  # S01: 5.5 h, soreness 4
    "demo-c02": ("N01", Level.WATCH, False),  # 8.5 h, mild
    "demo-c03": ("N04", Level.CONTACT_PRACTITIONER, False),  # 29.75 h, mild, same
    "demo-c04": ("N04", Level.CONTACT_PRACTITIONER, False),  # 42 h, mild, same
    "demo-c05": ("N06", Level.SEE_DOCTOR, False),  # 54 h, mild, same
    "demo-c06": ("N07", Level.SEE_DOCTOR, True),  # 77.5 h, seen by the doctor three hours before
    "demo-c07": ("N07", Level.SEE_DOCTOR, True),  # 102.25 h, came and went: still present
    "demo-c08": ("N07", Level.SEE_DOCTOR, True),  # the first of two "gone"
    "demo-c09": None,  # the second
    "demo-c10": None,
    "demo-c11": ("R01", Level.EMERGENCY, False),
    "demo-c12": None,  # seen at the hospital
    "demo-c13": None,  # S01 and K01: 27.5 h
    "demo-c14": ("S04", Level.WATCH, False),  # 51 h, soreness 2, better
    "demo-c15": None,
    "demo-c16": None,
    "demo-c17": None,  # S01: 4 h
    "demo-c18": None,  # S01: 26 h, one point up is not worse
    "demo-c19": ("S04", Level.WATCH, False),  # 50.5 h, soreness 3, better
    "demo-c20": ("S04", Level.WATCH, False),  # 62.7 h, soreness 2
}


@pytest.mark.parametrize("today", TODAYS)
def test_each_check_in_gets_the_flag_that_the_rules_foresee(catalogue, today):
    records, rulebook = demo_records(catalogue, today), load_rulebook(catalogue)
    found = {}
    for check_in in records.check_ins:
        flags = assess(records, catalogue, rulebook, check_in.felt_at).flags
        assert len(flags) <= 1
        found[check_in.id] = (flags[0].rule.id, flags[0].level, flags[0].answered) if flags else None

    assert found == EXPECTED_FLAGS


@pytest.mark.parametrize("hour", [0, 9, 21])
def test_whenever_it_is_opened_today_there_is_something_mild_to_see(catalogue, hour):
    today = date(2026, 11, 23)
    now = datetime.combine(today, time(hour), UTC)

    assessment = assess(demo_records(catalogue, today), catalogue, load_rulebook(catalogue), now)

    assert assessment.level == Level.WATCH
    assert assessment.not_known == ()
