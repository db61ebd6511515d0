"""The sample diary: an invented person's six weeks, moved so that they end today."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from afterneedle.assets import asset
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import CheckIn, Records, Session
from afterneedle.exchange.json_diary import parse


def demo_records(catalogue: Catalogue, today: date) -> Records:
    """The sample diary with its last check-in on `today`."""
    records = parse(asset("demo/diary.json").read_text("utf-8"), catalogue)
    days = today - max(c.felt_at.date() for c in records.check_ins)
    zones = {s.id: s.zone for s in records.sessions} | {c.id: c.zone for c in records.check_ins}
    return Records(
        records.patient,
        tuple(_moved_session(s, days) for s in records.sessions),
        tuple(_moved_check_in(c, days) for c in records.check_ins),
        tuple(replace(a, at=_moved(a.at, days, zones[a.check_in])) for a in records.answers),
    )


def _moved_session(session: Session, days: timedelta) -> Session:
    return replace(
        session,
        ended_at=_moved(session.ended_at, days, session.zone),
        edited_at=session.edited_at and _moved(session.edited_at, days, session.zone),
    )


def _moved_check_in(check_in: CheckIn, days: timedelta) -> CheckIn:
    zone = check_in.zone
    return replace(
        check_in,
        felt_at=_moved(check_in.felt_at, days, zone),
        entered_at=_moved(check_in.entered_at, days, zone),
        day=check_in.day + days,
        observations=tuple(
            replace(o, since=o.since and _moved(o.since, days, zone)) for o in check_in.observations
        ),
        edited_at=check_in.edited_at and _moved(check_in.edited_at, days, zone),
    )


def _moved(moment: datetime, days: timedelta, zone: str) -> datetime:
    """The same time of day on another date, with the offset its zone has then."""
    wall = moment.replace(tzinfo=None) + days
    offset = wall.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    return wall.replace(tzinfo=timezone(offset or timedelta(0)))
