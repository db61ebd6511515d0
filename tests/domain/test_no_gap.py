"""No combination of a present symptom is left without a row of the rulebook (issue: enumerate them all)."""

from itertools import chain, combinations, product

import pytest

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.candidates import words_of
from afterneedle.domain.entries import Reading
from afterneedle.domain.episodes import HOUR, Entry, Episode
from afterneedle.domain.records import Level, Patient
from afterneedle.domain.rulebook import Course, Rulebook
from support.diary_dsl import diary, entry, moment, session

AROUND_EVERY_BOUND = (0, 24, 24.1, 48, 48.1, 72, 72.1, 168, 168.1, 336, 336.1, 5160, 5160.1, 20_000)
SYMPTOMS = sorted(load_catalogue().symptoms)


@pytest.mark.parametrize("name", SYMPTOMS)
def test_every_strength_course_and_detail_at_every_hour_has_a_rule(catalogue, rulebook: Rulebook, name):
    symptom = catalogue.symptoms[name]
    records = diary(session(), entry(1)).records(catalogue)
    started = int(moment(0).timestamp())
    details = sorted(symptom.details)
    some_details = list(chain.from_iterable(combinations(details, n) for n in (0, 1, 2)))
    unruled = []
    for hours, severity, course, said in product(
        AROUND_EVERY_BOUND, range(1, symptom.scale.top + 1), Course, some_details
    ):
        at = started + int(hours * HOUR)
        episode = Episode(symptom, None, at, records.sessions, linked=False)
        reading = Reading(at, moment(hours), True, severity, None, None, frozenset(said), ("c1",))
        new = course is Course.NEW
        band = symptom.band(severity)
        episode.newest = Entry(at, reading, severity, band, course, new, (), none_at=None, denied_at=None)
        episode.entries.append(episode.newest)
        kind = rulebook.candidates.kind(words_of(episode, Patient()))
        decision = rulebook.candidates.decision(kind, hours)
        met = [
            verdict.level
            for options in decision.options
            for when, verdict, _ in options
            if verdict.rule.id != "U18" and not when.partners and not when.past
        ]
        if not met or (symptom.group in ("nerve", "movement") and max(met) is Level.EXPECTED):
            unruled.append((hours, severity, course, said))
    assert not unruled
