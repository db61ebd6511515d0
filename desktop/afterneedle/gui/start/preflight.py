"""Can a window open here? Asked before Qt is loaded: where it cannot, Qt ends the process itself.

Standard library only, and for any Python 3.11, since `run` asks it before anything is installed.
"""

import ctypes
import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

# Shared library → package of Debian and Ubuntu, for the Qt of PySide6-Essentials.
CORE = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
OPTIONAL = {  # the window opens without them: it shows no printer, or does not hear of a second start
    "libcups.so.2": "libcups2",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
WITHOUT_A_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def missing(libraries: Mapping[str, str]) -> list[str]:
    """The packages of those `libraries` that this machine cannot load."""
    return sorted(package for library, package in libraries.items() if not _loads(library))


def apt_line(packages: list[str]) -> str:
    """What a person types on Debian or Ubuntu to install `packages`."""
    return "sudo apt-get install --no-install-recommends " + " ".join(packages)


def has_screen() -> bool:
    """Whether a display is named and answers; where one is always there, yes."""
    if not sys.platform.startswith("linux"):
        return True
    return (bool(_display()) and _x11_answers()) or (bool(_wayland_display()) and _wayland_answers())


def problem() -> str | None:
    """Why no window can open here and what to do about it; None when one can."""
    from afterneedle.content.language import _  # `run` asks for a screen before any text is needed

    if find_spec("PySide6") is None:
        return _("The window's toolkit, PySide6, is not installed here.\nStart the program with ./run.")
    if not sys.platform.startswith("linux"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    hidden = platform in WITHOUT_A_SCREEN
    of_the_screen = {} if hidden else WAYLAND if _wayland_display() and not _display() else X11
    if packages := missing(CORE | of_the_screen):
        return _(
            "The window needs system libraries that are not on this machine.\n"
            "On Debian or Ubuntu this installs them:\n  {line}"
        ).format(line=apt_line(packages))
    if hidden or has_screen():
        return None
    if named := _display() or _wayland_display():
        return _(
            "The screen {name} does not answer, or it refuses you.\n"
            "Is the desktop session still running, and is it yours?"
        ).format(name=named)
    return _(
        "There is no screen here, so no window can open.\n"
        "Start the program from a desktop session. Its commands work without a screen: afterneedle --help"
    )


def _display() -> str:
    return os.environ.get("DISPLAY", "")


def _wayland_display() -> str:
    return os.environ.get("WAYLAND_DISPLAY", "")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _x11_answers() -> bool:
    """Asks the server itself, as Qt does: this also finds a dead one, and one that refuses this user."""
    if not _loads("libxcb.so.1"):
        return False
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def _wayland_answers() -> bool:
    if sys.platform == "win32":
        return False
    import socket

    path = Path(os.environ.get("XDG_RUNTIME_DIR", "")) / _wayland_display()
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(path))
        except OSError:
            return False
    return True
