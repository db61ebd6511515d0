"""A session and check-ins as someone would write them, and writing a whole diary into a store."""

from datetime import UTC, datetime, timedelta

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import CheckIn, Observation, Records, Session
from afterneedle.store.sqlite import Store

MONDAY = datetime(2026, 3, 2, 14, tzinfo=UTC)


def session(catalogue: Catalogue, id: str = "s1", note: str = "") -> Session:
    site = catalogue.places["trapezius_top.r"]
    return Session(id=id, ended_at=MONDAY, zone="Europe/London", sites=(site,), note=note)


def check_in(
    catalogue: Catalogue, id: str = "c1", hours: float = 24, worst: int = 3, note: str = ""
) -> CheckIn:
    """Soreness at the needled place, so many hours after `session`."""
    felt_at = MONDAY + timedelta(hours=hours)
    return CheckIn(
        id=id,
        felt_at=felt_at,
        entered_at=felt_at,
        zone="Europe/London",
        day=felt_at.date(),
        observations=(
            Observation(catalogue.symptoms["soreness"], catalogue.places["trapezius_top.r"], worst=worst),
        ),
        note=note,
    )


def save(store: Store, records: Records, at: datetime = MONDAY, label: str = "import") -> None:
    """All of `records` as one change."""
    with store.change(label, at):
        store.put_patient(records.patient)
        for s in records.sessions:
            store.put_session(s)
        for c in records.check_ins:
            store.put_check_in(c)
        for a in records.answers:
            store.put_answer(a)
