"""What was shown is noted down, and read back."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from afterneedle.domain.shown import KEPT, Shown, shown_from, shown_text
from support.builders import at

SHOWN = st.builds(
    Shown,
    st.datetimes().map(lambda moment: moment.replace(fold=0)),
    st.datetimes(timezones=st.timezones()).map(lambda moment: at(moment.isoformat())),
)


@given(st.lists(SHOWN, max_size=KEPT))
def test_it_comes_back(shown):
    assert shown_from(shown_text(shown)) == tuple(shown)


def test_only_the_newest_are_kept():
    first = datetime(2026, 3, 1, 19)
    shown = [Shown(first + timedelta(days=n), at("2026-03-01T19:00:00+00:00")) for n in range(KEPT + 1)]
    assert shown_from(shown_text(shown)) == tuple(shown[1:])


def test_what_makes_no_sense_is_left_out():
    good = "2026-03-01T19:00:00 2026-03-01T19:00:05+00:00"
    bad = ["", "yesterday", "2026-03-01T19:00:00", "2026-03-01T19:00:00 2026-03-01T19:00:05"]
    bad.append("2026-03-01T19:00:00+00:00 2026-03-01T19:00:05+00:00")
    assert len(shown_from("\n".join([*bad, good]))) == 1
