"""What the symptoms keep a person from doing, over the days of a report."""

from datetime import date

import pytest

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.daily_life import DailyLife, daily_life, functions_of
from support.builders import a_check_in

CATALOGUE = load_catalogue()


def on(day, **function):
    named = {name.replace("_l", ".l").replace("_r", ".r"): value for name, value in function.items()}
    return a_check_in(CATALOGUE, id=f"c{day}", felt_at=f"2026-03-{day:02}T20:00:00+00:00", function=named)


def test_first_worst_and_newest_are_told_with_the_first_day_of_the_worst():
    check_ins = [on(3, grip_l=1), on(4, grip_l=3), on(5), on(6, grip_l=3), on(7, grip_l=0)]
    assert daily_life(CATALOGUE.functions.values(), check_ins) == (
        DailyLife(CATALOGUE.functions["grip.l"], 1, 3, date(2026, 3, 4), 0, date(2026, 3, 7)),
    )


def test_what_was_never_answered_is_not_there_and_left_is_not_right():
    found = daily_life(CATALOGUE.functions.values(), [on(3, sleep=2, grip_r=0)])
    assert [row.function.id for row in found] == ["grip.r", "sleep"]


@pytest.mark.parametrize(
    ("place", "functions"),
    [
        ("palm.l", ["grip.l", "pinch.l", "lift_wrist.l"]),
        ("foot_top.r", ["lift_foot.r", "tiptoe.r", "stairs.r"]),
        ("blade.l", []),
        (None, []),
    ],
)
def test_a_limb_has_its_own_functions_on_its_own_side(place, functions):
    where = CATALOGUE.places[place] if place else None
    assert list(functions_of([where], CATALOGUE.functions)) == functions
