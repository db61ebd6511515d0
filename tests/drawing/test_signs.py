"""Where signs and tags stand when they come close."""

import pytest

from afterneedle.drawing.signs import spread, tag_places


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ([], []),
        ([10, 40], [10, 40]),
        ([10, 12, 40], [10, 20, 40]),
        ([10, 12, 21], [10, 20, 30]),
        ([95, 96, 97], [80, 90, 100]),
        ([85, 98, 105], [80, 90, 100]),
    ],
)
def test_signs_move_apart_in_order_and_stay_within_the_chart(wanted, places):
    assert spread(wanted, 10, 100) == places


def test_tags_stand_at_their_lines_the_last_within_the_chart():
    assert tag_places([10, 95], [20, 20], 100) == [10, 80]


def test_tags_that_would_cover_each_other_have_no_places():
    assert tag_places([10, 29], [20, 20], 100) is None
    assert tag_places([10, 30], [20, 20], 100) == [10, 30]
