"""An encrypted diary, opened, locked, unlocked and recovered by somebody who hears the window and types."""

import signal
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_signal
from jeepney.io.blocking import open_dbus_connection

from afterneedle.diary import Diary
from afterneedle.locking import Changed, Key, change_passphrase, unlock
from support.begun import begun
from support.builders import a_session
from support.reader import PATIENCE, Node, Silent, soon
from support.screen import Screen

EVENING = "2026-03-03T19:02:00+00:00"
WORDS, NEW_WORDS = "four calm green words", "five other and newer words"
SECRET, TYPED = "tingling in the palm", "dizzy since the stairs"
FIELD = ("text", "Passphrase")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "d.db"


@pytest.fixture
def changed(path: Path) -> Changed:
    """A diary with a session, under a passphrase."""
    diary = begun(path)
    session = a_session(diary.catalogue, ended_at="2026-03-03T10:00:00+00:00", note=SECRET)
    diary.record_session(session, session.ended_at)
    diary.close()
    return change_passphrase(path, None, WORDS)


def to_be_found(window: Node) -> list[str]:
    """Every name there is, also of what is hidden."""
    names = []
    for node in window.walk():
        try:
            names.append(node.spoken)
        except Silent:
            continue
    return names


def type_in(screen: Screen, window: Node, words: str) -> None:
    window.find(*FIELD).wait_for("focused")
    screen.type(words)
    screen.keys("Return")


def start(screen: Screen, path: Path) -> tuple[object, Node]:
    program = screen.program("--diary", str(path), "--now", EVENING)
    window = screen.listen(program)
    window.find(*FIELD)
    screen.focus("AfterNeedle")
    return program, window


def note_of(window: Node) -> Node:
    return window.find("text", "Note")


def write_a_note(screen: Screen, window: Node) -> None:
    """A session that is being recorded, with some words in it."""
    screen.keys("ctrl+shift+r")
    note_of(window).write(TYPED)


def read(path: Path, words: str, what: str) -> str:
    diary = Diary.open(path, key=unlock(path, words))
    try:
        return getattr(diary, what)() or ""
    finally:
        diary.close()


def files_with(folder: Path, words: str) -> list[Path]:
    files = [one for one in folder.iterdir() if one.is_file() and not one.name.endswith(".log")]
    assert files
    return [one for one in files if words.encode() in one.read_bytes()]


@pytest.mark.usefixtures("changed")
def test_it_opens_locks_and_unlocks_where_the_person_was(screen: Screen, path: Path, tmp_path: Path) -> None:
    program, window = start(screen, path)
    assert not any(SECRET in name for name in to_be_found(window))
    type_in(screen, window, "a wrong guess")
    window.bus.wait_for_announcement("This passphrase does not open")
    window.bus.wait_for_announcement("You can try again now.")
    type_in(screen, window, WORDS)  # over what was typed before
    window.find("push button", "Check in now")
    screen.focus("AfterNeedle")

    write_a_note(screen, window)
    screen.keys("ctrl+l")
    window.find("label", "Your diary is locked")
    window.find(*FIELD).wait_for("focused")
    names = to_be_found(window)
    hidden = (SECRET, TYPED, "Today", "Undo", "Check in", "Session")
    assert [name for name in names if any(word in name for word in hidden)] == []
    assert files_with(tmp_path, TYPED) == []
    screen.keys("ctrl+n", "ctrl+z")
    assert window.seek("push button", "Check in now") is None

    type_in(screen, window, WORDS)
    soon(lambda: note_of(window).text == TYPED or None, "what was typed")
    assert screen.end(program) in (0, -signal.SIGTERM)


@pytest.mark.usefixtures("changed")
def test_the_screen_locks_it_and_what_was_typed_outlives_the_program(
    screen: Screen, path: Path, tmp_path: Path
) -> None:
    program, window = start(screen, path)
    type_in(screen, window, WORDS)
    window.find("push button", "Check in now")
    screen.focus("AfterNeedle")
    write_a_note(screen, window)
    soon(lambda: _lock_screen(screen, window), "the locked window")
    program.kill()
    program.wait(timeout=PATIENCE)
    assert files_with(tmp_path, TYPED) == []
    assert f"Note: {TYPED}" in read(path, WORDS, "typed")

    program, again = start(screen, path)
    type_in(screen, again, WORDS)
    assert TYPED in again.find("text", "Not saved").text
    again.find("push button", "Throw it away").press()
    soon(lambda: again.seek("push button", "Throw it away") is None or None, "the dialog gone")
    screen.end(program)
    assert read(path, WORDS, "typed") == ""


def _lock_screen(screen: Screen, window: Node) -> Node | None:
    """What a desktop says; once the program listens, it locks itself."""
    with open_dbus_connection(screen.bus) as screen_saver:
        face = DBusAddress("/ScreenSaver", interface="org.freedesktop.ScreenSaver")
        screen_saver.send(new_signal(face, "ActiveChanged", "b", (True,)))
    return window.seek("label", "Your diary is locked")


def test_who_forgot_the_passphrase_gets_in_by_the_code(screen: Screen, path: Path, changed: Changed) -> None:
    program, window = start(screen, path)
    window.find(*FIELD).wait_for("focused")
    screen.keys("alt+f")
    window.find("text", "Recovery code").wait_for("focused")
    code = changed.code or ""
    screen.type(code[:-1].lower() + ("a" if code[-1] != "A" else "b"))
    screen.keys("Return")
    window.find("label", "One of its letters is not as printed.")
    screen.keys("ctrl+a")
    screen.type(code.lower())
    screen.keys("Return")
    first = window.find("text", "New passphrase")
    first.wait_for("focused")
    screen.type(NEW_WORDS)
    screen.keys("alt+a")
    window.find("text", "The same again").wait_for("focused")
    screen.type(NEW_WORDS)
    screen.keys("Return")
    dialog = window.find("dialog", "Your recovery code")
    dialog.find("check box", "I have the code on paper").press()
    dialog.find("push button", "Done").press()
    window.find("push button", "Check in now")
    screen.end(program)
    assert isinstance(unlock(path, NEW_WORDS), Key)
