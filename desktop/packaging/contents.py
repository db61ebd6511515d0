"""What goes into the bundle: of Qt only what the program uses, and no library that the system has itself."""

from collections.abc import Callable, Iterable
from pathlib import PurePath

from afterneedle.gui.start import preflight

# A file of the bundle as PyInstaller lists it: its name there, the file it is copied from, its kind.
Entry = tuple[str, str, str]

QT_PLUGINS = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qjpeg", "qsvg"),  # pictures go to a printer as JPEG
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platforms": ("qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb"),
    "platformthemes": ("qxdgdesktopportal",),  # says whether the person wants it dark, or with more contrast
    "printsupport": ("cupsprintersupport",),
    "wayland-decoration-client": ("bradient",),
    "wayland-shell-integration": ("xdg-shell",),
}
# Library → package of Debian; the preflight names the rest. Of ours, an older one would be in the way of the
# system's graphics drivers, and would get no repairs.
OF_EVERY_SYSTEM = {
    "ld-linux-x86-64.so.2": "libc6",
    "libc.so.6": "libc6",
    "libcrypto.so.3": "libssl3",  # makes a key of a passphrase, by Python's hashlib
    "libdl.so.2": "libc6",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "libresolv.so.2": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libgcc_s.so.1": "libgcc-s1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxcb.so.1": "libxcb1",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-util.so.1": "libxcb-util1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
NEEDED_FROM_THE_SYSTEM = OF_EVERY_SYSTEM | preflight.CORE | preflight.X11
USED_IF_THERE = preflight.WAYLAND | preflight.OPTIONAL
OF_THE_SYSTEM = NEEDED_FROM_THE_SYSTEM | USED_IF_THERE
UNUSED_MODULES = (
    "_bz2",
    "_lzma",
    "_ssl",  # nothing is sent to anyone
    "_tkinter",
    "_uuid",
    "curses",
    "pip",
    "pydoc",
    "readline",
    "setuptools",
    "ssl",
    "tkinter",
    "unittest",
)


def slim(entries: Iterable[Entry], imports: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Of these files the ones that the program may use, in their order; of libraries, those that one loads.

    `imports`: the file names of the libraries that a file names. Python itself, its extension modules and
    Qt's plugins are loaded by name.
    """
    wanted = [entry for entry in entries if is_wanted(entry[0])]
    libraries: dict[str, list[str]] = {}  # two packages may each have one of a name, as of _sqlite3
    for entry in wanted:
        if entry[2] in ("BINARY", "EXTENSION"):
            libraries.setdefault(_file(entry), []).append(entry[1])
    reached = {_file(entry) for entry in wanted if _is_loaded_by_name(entry)}
    waiting = list(reached)
    while waiting:
        sources = libraries[waiting.pop()]
        for library in (library for source in sources for library in imports(source)):
            if library in libraries and library not in reached:
                reached.add(library)
                waiting.append(library)
    return [entry for entry in wanted if entry[2] == "DATA" or _file(entry) in reached]


def is_wanted(name: str) -> bool:
    """Whether a file of the bundle is one that the program may use, as far as its name says."""
    parts = _parts(name)
    if "PySide6" in parts and "plugins" in parts:
        kind, file = parts[-2:]
        return PurePath(file).stem.removeprefix("lib") in QT_PLUGINS.get(kind, ())
    if "PySide6" in parts and "translations" in parts:
        return parts[-1].startswith("qtbase_")
    return parts[-1] not in OF_THE_SYSTEM


def _is_loaded_by_name(entry: Entry) -> bool:
    is_python = _file(entry).lower().startswith(("libpython", "python"))
    return entry[2] == "EXTENSION" or (entry[2] == "BINARY" and (is_python or "plugins" in _parts(entry[0])))


def _file(entry: Entry) -> str:
    return _parts(entry[0])[-1]


def _parts(name: str) -> tuple[str, ...]:
    return PurePath(name.replace("\\", "/")).parts
