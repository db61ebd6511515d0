"""Which letter marks which flag."""

from datetime import date

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.letters import lettered
from afterneedle.domain.records import Level
from support.builders import a_flag, an_assessment

CATALOGUE = load_catalogue()


def test_open_flags_have_the_first_letters_then_the_closed_ones_of_the_period_by_level():
    worst, other = a_flag(CATALOGUE, symptom="weakness"), a_flag(CATALOGUE)
    mild = a_flag(CATALOGUE, level=Level.WATCH, closed_at="2026-03-09T10:00:00+00:00")
    closed = a_flag(CATALOGUE, closed_at="2026-03-08T10:00:00+00:00")
    before = a_flag(CATALOGUE, closed_at="2026-03-03T23:00:00+00:00")
    after = a_flag(CATALOGUE, since="2026-03-10T10:00:00+00:00", closed_at="2026-03-11T10:00:00+00:00")
    assessment = an_assessment(flags=[worst, other], closed=[after, mild, closed, before])
    found = lettered(assessment, date(2026, 3, 4), date(2026, 3, 9))
    assert list(found.items()) == [("A", worst), ("B", other), ("C", closed), ("D", mild)]


def test_after_z_come_two_letters():
    many = lettered(an_assessment(flags=[a_flag(CATALOGUE)] * 54), date(2026, 3, 4), date(2026, 3, 9))
    assert [list(many)[n] for n in (25, 26, 51, 52)] == ["Z", "AA", "AZ", "BA"]
