import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.domain.past import Only, is_among, moment_of, newest_first
from afterneedle.domain.records import Level, Records
from support.builders import a_check_in, a_session
from support.strategies import records

LEVELS = st.sampled_from(Level)


def test_the_newest_entry_stands_first_and_a_check_in_above_the_session_of_its_moment(catalogue):
    session = a_session(catalogue, ended_at="2026-03-03T20:00:00+00:00")
    same, later = a_check_in(catalogue), a_check_in(catalogue, id="c2", felt_at="2026-03-03T21:00:00+00:00")
    entries = newest_first(Records(sessions=(session,), check_ins=(same, later)))
    assert [entry.id for entry in entries] == ["c2", "c1", "s1"]


@pytest.mark.parametrize(
    ("entered_at", "late"), [("2026-03-04T03:59:00+00:00", False), ("2026-03-04T04:00:00+00:00", True)]
)
def test_late_is_what_was_written_on_a_later_diary_day(catalogue, entered_at, late):
    assert is_among(a_check_in(catalogue, entered_at=entered_at), Only.LATE, {}) is late


def test_a_session_is_never_late(catalogue):
    assert not is_among(a_session(catalogue), Only.LATE, {})


@pytest.mark.parametrize(("level", "flagged"), [(Level.EXPECTED, False), (Level.WATCH, True)])
def test_flagged_is_what_fired_above_expected(catalogue, level, flagged):
    assert is_among(a_check_in(catalogue), Only.FLAGGED, {"c1": level}) is flagged
    assert not is_among(a_check_in(catalogue), Only.FLAGGED, {"c2": level})


@pytest.mark.parametrize("make", [a_check_in, a_session])
def test_edited_is_what_has_the_time_of_an_edit(catalogue, make):
    assert is_among(make(catalogue, edited_at="2026-03-05T08:00:00+00:00"), Only.EDITED, {})
    assert not is_among(make(catalogue), Only.EDITED, {})


@given(data=st.data())
def test_every_entry_is_in_all_once_and_is_either_a_check_in_or_a_session(data, catalogue):
    written = data.draw(records(catalogue))
    entries = newest_first(written)
    ids = [entry.id for entry in (*written.check_ins, *written.sessions)]
    marks = data.draw(st.dictionaries(st.sampled_from(ids), LEVELS)) if ids else {}
    assert sorted(e.id for e in entries) == sorted(ids)
    assert [moment_of(e) for e in entries] == sorted(map(moment_of, entries), reverse=True)
    found = {only: [e for e in entries if is_among(e, only, marks)] for only in Only}
    assert found[Only.ALL] == entries
    assert len(found[Only.CHECK_INS]) + len(found[Only.SESSIONS]) == len(entries)
    for some in found.values():
        assert all(entry in entries for entry in some)
