"""The languages that somebody chose in the settings of Windows or of a Mac.

Elsewhere the environment says. Qt would know as well, but a command in a shell loads none.
"""

import sys
from contextlib import suppress
from pathlib import Path

MAC = Path("Library/Preferences/.GlobalPreferences.plist")  # in the person's home
BY_NAME = 8  # MUI_LANGUAGE_NAME: "de-DE", not the number of a language
SCRIPT = 4  # letters, as in "zh-Hans-CN"; no catalogue is named by it


def system_languages() -> list[str]:
    """The most wanted first, as catalogues are named ("pt_BR"); none where the system does not say."""
    if sys.platform == "win32":
        return [_catalogue_name(tag) for tag in _of_windows()]
    if sys.platform == "darwin":
        return [_catalogue_name(tag) for tag in _of_mac()]
    return []


def _of_windows() -> list[str]:
    import ctypes

    ask = ctypes.WinDLL("kernel32").GetUserPreferredUILanguages  # type: ignore[attr-defined,unused-ignore]
    count, size = ctypes.c_ulong(), ctypes.c_ulong()
    ask(BY_NAME, ctypes.byref(count), None, ctypes.byref(size))  # says how long the list is
    names = ctypes.create_unicode_buffer(size.value)
    is_told = ask(BY_NAME, ctypes.byref(count), names, ctypes.byref(size))
    return [name for name in "".join(names[:]).split("\0") if name] if is_told else []


def _of_mac() -> list[str]:
    import plistlib
    from xml.parsers.expat import ExpatError

    with suppress(OSError, ValueError, ExpatError), (Path.home() / MAC).open("rb") as file:
        settings = plistlib.load(file)
        chosen = settings.get("AppleLanguages") if isinstance(settings, dict) else None
        return [tag for tag in chosen if isinstance(tag, str)] if isinstance(chosen, list) else []
    return []


def _catalogue_name(tag: str) -> str:
    language, *rest = tag.split("-")
    return "_".join([language, *(part for part in rest[:2] if len(part) < SCRIPT)][:2])
