"""afterneedle(1) says what the command line takes, and a reader of manuals has nothing to object to."""

import re
import subprocess
from datetime import date

import pytest

from afterneedle import PAGES
from afterneedle.arguments import COMMANDS, parser
from man_page import man_page

pytestmark = pytest.mark.checkout


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "afterneedle.1"
    file.write_text(man_page(date(2026, 3, 2)))
    return file


@pytest.fixture
def page(file):
    """The page as a person reads it."""
    line = ["mandoc", "-T", "ascii", "-O", "width=200", file]
    shown = subprocess.run(line, capture_output=True, text=True, check=True).stdout
    return re.sub(".\b", "", shown)


def test_its_form_is_right(file):
    line = ["mandoc", "-T", "lint", "-W", "style", file]
    judged = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (judged.returncode, judged.stdout) == (0, "")


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_it_tells_all_that_help_tells(command, page, capsys):
    with pytest.raises(SystemExit):
        parser().parse_args([*([command] if command else []), "--help"])
    told = capsys.readouterr().out
    options = set(re.findall(r"(?<!\w)--\w+", told))
    assert {option for option in options if option not in page} == set()
    if command:
        [section] = re.findall(rf"^   {command}\n(.*?)(?:^   \w|^[A-Z])", page, re.MULTILINE | re.DOTALL)
        assert f"afterneedle {command}" in section
        shared = {"--help", "--diary", "--now"}
        assert {option for option in options - shared if option not in section} == set()


def test_it_names_the_pages_that_can_be_opened(page):
    assert "|".join(PAGES) in page


def test_what_must_be_said_has_no_brackets(page):
    assert "afterneedle report FILE.pdf [--from DATE] [--to DATE] [--paper a4|letter]" in page
    assert "afterneedle backup [DIR] [--list]" in page
