"""The body figure of the report marks what the page says, on the side it says."""

from afterneedle.domain.records import Records
from afterneedle.domain.report import report
from afterneedle.paper.figure import body_marks, figure, figure_alternative
from support.builders import a_check_in, a_flag, a_rulebook, a_session, an_assessment, an_observation, at

NOW = "2026-03-06T09:00:00+00:00"


def made(catalogue, *, sessions=(), says=(), flags=()):
    check_ins = (a_check_in(catalogue, says=says),) if says else ()
    records = Records(sessions=tuple(sessions), check_ins=check_ins)
    return report(records, an_assessment(flags=flags), catalogue, a_rulebook(), at(NOW))


def test_needled_places_carry_the_numbers_of_their_sessions(catalogue):
    second = a_session(catalogue, id="s2", ended_at="2026-03-04T10:00:00+00:00", sites=["blade.l"])
    first = a_session(catalogue, sites=["blade.l", "trapezius_top.r"])
    marks = body_marks(made(catalogue, sessions=[first, second]))
    assert {p.id: n for p, n in marks.needled.items()} == {"blade.l": (1, 2), "trapezius_top.r": (1,)}


def test_felt_is_what_was_there_and_soreness_without_a_place_is_everywhere_needled(catalogue):
    says = [
        an_observation(catalogue, "tingling", "palm.l", 2),
        an_observation(catalogue, "numbness", "palm.r", 0, now=False),
        an_observation(catalogue, "soreness", None, 3),
    ]
    marks = body_marks(made(catalogue, sessions=[a_session(catalogue, sites=["blade.l"])], says=says))
    assert {p.id for p in marks.felt} == {"palm.l", "blade.l"}


def test_flags_stand_at_their_place_with_their_letter(catalogue):
    marks = body_marks(made(catalogue, flags=[a_flag(catalogue, place="palm.l")]))
    assert {p.id: letters for p, letters in marks.flagged.items()} == {"palm.l": ("A",)}


def test_it_is_told_in_words_with_the_sides(catalogue):
    page = made(catalogue, sessions=[a_session(catalogue, sites=["blade.l"])])
    assert figure_alternative(page) == (
        "The body from the front and the back. Needled: shoulder blade, left (1)."
    )


def test_with_nothing_to_mark_there_is_no_figure(catalogue):
    assert figure(made(catalogue)) == ""
    assert figure(made(catalogue, sessions=[a_session(catalogue)])).startswith("<?xml")
