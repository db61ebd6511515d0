"""Pages from a process of their own: the same pages, and the process goes with all that it holds."""

from dataclasses import replace
from multiprocessing import active_children, get_context
from pathlib import Path

import pytest

from afterneedle.gui.paper import setting_apart
from afterneedle.gui.paper.setting_apart import SettingApart, Stopped
from afterneedle.paper.compositor import Compositor
from afterneedle.paper.pages import Paper, manuscript
from support.example import example_report

SECRET = "Stiff when I look over my shoulder"  # what the patient of the example wrote


@pytest.fixture(scope="module")
def example(qapp, catalogue):
    return manuscript(example_report(catalogue), Paper.A4)


@pytest.fixture
def apart():
    made = SettingApart()
    yield made
    made.end()


def process():
    [child] = active_children()
    return child


def test_the_pages_are_those_that_this_process_would_set(apart, example):
    here = Compositor()
    assert apart.pdf(example) == here.pdf(example)
    assert apart.pictures(example, 40) == here.pictures(example, 40)


def test_one_process_sets_several(apart, example):
    apart.begin()
    first = process().pid
    apart.pdf(example)
    apart.pictures(example, 20)
    assert process().pid == first


def test_the_process_goes_when_it_has_set_much_and_the_next_is_another(apart, example, monkeypatch):
    monkeypatch.setattr(setting_apart, "FULL", 2 * len(example.words))
    for still_there in (1, 1, 0, 1):
        apart.pdf(example)
        assert len(active_children()) == still_there


def test_after_the_end_there_is_no_process(apart, example):
    apart.pdf(example)
    apart.end()
    assert active_children() == []
    apart.end()


def test_a_process_that_dies_is_noticed_and_the_next_page_is_set_by_another(apart, example):
    apart.begin()
    process().kill()
    with pytest.raises(Stopped):
        apart.pdf(example)
    assert apart.pdf(example).startswith(b"%PDF")


def test_a_mistake_of_ours_ends_it_like_any_death(apart, example, capfd):
    with pytest.raises(Stopped):
        apart.pdf(replace(example, words="this is no JSON"))
    assert "this is no JSON" not in capfd.readouterr().err


def test_a_machine_that_starts_no_process_is_noticed(apart, example, monkeypatch):
    def refused(_process):
        raise BlockingIOError

    monkeypatch.setattr(get_context("spawn").Process, "start", refused)
    with pytest.raises(Stopped):
        apart.pdf(example)


def test_what_is_set_is_in_no_argument_and_no_variable(apart, example):
    assert SECRET in example.words
    apart.pdf(example)
    seen = Path("/proc", str(process().pid))
    for file in ("cmdline", "environ"):
        assert SECRET.encode() not in (seen / file).read_bytes()


def test_nobody_has_to_end_it_when_this_process_is_gone(apart, example):
    apart.pdf(example)
    child = process()
    apart._apart.tells.close()
    child.join()
    assert child.exitcode == 0


def test_it_can_be_stopped_from_another_thread(apart):
    apart.begin()
    child = process()
    apart.stop()
    child.join()
    assert child.exitcode != 0
