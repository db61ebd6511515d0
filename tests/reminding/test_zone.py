"""The zone of the computer, as it names it, or as its clock has it."""

import os
import subprocess
import sys

import pytest

SAYS = """
from datetime import datetime
from afterneedle.reminding.zone import system_zone
zone = system_zone()
print(zone.key, datetime(2026, 7, 1, tzinfo=zone).utcoffset())
"""


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("Europe/Berlin", "Europe/Berlin 2:00:00"),
        ("UTC-3", "Etc/GMT-3 3:00:00"),
        ("XYZ+11", "Etc/GMT+11 -1 day, 13:00:00"),
        ("Foo/Bar", "UTC 0:00:00"),
    ],
)
def test_a_computer_has_its_zone_by_name_or_by_its_clock(named: str, said: str) -> None:
    line = [sys.executable, "-P", "-c", SAYS]
    done = subprocess.run(line, env={**os.environ, "TZ": named}, capture_output=True, text=True, check=True)
    assert done.stdout == f"{said}\n"
