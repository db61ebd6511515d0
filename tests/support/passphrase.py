"""A passphrase is given in the window, asked for and forgotten, by somebody who hears it."""

from support.reader import Node

GROUPS = 3
LOCKED = "Your diary and its backups are locked with the passphrase."


def set_a_passphrase(window: Node, words: str) -> str:
    """From the page of settings to a locked diary; the recovery code as it is read out."""
    window.find("radio button", "Settings").press()
    window.find("push button", "Set a passphrase").press()
    explained = window.find("dialog", "A passphrase for your diary")
    assert explained.find("label", "A lost or stolen computer or stick")
    assert explained.find("label", "The open diary: whoever sits here while it is unlocked can read it.")
    explained.find("push button", "Set a passphrase").press()
    choose(window, words)
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


def recover(window: Node, code: str, words: str) -> str:
    """From the locked window to the open one with another passphrase; its new recovery code."""
    window.find("push button", "I forgot the passphrase").press()
    window.find("text", "Recovery code").write(code)
    window.find("push button", "Continue").press()
    choose(window, words)
    return keep_code(window)
