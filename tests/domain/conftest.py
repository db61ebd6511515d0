"""What the rules say of a diary written in the words of support.diary_dsl."""

from collections.abc import Callable

import pytest

from afterneedle.domain.assessment import assess
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.flags import Assessment
from afterneedle.domain.rulebook import Rulebook
from support.diary_dsl import Story, moment

Judge = Callable[..., Assessment]


@pytest.fixture(scope="session")
def judge(catalogue: Catalogue, rulebook: Rulebook) -> Judge:
    """Assesses a story at an hour; by default at its last event."""

    def judged(story: Story, hours: float | None = None) -> Assessment:
        now = moment(story.ends if hours is None else hours)
        return assess(story.records(catalogue), catalogue, rulebook, now)

    return judged
