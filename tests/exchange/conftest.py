"""A diary to merge a file into."""

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Records
from support.builders import a_baseline, a_check_in, a_session, an_answer, an_observation
from support.merging import ALEX


@pytest.fixture
def diary(catalogue: Catalogue) -> Records:
    """One session, two check-ins, one answer."""
    return Records(
        ALEX,
        (a_session(catalogue, baseline=[a_baseline(catalogue)]),),
        (
            a_check_in(catalogue, id="c1", says=[an_observation(catalogue)], function={"sleep": 1}),
            a_check_in(catalogue, id="c2", felt_at="2026-03-04T20:00:00+00:00"),
        ),
        (an_answer(),),
    )
