"""Somebody who hears the window gives the diary a passphrase, opens it again, and gets in without it."""

from pathlib import Path

from support.first_day import check_in, start_the_diary
from support.reader import Node
from support.screen import Screen

EVENING = "2026-03-03T20:00:00+00:00"
WORDS = "four calm green words"
NEW_WORDS = "another one that I choose"
GROUPS = 3
LOCKED = "Your diary and its backups are locked with the passphrase."


def set_a_passphrase(window: Node) -> str:
    """From the page of settings to a locked diary; the recovery code as it is read out."""
    window.find("radio button", "Settings").press()
    window.find("push button", "Set a passphrase").press()
    explained = window.find("dialog", "A passphrase for your diary")
    assert explained.find("label", "A lost or stolen computer or stick")
    assert explained.find("label", "The open diary: whoever sits here while it is unlocked can read it.")
    explained.find("push button", "Set a passphrase").press()
    choose(window, WORDS)
    last = window.find("dialog", "Two things to keep")
    last.find("label", "If you lose both the passphrase and the recovery code, the diary is lost.")
    last.find("push button", "Lock the diary").press()
    code = keep_code(window)
    window.find("label", LOCKED)
    return code


def choose(window: Node, words: str) -> None:
    dialog = window.find("dialog", "New passphrase")
    dialog.find("text", "New passphrase").write(words)
    dialog.find("text", "The same again").write(words)
    dialog.find("push button", "Use this passphrase").press()


def keep_code(window: Node) -> str:
    """Write down what is read out, letter by letter, and type its last group back."""
    dialog = window.find("dialog", "Your recovery code")
    told = [dialog.find("label", f"Group {number} of the code:").spoken for number in range(1, GROUPS + 1)]
    groups = [words.partition(": ")[2].replace(" ", "") for words in told]
    dialog.find("push button", "Done").press()
    dialog.find("label", "Type the last group first, or tick that you have the code on paper.")
    dialog.find("text", "Type the last group of the code").write(groups[-1].lower())
    dialog.find("push button", "Done").press()
    return "-".join(groups)


def unlock(window: Node, words: str) -> None:
    window.find("text", "Passphrase").write(words)
    window.find("push button", "Unlock").press()


def test_a_passphrase_is_set_and_opens_the_diary_again(screen: Screen, tmp_path: Path) -> None:
    diary = tmp_path / "d.db"
    words = ("--diary", str(diary), "--now", EVENING)
    program = screen.program(*words)
    window = screen.listen()
    start_the_diary(window, name="Sam Reed")
    check_in(window, 3)
    set_a_passphrase(window)
    screen.end(program)
    files = [file for file in tmp_path.iterdir() if file.name.startswith(("d.", ".afterneedle"))]
    assert sorted(file.name for file in files) == ["d.db", "d.db.lock", "d.db.reminders", "d.db.recovery"]
    assert not any(b"Sam Reed" in file.read_bytes() for file in files)

    screen.program(*words)
    again = screen.listen()
    unlock(again, "a guess")
    again.find("label", "This passphrase does not open")
    again.find("label", "You can try again now.")
    unlock(again, WORDS)
    again.find("radio button", "History").press()
    again.find("list item", "3 of 10")


def test_who_forgot_the_passphrase_gets_in_by_the_code_that_was_read_out(
    screen: Screen, tmp_path: Path
) -> None:
    words = ("--diary", str(tmp_path / "d.db"), "--now", EVENING)
    program = screen.program(*words)
    window = screen.listen()
    start_the_diary(window)
    code = set_a_passphrase(window)
    screen.end(program)

    program = screen.program(*words)
    again = screen.listen()
    again.find("push button", "I forgot the passphrase").press()
    again.find("text", "Recovery code").write(code)
    again.find("push button", "Continue").press()
    choose(again, NEW_WORDS)
    new_code = keep_code(again)
    assert new_code != code
    again.find("push button", "Check in now")
    screen.end(program)

    screen.program(*words)
    anew = screen.listen()
    unlock(anew, NEW_WORDS)
    anew.find("push button", "Check in now")
