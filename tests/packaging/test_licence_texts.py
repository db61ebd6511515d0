"""Whoever gets the bundle gets the licence of each part of it."""

from pathlib import Path

import pytest

from afterneedle.content.licences import WITHIN
from licence_texts import REPLACING_QT, Stale, of_debian, what_encrypts

pytestmark = pytest.mark.checkout


@pytest.fixture
def library():
    """One that every Debian has."""
    return next(Path("/usr/lib").glob("*/libz.so.1"))


def test_a_library_of_debian_brings_the_text_of_its_package(library):
    [(package, text)] = of_debian([("libz.so.1", str(library), "BINARY")])
    assert package == "zlib1g"
    assert "zlib" in text.read_text("utf-8", errors="replace")


def test_what_was_built_for_the_bundle_is_of_no_package(tmp_path, monkeypatch):
    own = tmp_path / "libQt6Core.so.6"
    own.touch()
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    data = ("rulebook.toml", "/built/rulebook.toml", "DATA")
    assert list(of_debian([("libQt6Core.so.6", str(own), "BINARY"), data])) == []


def test_the_note_on_qt_says_where_its_licence_and_its_libraries_are():
    note = " ".join(REPLACING_QT.read_text("utf-8").split())
    assert "GNU Lesser General Public License, version 3" in note
    assert "afterneedle/resources/licences" in note
    assert "in the folder PySide6 beside this one" in note


def test_the_texts_of_what_encrypts_are_those_of_the_very_versions_in_it():
    assert [version.split()[0] for version in what_encrypts()] == list(WITHIN)


def test_a_text_of_another_version_stops_the_build_and_says_which_is_there(tmp_path, monkeypatch):
    older = tmp_path / "older.txt"
    older.write_text("SQLCipher 4.0.0\n")
    monkeypatch.setattr("licence_texts.asset", lambda name: older)
    with pytest.raises(Stale, match=r"SQLCipher \d+\.\d+\.\d+ is there, and .*older\.txt"):
        what_encrypts()
