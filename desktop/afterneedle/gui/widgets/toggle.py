"""A button that is on or off, such as a way of looking at a page."""

from afterneedle.gui.widgets.button import Button


class Toggle(Button):
    """Looks like an answer that can be chosen; a screen reader calls it a tick box."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.setProperty("kind", "pick")
        self.setCheckable(True)
