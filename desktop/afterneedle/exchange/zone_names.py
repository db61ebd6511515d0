"""What is the name of a time zone, on whichever computer it was written down.

A diary may name a zone that is newer than this computer's list, or one that its list has dropped. That is no
fault: every time has its offset, so no hour hangs on the name.
"""

import re
from zoneinfo import ZoneInfo

_OFFSET = re.compile(r"[+-]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", re.ASCII)
# A new zone has one of the first line, and at most 14 characters in each part, says "Theory and pragmatics of
# the tz code and data"; those of the second line are old names, which some systems leave out.
_IN_AN_AREA = re.compile(
    r"(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific"
    r"|Brazil|Canada|Chile|Etc|Mexico|US)(/[A-Za-z][A-Za-z0-9_+-]{1,31}){1,2}"
)
_OLD = re.compile(
    "CET|CST6CDT|Cuba|EET|EST|EST5EDT|Egypt|Eire|GB|GB-Eire|GMT|GMT[+-]?0|Greenwich|HST|Hongkong|Iceland|Iran"
    "|Israel|Jamaica|Japan|Kwajalein|Libya|MET|MST|MST7MDT|NZ|NZ-CHAT|Navajo|PRC|PST8PDT|Poland|Portugal|ROC"
    "|ROK|Singapore|Turkey|UCT|UTC|Universal|W-SU|WET|Zulu"
)


def is_zone(name: str) -> bool:
    """Whether a zone has this name or may have it elsewhere; an offset ("+02:00") is a name too."""
    return any(form.fullmatch(name) for form in (_OFFSET, _IN_AN_AREA, _OLD)) or _is_known(name)


def _is_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    return True
