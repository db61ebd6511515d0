"""When the follow-up of a session is over (docs/rules.md §4)."""

from datetime import UTC, datetime

from afterneedle.domain.catalogue import Closing
from afterneedle.domain.episodes import DAY
from afterneedle.domain.flags import FollowUp
from afterneedle.domain.unfolding import Unfolded

FULL_LENGTH = 14 * DAY
QUIET = 7 * DAY


def follow_up(unfolded: Unfolded, now: datetime) -> FollowUp:
    """The follow-up of the latest session at `now`.

    It ends after 14 days with every episode closed, or when check-ins over 7 days found no symptom.
    Silence is not a quiet day: what takes two "gone" or an answer to close keeps it open until then.
    """
    sessions, open_ones = unfolded.around.sessions, unfolded.around.open.by_key
    session = sessions[-1] if sessions else None
    last = unfolded.last_moment
    last_check_in = _moment(last, now) if last is not None else None
    over_at: int | None = None
    if session is None:
        is_open, ends = bool(open_ones), [(unfolded.last_present or 0) + QUIET]
    else:
        ended = session.second
        over_at = None if open_ones else ended + FULL_LENGTH
        over = over_at is not None and now.timestamp() >= over_at
        unanswered = any(e.closing is not Closing.ONCE for e in open_ones.values())
        present = max(ended, unfolded.last_present or 0)
        told = unfolded.last_told
        quiet = told is not None and told - present >= QUIET and not unanswered
        is_open, ends = not (over or quiet), [ended + FULL_LENGTH, present + QUIET]
    if not is_open:
        return FollowUp(session, is_open, last_check_in)
    silent_end = None if over_at is None else _moment(over_at, now)
    return FollowUp(session, is_open, last_check_in, _earliest_end(ends, now), silent_end)


def _earliest_end(ends: list[int], now: datetime) -> datetime:
    """The first of these that is still to come.

    What only an answer or a second "gone" closes may outlast them all: then another quiet week is taken.
    """
    seconds = now.timestamp()
    return _moment(min((end for end in ends if end > seconds), default=seconds + QUIET), now)


def _moment(seconds: float, now: datetime) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(now.tzinfo)
