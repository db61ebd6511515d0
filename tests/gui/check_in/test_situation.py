"""What the form depends on, read from the records alone."""

import pytest

from afterneedle.gui.check_in.situation import functions_asked


@pytest.mark.parametrize(
    ("place", "limb"),
    [
        ("palm.l", ["grip.l", "pinch.l", "lift_wrist.l"]),
        ("foot_top.r", ["lift_foot.r", "tiptoe.r", "stairs.r"]),
        ("low_back.r", []),
    ],
)
def test_daily_life_is_asked_of_the_limb_and_of_sleep_and_work(catalogue, place, limb):
    asked = functions_asked(catalogue, [catalogue.places[place], None])
    assert set(asked) == {*limb, "sleep", "work"}
    assert list(asked) == [id for id in catalogue.functions if id in asked]
