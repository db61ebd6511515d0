"""A resource is parsed once, then read as Python reads a module; what is read is always what is written."""

import os
import sys
from pathlib import Path

import pytest

from afterneedle import assets
from afterneedle.content import tables
from afterneedle.content.tables import load_table, parse_table

RESOURCES = (
    "rulebook.toml",
    "sources.toml",
    "catalogue/symptoms.toml",
    "catalogue/regions.toml",
    "catalogue/functions.toml",
)


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of resources that a test may spoil; what is parsed may be kept there."""
    monkeypatch.setattr(assets, "_INSTALLED", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return tmp_path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that had to be parsed."""
    texts: list[str] = []

    def parse(text: str) -> dict[str, object]:
        texts.append(text)
        return parse_table(text)

    monkeypatch.setattr(tables, "parse_table", parse)
    return texts


@pytest.mark.parametrize("name", RESOURCES)
def test_what_is_kept_of_a_resource_is_what_its_text_says(name):
    text = assets.asset(name).read_text("utf-8")
    assert load_table(name) == load_table(name) == parse_table(text)


def test_a_text_is_parsed_only_once(resources, parsed):
    (resources / "a.toml").write_text("day = 2026-03-04\nmore = [1, 2.5, true]\n")
    first, second = load_table("a.toml"), load_table("a.toml")
    assert first == second
    assert len(parsed) == 1


def test_who_changes_a_table_changes_no_other(resources):
    (resources / "a.toml").write_text("rules = [1]\n")
    load_table("a.toml")["rules"].clear()
    assert load_table("a.toml") == {"rules": [1]}


def test_an_edited_text_counts_at_once_whatever_its_date_and_size_say(resources):
    file = resources / "a.toml"
    file.write_text("hours = 24\n")
    date = file.stat().st_mtime_ns
    assert load_table("a.toml") == {"hours": 24}
    file.write_text("hours = 48\n")
    os.utime(file, ns=(date, date))
    assert load_table("a.toml") == {"hours": 48}


def test_a_spoilt_form_is_not_believed(resources):
    (resources / "a.toml").write_text("hours = 24\n")
    load_table("a.toml")
    [kept] = (resources / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:8])
    assert load_table("a.toml") == {"hours": 24}


def test_where_nothing_can_be_kept_the_text_is_parsed_each_time(resources, parsed, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (resources / "a.toml").write_text("hours = 24\n")
    assert load_table("a.toml") == load_table("a.toml") == {"hours": 24}
    assert len(parsed) == 2
    assert not (resources / "__pycache__").exists()


def test_a_place_that_cannot_be_written_is_no_trouble(resources, parsed):
    (resources / "a.toml").write_text("hours = 24\n")
    (resources / "__pycache__").touch()  # a file where the folder would be stops everybody, also root
    assert load_table("a.toml") == load_table("a.toml") == {"hours": 24}
    assert len(parsed) == 2
