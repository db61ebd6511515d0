"""The first start, as somebody does it who hears the window."""

from support.reader import Node


def start_the_diary(window: Node) -> None:
    """The first start: an adult, one session this morning, an emergency number."""
    window.find("radio button", "Yes").press()
    window.find("push button", "Continue").press()
    window.find("text", "Time").write("09:00")
    window.find("text", "Search: Places that were needled").write("top of shoulder, right")
    window.find("push button", "Add place").press()
    window.find("push button", "Save session").press()
    window.find("text", "Emergency number").write("112")
    window.find("push button", "Finish").press()
