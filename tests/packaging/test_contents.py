"""The bundle holds what the program uses, and what a system has itself stays the system's."""

import ast
from pathlib import Path

import pytest

import afterneedle
from afterneedle.gui.start import preflight
from contents import OF_THE_SYSTEM, UNUSED_MODULES, is_wanted, slim

pytestmark = pytest.mark.checkout

PLUGINS = "PySide6/Qt/plugins"
LIB = "PySide6/Qt/lib"
NAMES = {  # what a library names, by its file
    "libqxcb.so": ["libQt6XcbQpa.so.6", "libxcb-cursor.so.0", "libc.so.6"],
    "libQt6XcbQpa.so.6": ["libQt6Gui.so.6", "libxcb-cursor.so.0"],
    "libQt6Gui.so.6": ["libGL.so.1"],
    "libqgtk3.so": ["libgtk-3.so.0", "libQt6Gui.so.6"],
    "QtGui.abi3.so": ["libQt6Gui.so.6"],
    "libqtvirtualkeyboardplugin.so": ["libQt6Quick.so.6"],
}


def library(folder, name, kind="BINARY"):
    place = f"{folder}/{name}".lstrip("/")
    return place, f"/built/{place}", kind


def kept(*entries):
    return [entry[0] for entry in slim(entries, lambda file: NAMES.get(Path(file).name, []))]


def test_what_a_wanted_plugin_loads_comes_along():
    needed = [
        library(f"{PLUGINS}/platforms", "libqxcb.so"),
        library(LIB, "libQt6XcbQpa.so.6"),
        library(LIB, "libQt6Gui.so.6"),
    ]
    assert kept(*needed) == [entry[0] for entry in needed]


def test_a_plugin_that_nobody_uses_goes_with_all_that_only_it_loads():
    assert kept(
        library("PySide6", "QtGui.abi3.so", "EXTENSION"),
        library(LIB, "libQt6Gui.so.6"),
        library(f"{PLUGINS}/platformthemes", "libqgtk3.so"),
        library("", "libgtk-3.so.0"),
        library(f"{PLUGINS}/platforminputcontexts", "libqtvirtualkeyboardplugin.so"),
        library(LIB, "libQt6Quick.so.6"),
    ) == ["PySide6/QtGui.abi3.so", f"{LIB}/libQt6Gui.so.6"]


def test_two_of_one_name_bring_each_what_it_loads():
    """Python's own and SQLCipher's are both called _sqlite3."""
    ours = library("", "_sqlite3.so", "EXTENSION")
    theirs = library("sqlcipher3", "_sqlite3.so", "EXTENSION")
    loaded = library("", "libsqlite3.so.0")
    names = {ours[1]: ["libsqlite3.so.0"], theirs[1]: []}
    for order in ((ours, theirs, loaded), (theirs, ours, loaded)):
        assert slim(order, lambda file: names.get(file, [])) == list(order)


def test_a_link_stays_with_what_it_leads_to():
    link = ("libQt6Gui.so.6", f"{LIB}/libQt6Gui.so.6", "SYMLINK")
    lost = ("libQt6Quick.so.6", f"{LIB}/libQt6Quick.so.6", "SYMLINK")
    python = library("PySide6", "QtGui.abi3.so", "EXTENSION")
    gui, quick = library(LIB, "libQt6Gui.so.6"), library(LIB, "libQt6Quick.so.6")
    assert kept(python, gui, quick, link, lost) == [python[0], gui[0], link[0]]


@pytest.mark.parametrize("name", ["libpython3.11.so.1.0", "python311.dll", "Python"])
def test_python_itself_stays_though_nothing_names_it(name):
    assert kept(library("", name)) == [name]


def test_what_the_machine_is_asked_for_before_the_start_is_never_brought():
    asked = preflight.CORE | preflight.X11 | preflight.WAYLAND | preflight.OPTIONAL
    assert set(asked) <= set(OF_THE_SYSTEM)
    assert [name for name in asked if is_wanted(name)] == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (f"{PLUGINS}/platforms/libqminimal.so", False),
        (f"{PLUGINS}/platforms/libqoffscreen.so", True),
        (f"{PLUGINS}/platforms/libqminimalegl.so", False),
        (f"{PLUGINS}/tls/libqopensslbackend.so", False),
        (r"PySide6\plugins\platforms\qwindows.dll", True),
        (r"PySide6\plugins\platforms\qdirect2d.dll", False),
        (f"{PLUGINS}/platforms/libqcocoa.dylib", True),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/linguist_de.qm", False),
        ("afterneedle/resources/rulebook.toml", True),
    ],
)
def test_on_every_system_a_file_is_judged_by_its_name(name, wanted):
    assert is_wanted(name) is wanted


def test_no_module_is_left_out_that_the_program_asks_for():
    asked = set()
    for file in Path(afterneedle.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                asked |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                asked.add((node.module or "").partition(".")[0])
    assert asked & set(UNUSED_MODULES) == set()
