"""The time zone of the system, as it is now."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QTimeZone


def system_zone() -> ZoneInfo:
    """Qt notices at once when the system's zone changes; a running Python does not."""
    try:
        return ZoneInfo(bytes(QTimeZone.systemTimeZoneId().data()).decode())
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
