"""Every package that the program runs on is named, with its licence."""

import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from afterneedle.content.licences import ENCRYPTS, RUN_BY, licences

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


@pytest.mark.checkout
def test_all_that_the_program_asks_for_is_named():
    wanted = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]
    assert set(RUN_BY) == {Requirement(line).name for line in wanted}
    extra = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["optional-dependencies"]["encryption"]
    assert [Requirement(line).name for line in extra] == [ENCRYPTS]


def test_what_those_need_in_turn_is_named_too_and_each_once():
    found = [licence.package for licence in licences()]
    assert {"shiboken6", "click", "tabulate"} <= set(found)
    assert len(found) == len(set(found))
    assert found == sorted(found, key=str.casefold)


def test_tools_that_only_developers_need_are_not():
    assert not {"pytest", "pytest-qt", "ruff"} & {licence.package for licence in licences()}


def test_each_has_its_version_and_the_name_of_its_licence():
    for licence in licences():
        assert licence.version == version(licence.package)
        assert licence.name, licence.package


def test_qt_comes_with_the_text_of_both_its_licences():
    texts = {licence.package: licence.text for licence in licences()}
    for package in ("PySide6_Essentials", "shiboken6"):
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts[package]
        assert "TERMS AND CONDITIONS" in texts[package]


def test_what_encrypts_comes_with_the_texts_of_all_that_is_in_it():
    [one] = [licence for licence in licences() if licence.package == ENCRYPTS]
    for holder in ("Gerhard Häring", "ZETETIC LLC", "The OpenSSL Project Authors"):
        assert holder in one.text
    for words in ("Altered source versions", "Neither the name of the ZETETIC LLC", "END OF TERMS AND COND"):
        assert words in one.text
    for name in ("Zlib", "BSD-3-Clause", "Apache-2.0"):
        assert name in one.name


def test_all_the_others_but_one_bring_their_own():
    assert [licence.package for licence in licences() if not licence.text] == ["fontpkg"]
