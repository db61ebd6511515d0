"""Which backups stay, and when the next one is due."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.domain.backups import Holdings, is_due, superfluous

NOW = datetime(2026, 3, 5, 21, tzinfo=UTC)
DAY = timedelta(days=1)
TIMES = st.sets(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)), max_size=80)


def days_ago(*days: float) -> set[datetime]:
    return {NOW - n * DAY for n in days}


def test_ten_backups_all_stay_and_of_eleven_the_oldest_of_the_month_goes():
    ten = {datetime(2026, 3, day, tzinfo=UTC) for day in range(10, 20)}
    assert superfluous(ten) == set()
    assert superfluous(ten | {datetime(2026, 3, 9, tzinfo=UTC)}) == {datetime(2026, 3, 9, tzinfo=UTC)}


def test_of_each_month_before_the_last_one_stays():
    ten = {datetime(2026, 3, day, tzinfo=UTC) for day in range(10, 20)}
    february = {datetime(2026, 2, day, tzinfo=UTC) for day in (1, 14, 28)}
    assert superfluous(ten | february) == {datetime(2026, 2, day, tzinfo=UTC) for day in (1, 14)}


def test_the_last_of_twelve_months_stay_and_that_of_the_thirteenth_goes():
    ten = {datetime(2026, 3, day, tzinfo=UTC) for day in range(10, 20)}
    months = [datetime(2025, month, 5, tzinfo=UTC) for month in range(4, 13)]
    months += [datetime(2026, month, 5, tzinfo=UTC) for month in (1, 2)]
    assert superfluous(ten | set(months)) == set()  # March is the twelfth
    thirteenth = datetime(2025, 3, 5, tzinfo=UTC)
    assert superfluous(ten | set(months) | {thirteenth}) == {thirteenth}


@given(TIMES)
def test_whatever_was_made_when_the_newest_ten_stay_and_never_more_than_22(times):
    kept = times - superfluous(times)
    assert set(sorted(times)[-10:]) <= kept <= times
    assert len(kept) <= 22


@given(TIMES)
def test_what_stays_stays_again(times):
    assert superfluous(times - superfluous(times)) == set()


@given(st.lists(st.sampled_from([2, 5, 24, 24, 24, 72, 480, -24, -9600]), min_size=1, max_size=300))
def test_over_years_and_a_clock_that_jumps_an_old_backup_is_always_left(hours):
    kept, time = set(), NOW
    for step in hours:
        time += timedelta(hours=step)
        kept.add(time)
        kept -= superfluous(kept)
    assert max(kept) >= max(NOW + timedelta(hours=sum(hours[: n + 1])) for n in range(len(hours)))


@pytest.mark.parametrize(
    ("made", "due"),
    [((), True), ((1,), True), ((0.999,), False), ((0,), False), ((5, 0.5), False), ((-1,), True)],
)
def test_a_backup_is_due_when_the_last_one_is_a_day_old_and_one_from_the_future_does_not_count(made, due):
    assert is_due(days_ago(*made), NOW) is due


def test_a_diary_without_any_moment_in_it_is_empty():
    assert Holdings(0, 0, None).is_empty
    assert not Holdings(1, 0, NOW).is_empty
