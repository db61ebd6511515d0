"""A program that the bundle starts, say to show a PDF, sees the system as it was before."""

import os
import runpy

import pytest

from bundle import HERE

pytestmark = pytest.mark.checkout


@pytest.fixture
def start(monkeypatch):
    """What begins in the bundle; gives back where programs then look for libraries."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/afterneedle/_internal")

    def run():
        runpy.run_path(str(HERE / "own_environment.py"))
        return os.environ.get("LD_LIBRARY_PATH")

    return run


def test_libraries_of_the_bundle_are_only_for_itself(start, monkeypatch):
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    assert start() is None


def test_what_the_person_had_set_is_there_again(start, monkeypatch):
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/lib")
    assert start() == "/opt/lib"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_the_program_started_by_itself_starts_like_the_first_time(start, monkeypatch):
    monkeypatch.setenv("_PYI_ARCHIVE_FILE", "/usr/lib/afterneedle/afterneedle")
    monkeypatch.setenv("_PYI_PARENT_PROCESS_LEVEL", "0")
    start()
    assert [name for name in os.environ if name.startswith("_PYI_")] == []
