"""A check-in while it is written: a new one, an old one that is changed, or one that was begun before."""

from dataclasses import dataclass, replace
from datetime import datetime

from afterneedle.diary import new_id
from afterneedle.domain.assessment import assess
from afterneedle.domain.records import CheckIn, Records
from afterneedle.domain.sessions import missed_yesterday
from afterneedle.gui.background import background
from afterneedle.gui.check_in.drafts import Draft, without_denials
from afterneedle.gui.check_in.form import Told, build, merged, there_now, told_by
from afterneedle.gui.check_in.situation import DRAFT, pressing_flags, situation, without
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.check_in.check_in_parts import CheckInParts
from afterneedle.gui.widgets.check_in.when import When
from afterneedle.gui.widgets.flags.flag_card import FlagCard


@dataclass(frozen=True)
class Writing:
    """The fields of the form, and the records beside which it is written.

    `edited`: the check-in it changes, which is not among the records; `before`: as the form shows it.
    """

    when: When
    parts: CheckInParts
    records: Records
    edited: CheckIn | None = None
    before: CheckIn | None = None

    def draft(self, begun_at: datetime, now: datetime) -> Draft:
        """What it holds by now."""
        earlier = self.when.so_far(now) if self.when.is_past else None
        told = without_denials(self.parts.told(now))
        return Draft(begun_at, told, earlier, self.edited.id if self.edited else None)

    def check_ins(self, told: Told, felt_at: datetime, now: datetime, zone: str) -> tuple[CheckIn, ...]:
        """The check-in that says what was told; and one of now, for emergency signs that are there still.

        Raises Impossible as `build` does.
        """
        made = build(told, new_id(), felt_at, now, zone)
        if self.edited is not None and self.before is not None:
            made = merged(self.edited, self.before, made)
        still = self.parts.emergency.there_now(told.emergency)
        return (made, there_now(made, still, new_id(), now)) if still else (made,)


def open_form(hub: Hub, edited: CheckIn | None, draft: Draft | None) -> Writing:
    """The form with the answers of the draft, or else of the edited check-in, or else with none."""
    now = hub.now()
    about = edited.felt_at if edited else now
    records = without(hub.diary.records(), edited)
    assessment = assess(records, hub.catalogue, hub.diary.rulebook, about)
    asked = situation(hub.catalogue, records, assessment, hub.zone, about)
    told = told_by(edited, hub.catalogue) if edited else Told()
    known = frozenset(sign.symptom for sign in told.emergency)
    parts = CheckInParts(asked, draft.told if draft else told, known)
    before = None
    if edited is not None:
        unchanged = CheckInParts(asked, told, known) if draft else parts
        before = build(unchanged.told(now), DRAFT, about, now, hub.zone.key)
    missed = None if edited else missed_yesterday(records, assessment, now)
    when = When(hub.zone, now, missed, is_edit=edited is not None)
    past = draft.about(now) if draft else edited.felt_at if edited else None
    if past is not None:
        when.set_moment(past)
    parts.emergency.set_past(when.is_past)
    return Writing(when, parts, records, edited, before)


def beside(hub: Hub, writing: Writing) -> Writing:
    """The same form, beside the records as they are now."""
    return replace(writing, records=without(hub.diary.records(), writing.edited))


def emergency_cards(hub: Hub, writing: Writing) -> list[FlagCard]:
    """Show the card of every emergency sign that is ticked and there now; returns those that are new."""
    emergency = writing.parts.emergency
    signs = () if emergency.waits_for_now else emergency.read(hub.now())
    flags = pressing_flags(writing.records, hub.catalogue, hub.diary.rulebook, signs, hub.now())
    return emergency.show_flags(flags, background(hub, writing.records))
