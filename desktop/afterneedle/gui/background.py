"""What the flag cards of a page are shown against, from the diary and this desktop."""

from afterneedle.domain.records import Records
from afterneedle.gui import phone
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.flags.flag_card import Background


def background(hub: Hub, records: Records) -> Background:
    """For cards of flags on these records, as of now."""
    diary = hub.diary
    number = diary.setting("emergency_number") or ""
    call = phone.call if phone.can_call() else None
    return Background(records, diary.rulebook, lambda: diary.sources, number, hub.now(), call)
