"""Whether this desktop can call, as the desktop itself says; and what is handed to it."""

import sys

import pytest
from PySide6.QtGui import QDesktopServices

from afterneedle.gui import phone


@pytest.fixture
def desktop(tmp_path, monkeypatch):
    """A Linux desktop that nobody has set anything up on; returns how to write one of its lists."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS"):
        monkeypatch.setenv(name, str(tmp_path / name))

    def note(where: str, text: str) -> None:
        path = tmp_path / where
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return note


def test_a_desktop_where_nothing_takes_numbers_cannot_call(desktop):
    assert not phone.can_call()
    desktop(
        "XDG_DATA_DIRS/applications/mimeinfo.cache", "[MIME Cache]\nx-scheme-handler/mailto=mail.desktop;\n"
    )
    assert not phone.can_call()


@pytest.mark.parametrize(
    "where",
    [
        "XDG_CONFIG_HOME/mimeapps.list",
        "XDG_DATA_HOME/applications/mimeapps.list",
        "XDG_DATA_DIRS/applications/mimeinfo.cache",
    ],
)
def test_a_program_that_takes_numbers_is_found_where_desktops_note_it(desktop, where):
    desktop(where, "[Default Applications]\nx-scheme-handler/tel=calls.desktop;\n")
    assert phone.can_call()


def test_a_line_without_a_program_is_none(desktop):
    desktop("XDG_CONFIG_HOME/mimeapps.list", "[Default Applications]\nx-scheme-handler/tel=;\n")
    assert not phone.can_call()


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_a_mac_and_windows_always_ask_with_what(monkeypatch, system):
    monkeypatch.setattr(sys, "platform", system)
    assert phone.can_call()


@pytest.mark.parametrize(
    ("number", "url"),
    [("+44 1632 960 001", "tel:+441632960001"), ("112", "tel:112"), ("(020) 7946-0123", "tel:02079460123")],
)
def test_a_number_is_handed_over_as_digits(monkeypatch, number, url):
    handed = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda given: handed.append(given.toString()) or True)
    assert phone.call(number)
    assert handed == [url]
