"""What a calendar shows of a check-in: others may read it, so it names no symptom and no place."""

from afterneedle.content.language import _


def calendar_title() -> str:
    """The name of the event, in the patient's calendar."""
    return _("AfterNeedle: check in")
