"""A time zone has its name on every computer, whatever list of zones that one has."""

from zoneinfo import ZoneInfoNotFoundError, available_timezones

import pytest

from afterneedle.exchange import zone_names
from afterneedle.exchange.zone_names import is_zone

OF_THIS_COMPUTER_ALONE = {"Factory", "localtime"}


def unknown(name: str) -> None:
    raise ZoneInfoNotFoundError(name)


def test_every_zone_there_is_has_its_name_also_where_no_zone_is_known(monkeypatch):
    monkeypatch.setattr(zone_names, "ZoneInfo", unknown)
    assert [name for name in available_timezones() - OF_THIS_COMPUTER_ALONE if not is_zone(name)] == []


@pytest.mark.parametrize("name", ["Europe/Kyiv", "America/Ciudad_Juarez", "US/Pacific", "Japan", "+05:45"])
def test_names_that_came_or_went_with_a_list_are_names(monkeypatch, name):
    monkeypatch.setattr(zone_names, "ZoneInfo", unknown)
    assert is_zone(name)


def test_what_only_this_computer_calls_a_zone_is_one_here(monkeypatch):
    assert not is_zone("Mars/Base")
    monkeypatch.setattr(zone_names, "ZoneInfo", lambda name: name)
    assert is_zone("Mars/Base")
