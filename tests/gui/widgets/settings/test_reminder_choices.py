from dataclasses import replace
from datetime import date, time

import pytest

from afterneedle.domain.plans import Plan, Quiet, Rings, Says
from afterneedle.gui.widgets.settings.reminder_choices import ReminderChoices
from support.pressing import press

PLAN = Plan(rings=Rings.WINDOW)


@pytest.fixture
def choices(qtbot) -> ReminderChoices:
    made = ReminderChoices()
    qtbot.addWidget(made)
    made.show_plan(PLAN)
    made.show()
    return made


@pytest.fixture
def heard(choices) -> list[Plan]:
    plans: list[Plan] = []
    choices.changed.connect(plans.append)
    return plans


def test_a_plan_is_shown_as_it_is_and_nothing_counts_as_touched(choices, heard):
    plan = Plan(
        Rings.ALWAYS,
        time(20, 30),
        True,
        False,
        Quiet(time(21), time(8)),
        date(2026, 3, 9),
        says=Says.SYMPTOMS,
    )
    choices.show_plan(plan)
    texts = [line.text() for line in (choices.hour, choices.quiet_from, choices.quiet_to, choices.paused)]
    assert texts == ["20:30", "21:00", "08:00", "2026-03-09"]
    assert (choices.rings.value, choices.twice.isChecked()) == (Rings.ALWAYS, True)
    assert (choices.repeats.isChecked(), choices.says.isChecked()) == (False, True)
    assert not choices.is_touched
    assert heard == []


@pytest.mark.parametrize(
    ("tick", "changed"),
    [
        ("twice", {"twice": True}),
        ("repeats", {"repeats": False}),
        ("says", {"says": Says.SYMPTOMS}),
    ],
)
def test_a_tick_counts_at_once(qtbot, choices, heard, tick, changed):
    press(qtbot, getattr(choices, tick))
    assert heard == [replace(PLAN, **changed)]


def test_what_is_typed_counts_when_it_is_saved(qtbot, choices, heard):
    for line, typed in (
        (choices.hour, "8 pm"),
        (choices.quiet_from, "23"),
        (choices.quiet_to, "6:30"),
        (choices.paused, "2026-03-09"),
    ):
        line.clear()
        qtbot.keyClicks(line, typed)
    assert choices.is_touched
    assert heard == []
    press(qtbot, choices.save)
    assert heard == [
        replace(PLAN, hour=time(20), quiet=Quiet(time(23), time(6, 30)), paused=date(2026, 3, 9))
    ]


def test_without_quiet_hours_it_may_ring_at_night(qtbot, choices, heard):
    choices.quiet_from.clear()
    choices.quiet_to.clear()
    press(qtbot, choices.save)
    assert heard == [replace(PLAN, quiet=None)]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("hour", ""),
        ("hour", "late"),
        ("quiet_from", ""),
        ("quiet_to", "25:00"),
        ("paused", "9.3.2026"),
        ("paused", "2026-02-30"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_not_saved(qtbot, choices, heard, name, typed):
    line = getattr(choices, name)
    line.setText(typed)
    press(qtbot, choices.save)
    assert heard == []
    (wrong,) = (field for field in choices.fields if field.error.text())
    assert wrong.widget is line
    assert choices.focusWidget() is line


def test_taking_back_a_choice_leaves_it_as_it_was(qtbot, choices, heard):
    press(qtbot, choices.rings.buttons[1])
    assert heard == []
    assert choices.rings.value is Rings.WINDOW


def test_what_is_being_typed_stays_when_something_else_is_saved(qtbot, choices):
    choices.paused.clear()
    qtbot.keyClicks(choices.paused, "2026-03")
    choices.show_plan(replace(PLAN, twice=True))
    assert choices.paused.text() == "2026-03"


def test_everything_has_a_spoken_name(choices, unnamed):
    assert unnamed(choices) == []
