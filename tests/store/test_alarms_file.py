"""What is known beside a locked diary: times, for this account only, and never torn."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterneedle.domain.alarms import Alarms
from afterneedle.domain.plans import NIGHT, Plan, Rings
from afterneedle.domain.shown import Shown
from afterneedle.store import alarms_file
from afterneedle.store.alarms_file import change_alarms, drop_alarms, read_alarms
from afterneedle.store.errors import Locked, Missing

EVENING = datetime(2026, 3, 3, 19)
NOW = datetime(2026, 3, 3, 19, 0, 5, tzinfo=UTC)
KNOWN = Alarms(Plan(rings=Rings.ALWAYS), (EVENING, EVENING + timedelta(days=1)), shown=(Shown(EVENING, NOW),))

walls = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(lambda wall: wall.replace(microsecond=0))
instants = walls.map(lambda wall: wall.replace(tzinfo=UTC))
plans = st.builds(
    Plan,
    rings=st.sampled_from([None, *Rings]),
    repeats=st.booleans(),
    quiet=st.sampled_from([None, NIGHT]),
    later=st.none() | instants,
)
known = st.builds(
    Alarms,
    plans,
    st.lists(walls, max_size=5).map(tuple),
    st.none() | walls,
    st.none() | instants,
    st.lists(st.builds(Shown, walls, instants), max_size=5).map(tuple),
    st.none() | instants,
)
in_one_folder = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def diary(tmp_path):
    return tmp_path / "diary.db"


@in_one_folder
@given(known)
def test_what_is_written_is_read(diary, alarms):
    change_alarms(diary, lambda _: alarms)
    assert read_alarms(diary) == alarms


def test_it_lies_beside_the_diary_for_this_account_only_and_nothing_else_is_left(diary, tmp_path):
    change_alarms(diary, lambda _: KNOWN)
    change_alarms(diary, lambda found: replace(found, shown=()))
    [file] = tmp_path.iterdir()
    assert file.name == "diary.db.reminders"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_by_another_name_of_the_diary_it_is_the_same(diary, tmp_path):
    diary.touch()
    (tmp_path / "link.db").symlink_to(diary)
    change_alarms(tmp_path / "link.db", lambda _: KNOWN)
    assert read_alarms(diary) == KNOWN


def test_what_says_the_same_is_not_written_again(diary):
    change_alarms(diary, lambda _: KNOWN)
    file = alarms_file.alarms_file(diary)
    before = file.stat()
    change_alarms(diary, lambda _: replace(KNOWN))
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_it_can_be_dropped_also_where_there_is_none(diary, tmp_path):
    change_alarms(diary, lambda _: KNOWN)
    drop_alarms(diary)
    drop_alarms(diary)
    assert read_alarms(diary) is None
    assert list(tmp_path.iterdir()) == []


@in_one_folder
@given(st.binary(max_size=200))
def test_a_file_of_anything_else_counts_as_none(diary, content):
    alarms_file.alarms_file(diary).write_bytes(content)
    assert read_alarms(diary) is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9), lambda part: st.lists(part, max_size=3)
)


@in_one_folder
@given(st.sampled_from(["plan", "asked", "last", "ends", "shown", "put_off", "version"]), anything)
def test_a_file_with_anything_in_place_of_its_parts_stops_nobody(diary, part, other):
    change_alarms(diary, lambda _: KNOWN)
    file = alarms_file.alarms_file(diary)
    content = json.loads(file.read_text())
    file.write_text(json.dumps({**content, part: other}))
    read = read_alarms(diary)
    assert read is None or isinstance(read, Alarms)


def test_a_file_of_many_megabytes_is_not_read_to_its_end(diary):
    alarms_file.alarms_file(diary).write_bytes(b"[" * 10_000_000)
    assert read_alarms(diary) is None


def test_of_many_that_change_it_at_once_none_is_lost(diary):
    change_alarms(diary, lambda _: replace(KNOWN, shown=()))
    new = [Shown(EVENING, NOW + timedelta(seconds=n)) for n in range(24)]

    def add(shown):
        change_alarms(diary, lambda found: replace(found, shown=(*found.shown, shown)))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, new))
    assert set(read_alarms(diary).shown) == set(new)


def test_who_cannot_have_it_for_long_is_told(diary, monkeypatch):
    monkeypatch.setattr(alarms_file, "PATIENCE", 0)

    def inside(found):
        with pytest.raises(Locked):
            change_alarms(diary, lambda _: None)
        return KNOWN

    change_alarms(diary, inside)
    assert read_alarms(diary) == KNOWN


def test_a_folder_that_is_gone_is_a_trouble_with_a_sentence(tmp_path):
    with pytest.raises(Missing):
        change_alarms(tmp_path / "gone" / "diary.db", lambda _: KNOWN)
