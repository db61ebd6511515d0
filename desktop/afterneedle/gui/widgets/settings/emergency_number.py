"""The number to call in an emergency. No default: the wrong one would be worse than none."""

import re

from afterneedle.content.language import _
from afterneedle.gui.widgets.basics.digits import plain_digits
from afterneedle.gui.widgets.basics.field import Field, Line

NUMBER = re.compile(r"[+]?[0-9][0-9 ()/-]{1,24}")


class EmergencyNumber(Field):
    """Asks for the emergency number of where the person lives."""

    def __init__(self) -> None:
        self.line = Line(26)
        super().__init__(_("Emergenc&y number where you live"), self.line)

    def read(self) -> str | None:
        """The number, empty when there is none; None when it is no phone number, which is said beside it."""
        self.error.clear()
        text = plain_digits(self.line.text().strip())
        if text and not NUMBER.fullmatch(text):
            self.error.set(_("Write the number with digits, like the one on your emergency posters."))
            self.line.setFocus()
            return None
        return text
