"""The time zone of the system, as it is now."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QDateTime, QTimeZone

from afterneedle.domain.days import zone_ahead


def system_zone() -> ZoneInfo:
    """Qt notices at once when the system's zone changes; a running Python does not."""
    try:
        return ZoneInfo(bytes(QTimeZone.systemTimeZoneId().data()).decode())
    except (ZoneInfoNotFoundError, ValueError):  # a rule in place of a name, such as "UTC-3"
        return zone_ahead(QDateTime.currentDateTime().offsetFromUtc())
