"""The first start, a quiet evening's check-in and the report, as somebody does them who hears the window."""

from pathlib import Path

from support.reader import Node


def start_the_diary(window: Node, *, name: str = "", practitioner: str = "", phone: str = "") -> None:
    """The first start: an adult, one session this morning, an emergency number."""
    window.find("radio button", "Yes").press()
    window.find("push button", "Continue").press()
    window.find("text", "Time").write("09:00")
    window.find("text", "Search: Places that were needled").write("top of shoulder, right")
    window.find("push button", "Add place").press()
    if practitioner:
        window.find("text", "Name").write(practitioner)
        window.find("text", "Phone number").write(phone)
    window.find("push button", "Save session").press()
    window.find("text", "Your name").write(name)
    window.find("text", "Emergency number").write("112")
    window.find("push button", "Finish").press()


def answer_a_quiet_evening(window: Node, soreness: int) -> None:
    """The open form: no emergency sign, this much soreness, no nerve or movement sign. Saves it."""
    window.find("check box", "None of these emergency signs").press()
    window.find("radio button", str(soreness)).press()
    window.find("check box", "None of these nerve or movement signs").press()
    window.find("push button", "Save").press()


def check_in(window: Node, soreness: int) -> None:
    """A quiet evening's check-in, from Today until it is there."""
    window.find("push button", "Check in now").press()
    answer_a_quiet_evening(window, soreness)
    window.find("label", f"Soreness, all places that were needled: {soreness} of 10")


def save_the_report(window: Node, path: Path) -> None:
    """The report as a PDF, by the window."""
    window.find("radio button", "Report").press()
    window.find("push button", "Save PDF").press()
    dialog = window.find("dialog", "Save PDF")
    dialog.find("text", "File name").write(str(path))
    dialog.find("push button", "Save").press()
    window.bus.wait_for_announcement(f"Saved as {path}")
