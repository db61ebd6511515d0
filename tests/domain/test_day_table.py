"""The day-by-day table: zero, nothing, not asked and a gap are four different things."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.day_table import Cell, Column, Day, Gap, columns_of, day_rows
from afterneedle.domain.records import Change
from support import strategies
from support.builders import a_check_in, a_red_flag, a_session, an_observation

CATALOGUE = load_catalogue()
FIRST = date(2026, 3, 2)
FINGERS = "fingers_thumb_side_back.r"


def rows(catalogue, check_ins, last, sessions=None, letters=None, first=FIRST):
    sessions = {1: a_session(catalogue)} if sessions is None else sessions
    columns = columns_of(check_ins, catalogue, [])
    return columns, day_rows(first, last, columns, check_ins, sessions, letters or {})


def only_cell(catalogue, *check_ins):
    columns, found = rows(catalogue, check_ins, date(2026, 3, 3))
    assert len(columns) == 1
    return found[1].cells[0]


def test_a_zero_is_a_zero(catalogue):
    check_in = a_check_in(catalogue, says=[an_observation(catalogue, worst=0, now=False)])
    assert only_cell(catalogue, check_in) == Cell(0)


def test_a_symptom_that_is_gone_without_a_number_is_zero(catalogue):
    check_in = a_check_in(catalogue, says=[an_observation(catalogue, worst=None, now=False)])
    assert only_cell(catalogue, check_in) == Cell(0)


def test_a_day_without_a_check_in_has_no_cells_but_a_row(catalogue):
    check_in = a_check_in(catalogue, says=[an_observation(catalogue)])
    _columns, found = rows(catalogue, [check_in], date(2026, 3, 4))
    assert [row.cells for row in found] == [(), (Cell(2),), ()]
    assert [row.number for row in found] == [0, 1, 2]


def test_what_a_check_in_did_not_answer_is_not_asked(catalogue):
    first = a_check_in(catalogue, says=[an_observation(catalogue)])
    second = a_check_in(catalogue, id="c2", felt_at="2026-03-04T20:00:00+00:00")
    _columns, found = rows(catalogue, [first, second], date(2026, 3, 4))
    assert found[2].cells == (Cell(),)
    assert not found[2].cells[0].is_asked


def test_a_group_denied_is_zero_for_each_of_its_symptoms(catalogue):
    tingling = a_check_in(catalogue, says=[an_observation(catalogue, "tingling", FINGERS, 1)])
    denied = a_check_in(catalogue, id="c2", felt_at="2026-03-04T20:00:00+00:00", none_of=["nerve"])
    _columns, found = rows(catalogue, [tingling, denied], date(2026, 3, 4))
    assert found[2].cells == (Cell(0),)


def test_an_emergency_sign_is_yes_no_or_not_asked(catalogue):
    asked = [
        a_check_in(catalogue, present=[a_red_flag(catalogue)]),
        a_check_in(catalogue, id="c2", felt_at="2026-03-04T20:00:00+00:00"),
        a_check_in(catalogue, id="c3", felt_at="2026-03-05T20:00:00+00:00", asked=()),
    ]
    columns, found = rows(catalogue, asked, date(2026, 3, 5))
    assert columns == [Column(catalogue.symptoms["rf_chest"])]
    assert [row.cells for row in found[1:]] == [(Cell(1),), (Cell(0),), (Cell(),)]


def test_a_yes_without_a_number_is_yes(catalogue):
    check_in = a_check_in(catalogue, says=[an_observation(catalogue, "fever", None, None)])
    assert only_cell(catalogue, check_in) == Cell(1)


def test_the_worst_of_a_day_counts_and_the_newest_word(catalogue):
    day = [
        a_check_in(
            catalogue,
            id=f"c{hour}",
            felt_at=f"2026-03-03T{hour}:00:00+00:00",
            says=[an_observation(catalogue, worst=worst, change=change)],
        )
        for hour, worst, change in ((10, 3, Change.WORSE), (14, 6, Change.BETTER), (20, 4, None))
    ]
    assert only_cell(catalogue, *day) == Cell(6, Change.BETTER)


def test_what_went_away_during_the_day_keeps_its_worst_and_says_so(catalogue):
    day = [
        a_check_in(catalogue, says=[an_observation(catalogue, worst=5)]),
        a_check_in(
            catalogue,
            id="c2",
            felt_at="2026-03-03T22:00:00+00:00",
            says=[an_observation(catalogue, worst=0, now=False)],
        ),
    ]
    assert only_cell(catalogue, *day) == Cell(5, gone=True)


def test_what_came_and_went_says_so(catalogue):
    shock = an_observation(catalogue, "electric", FINGERS, 7, now=False)
    assert only_cell(catalogue, a_check_in(catalogue, says=[shock])) == Cell(7, gone=True)


def test_the_last_known_strength_stands_and_is_told_from_a_rating(catalogue):
    rated = a_check_in(catalogue, says=[an_observation(catalogue, worst=4)])
    same = a_check_in(
        catalogue,
        id="c2",
        felt_at="2026-03-04T20:00:00+00:00",
        says=[an_observation(catalogue, worst=None, change=Change.SAME)],
    )
    _columns, found = rows(catalogue, [rated, same], date(2026, 3, 4))
    assert found[2].cells == (Cell(4, Change.SAME, is_rated=False),)


def test_what_is_back_unrated_after_it_was_gone_is_not_called_zero(catalogue):
    told = [
        a_check_in(catalogue, says=[an_observation(catalogue, worst=4)]),
        a_check_in(
            catalogue,
            id="c2",
            felt_at="2026-03-04T20:00:00+00:00",
            says=[an_observation(catalogue, worst=0, now=False)],
        ),
        a_check_in(
            catalogue,
            id="c3",
            felt_at="2026-03-05T20:00:00+00:00",
            says=[an_observation(catalogue, worst=None, change=Change.SAME)],
        ),
    ]
    _columns, found = rows(catalogue, told, date(2026, 3, 5))
    assert [row.cells for row in found[2:]] == [(Cell(0),), (Cell(4, Change.SAME, is_rated=False),)]


def test_a_change_without_any_number_before_it_stays_a_word(catalogue):
    check_in = a_check_in(catalogue, says=[an_observation(catalogue, worst=None, change=Change.WORSE)])
    assert only_cell(catalogue, check_in) == Cell(None, Change.WORSE, is_rated=False)


def test_left_and_right_are_two_columns(catalogue):
    says = [
        an_observation(catalogue, place=f"trapezius_top.{side}", worst=n) for n, side in ((1, "l"), (5, "r"))
    ]
    columns, found = rows(catalogue, [a_check_in(catalogue, says=says)], date(2026, 3, 3))
    assert [(c.place.id, cell.worst) for c, cell in zip(columns, found[1].cells, strict=True)] == [
        ("trapezius_top.l", 1),
        ("trapezius_top.r", 5),
    ]


def test_flagged_columns_come_first_and_the_rest_in_the_order_of_the_catalogue(catalogue):
    says = [an_observation(catalogue, "weakness", FINGERS, 1), an_observation(catalogue)]
    says.append(an_observation(catalogue, "tingling", FINGERS, 1))
    check_in = a_check_in(catalogue, says=says)
    weakness = Column(catalogue.symptoms["weakness"], catalogue.places[FINGERS])
    never_entered = Column(catalogue.symptoms["numbness"], catalogue.places[FINGERS])
    order = columns_of([check_in], catalogue, [weakness, never_entered, weakness])
    assert [column.symptom.id for column in order] == ["weakness", "soreness", "tingling"]


def test_days_far_from_any_session_or_symptom_are_one_gap(catalogue):
    sessions = {
        1: a_session(catalogue),
        2: a_session(catalogue, id="s2", ended_at="2026-04-10T10:00:00+00:00"),
    }
    _columns, found = rows(catalogue, [], date(2026, 4, 11), sessions)
    gap = Gap(date(2026, 3, 17), date(2026, 4, 9))
    assert found[15] == gap
    assert [row.number for row in found if isinstance(row, Day)] == [*range(15), 0, 1]
    assert [row.sessions for row in found if isinstance(row, Day) and row.sessions] == [(1,), (2,)]


def test_a_symptom_keeps_the_days_after_it_in_the_table(catalogue):
    late = a_check_in(catalogue, felt_at="2026-03-14T20:00:00+00:00", says=[an_observation(catalogue)])
    _columns, found = rows(catalogue, [late], date(2026, 3, 24))
    assert found[-1] == Gap(date(2026, 3, 22), date(2026, 3, 24))


def test_a_check_in_before_any_session_has_a_row_without_a_number(catalogue):
    _columns, found = rows(catalogue, [a_check_in(catalogue)], date(2026, 3, 4), sessions={})
    assert [type(row) for row in found] == [Gap, Day, Gap]
    assert found[1].number is None


def test_a_row_carries_the_letters_of_its_check_ins_and_sessions(catalogue):
    letters = {"c1": ["B", "AA"], "s1": ["A"]}
    _columns, found = rows(catalogue, [a_check_in(catalogue)], date(2026, 3, 3), letters=letters)
    assert [row.letters for row in found] == [("A",), ("B", "AA")]


@given(st.data())
def test_every_observation_of_a_day_is_in_its_row_and_nothing_else_is(data):
    check_in = data.draw(strategies.check_ins(CATALOGUE))
    columns = columns_of([check_in], CATALOGUE, [])
    around = timedelta(days=2)
    found = day_rows(check_in.day - around, check_in.day + around, columns, [check_in], {}, {})
    [row] = [row for row in found if isinstance(row, Day)]
    shown = {(c.symptom, c.place): cell for c, cell in zip(columns, row.cells, strict=True)}
    said = {(o.symptom, o.place): o.worst for o in check_in.observations}
    said |= {(sign.symptom, sign.place): 1 for sign in check_in.red_flags.present}
    assert shown.keys() == said.keys()
    assert all(shown[key].worst == worst for key, worst in said.items() if worst is not None)
    assert all(cell.is_asked for cell in shown.values())
    assert sum((r.last - r.first).days + 1 if isinstance(r, Gap) else 1 for r in found) == 5
