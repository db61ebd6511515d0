"""After how many minutes without use a diary locks itself: the setting, and what can be chosen."""

LOCK_AFTER = "lock_after"  # the setting: minutes without use
NEVER, USUAL = "0", "10"
CHOICES = (NEVER, "5", USUAL, "30")


def minutes_of(setting: str | None) -> int:
    """How long the diary may lie open unused; the usual time for what nobody could have chosen."""
    return int(setting if setting in CHOICES else USUAL)
