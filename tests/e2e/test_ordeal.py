"""What computers do to a diary, at a size that every run of the tests can bear; `./run ordeal` does more."""

from dataclasses import replace
from pathlib import Path

import pytest

from afterneedle.store.keys import Key
from ordeal.changes import change
from ordeal.damage import UNTOUCHED, damage
from ordeal.diaries import Lost, states
from ordeal.faults import FAULTS, fail
from ordeal.kills import Endured, Victim, endure
from ordeal.power import SAVED, Recording, lose_power, record
from ordeal.together import endure_together
from support.forms import FORMS, KEY

SEED = 20260302
both_forms = pytest.mark.parametrize("key", FORMS.values(), ids=FORMS)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """One run of the program, with every call that it made."""
    return record(tmp_path_factory.mktemp("recorded"), deeds=30, seed=SEED)


@both_forms
def test_a_killed_writer_loses_nothing_and_leaves_its_history_whole(tmp_path: Path, key: Key | None) -> None:
    endured = endure(tmp_path, kills=10, seed=SEED, key=key)
    assert endured.kills == 10
    assert endured.acknowledged > 50
    assert endured.undone > 25
    assert endured.deeds.keys() >= {"add", "edit", "delete", "undo", "redo", "import"}


def test_the_ordeal_would_notice_a_change_that_was_said_to_be_saved_and_is_not_there(tmp_path: Path) -> None:
    victim = Victim(tmp_path / "victim", SEED, Endured())
    found = states(tmp_path / "in-peace.db", deeds=4, seed=SEED)
    victim.compare(found[3], ["here", "0", "1", "2"])
    with pytest.raises(Lost):
        victim.compare(found[2], ["here", "3"])


@both_forms
def test_two_writers_at_once_lose_nothing_of_each_other(tmp_path: Path, key: Key | None) -> None:
    assert endure_together(tmp_path, rounds=1, seed=SEED, key=key) >= 40


def test_a_power_failure_at_any_write_of_an_encrypted_diary_loses_nothing_that_was_saved(
    tmp_path: Path,
) -> None:
    run = record(tmp_path / "recorded", deeds=15, seed=SEED, key=KEY)
    found = lose_power(run, tmp_path, times=60, seed=SEED)
    assert found.total() == 60
    assert found[SAVED] > 30
    told = [step.data for step in run.steps if step.kind == "write"]
    assert told
    assert not [data for data in told if b"soreness" in data or b"check_in" in data or b"SQLite" in data]


def test_killed_while_it_gets_a_passphrase_another_one_or_none_a_diary_loses_nothing(tmp_path: Path) -> None:
    found = change(tmp_path, times=1, seed=SEED)
    assert found.total() == 3


def test_a_power_failure_at_any_write_loses_nothing_that_was_saved(run: Recording, tmp_path: Path) -> None:
    found = lose_power(run, tmp_path, times=150, seed=SEED)
    assert found.total() == 150
    assert found[SAVED] > 100


@pytest.mark.parametrize("forgotten", ["sync", "sync names"])
def test_the_power_failure_would_notice_a_program_that_does_not_sync(
    run: Recording, tmp_path: Path, forgotten: str
) -> None:
    careless = replace(run, steps=tuple(step for step in run.steps if step.kind != forgotten))
    with pytest.raises(Lost):
        lose_power(careless, tmp_path, times=150, seed=SEED)


@both_forms
def test_a_disk_that_is_full_or_refuses_is_named_and_loses_nothing(tmp_path: Path, key: Key | None) -> None:
    said = fail(tmp_path, times=2, seed=SEED, key=key)
    assert said.total() == 2 * len(FAULTS)
    assert any("said full" in one for one in said)
    assert any("said io" in one for one in said)


def test_damage_is_named_in_one_sentence_and_the_file_is_left_as_it_is(tmp_path: Path) -> None:
    said = damage(tmp_path, times=30, deeds=40, seed=SEED)
    assert said["cut"].total() == said["bit"].total() == 30
    assert said["bit"]["damaged"] > 15
    assert said["page"].keys() <= {"damaged", "not_a_diary", UNTOUCHED}


def test_every_damage_to_an_encrypted_diary_is_named(tmp_path: Path) -> None:
    said = damage(tmp_path, times=20, deeds=20, seed=SEED, key=KEY)
    for kind in ("bit", "page"):
        assert said[kind] == {"damaged": 20}
    assert said["sector"] == {"damaged": 20}
    assert said["cut"].keys() <= {"damaged", "not_a_diary", "empty"}
