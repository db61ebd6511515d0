"""What desktops and software centres read of the program is valid, and leads to it."""

import configparser
import re
import shlex
import subprocess
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from afterneedle import __version__
from afterneedle.arguments import parser
from afterneedle.gui.application import APP_ID
from bundle import CHECKOUT, HERE
from icons import write_icon
from releases import with_releases

pytestmark = pytest.mark.checkout

ENTRY = HERE / f"linux/{APP_ID}.desktop"
METAINFO = HERE / f"linux/{APP_ID}.metainfo.xml"
DAY = date(2026, 3, 2)


@pytest.fixture
def entry():
    read = configparser.RawConfigParser()
    read.optionxform = str
    read.read_string(ENTRY.read_text("utf-8"))
    return read


def test_the_entry_of_the_menu_is_valid():
    judged = subprocess.run(["desktop-file-validate", ENTRY], capture_output=True, text=True, check=False)
    assert (judged.returncode, judged.stdout) == (0, "")


@pytest.fixture
def described():
    """What a software centre reads, with these headings in the changelog."""

    def describe(changelog):
        return with_releases(METAINFO.read_text("utf-8"), changelog, DAY)

    return describe


def test_the_words_for_a_software_centre_are_valid(described, tmp_path):
    """But for an address on the internet and a name that is one backwards: the project has none."""
    packed = tmp_path / METAINFO.name
    packed.write_text(described((CHECKOUT / "CHANGELOG.md").read_text("utf-8")), "utf-8")
    line = ["appstreamcli", "validate", "--no-net", "--no-color", packed]
    judged = subprocess.run(line, capture_output=True, text=True, check=False)
    found = set(re.findall(r"^[EW]: \S+ (\S+)", judged.stdout, re.MULTILINE))
    assert found - {"url-homepage-missing"} == {"cid-desktopapp-is-not-rdns"}, judged.stdout


def test_a_software_centre_names_the_version_of_the_changelog_that_is_packed(described):
    component = ET.fromstring(described((CHECKOUT / "CHANGELOG.md").read_text("utf-8")))
    assert component.find("releases/release").get("version") == __version__


def test_only_a_version_that_is_out_has_the_day_it_came_out(described):
    component = ET.fromstring(
        described("# Changelog\n\n## 0.2.0, not released yet\n\n## 0.1.0, 2026-02-01\n")
    )
    assert [release.attrib for release in component.findall("releases/release")] == [
        {"version": "0.2.0", "type": "development", "date": "2026-03-02"},
        {"version": "0.1.0", "type": "stable", "date": "2026-02-01"},
    ]


def test_a_desktop_knows_the_window_by_the_name_of_the_entry(entry):
    assert entry["Desktop Entry"]["Icon"] == APP_ID
    assert entry["Desktop Entry"]["StartupWMClass"] == APP_ID
    component = ET.parse(METAINFO).getroot()
    assert component.findtext("id") == APP_ID
    assert component.findtext("launchable") == ENTRY.name
    assert component.findtext("icon") == APP_ID


def test_every_line_of_the_entry_is_one_that_the_program_takes(entry):
    for section in entry.values():
        if "Exec" in section:
            program, *words = shlex.split(section["Exec"])
            assert program == APP_ID
            parser().parse_args(words)


def test_check_in_now_is_offered_in_the_menu(entry):
    assert "check-in" in entry["Desktop Entry"]["Actions"].split(";")
    assert entry["Desktop Action check-in"]["Name"] == "Check in now"
    assert entry["Desktop Action check-in"]["Exec"] == f"{APP_ID} --open check-in"


@pytest.mark.parametrize("ending", ["png", "ico"])
def test_a_system_gets_the_icon_in_its_form(qapp, tmp_path, ending):
    file = tmp_path / f"icons/afterneedle.{ending}"
    write_icon(file, 128)
    drawn = QImage(str(file))
    assert (drawn.width(), drawn.height()) == (128, 128)
    assert drawn.pixelColor(64, 8).name() == "#1f6f6b"
    assert drawn.pixelColor(0, 0).alpha() == 0


def test_an_icon_that_cannot_be_written_is_not_passed_over(qapp, tmp_path):
    with pytest.raises(OSError, match="could not be written"):
        write_icon(tmp_path / "afterneedle.nothing", 32)
