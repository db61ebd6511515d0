"""The recovery code on paper, in words, ready for its template, which only lays them out."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from afterneedle import __version__
from afterneedle.content.language import _
from afterneedle.content.wording import date_label
from afterneedle.paper.labels import made_on
from afterneedle.paper.text import own_words


@dataclass(frozen=True)
class RecoverySheet:
    """A code, the diary that it opens, and when it was made. It holds nothing of what is in the diary."""

    code: str
    diary: Path
    now: datetime


def recovery_words(sheet: RecoverySheet) -> dict[str, Any]:
    """All that the template prints, as JSON can hold it."""
    return made_on(sheet.now) | {
        "title": _("AfterNeedle recovery code"),
        "for": _("This code opens your diary if you forget the passphrase."),
        "groups": [in_threes(group) for group in sheet.code.split("-")],
        "alike": _("The letters I, L, O and U are never used. 0 is zero and 1 is one."),
        "keep": _("Keep this paper away from the computer, in a place that only you know."),
        "how": _(
            "To use it: start AfterNeedle, press “I forgot the passphrase…”, and type the code. You then "
            "choose a new passphrase and get a new code."
        ),
        "lost": _("If you lose both the passphrase and this code, nobody can open the diary."),
        "newest": _("When you get a newer code, destroy this paper."),
        "facts": [
            {"label": _("Diary"), "text": own_words(str(sheet.diary))},
            {"label": _("Made on"), "text": date_label(sheet.now)},
        ],
        "kind": _("AfterNeedle {app}").format(app=__version__),
    }


def in_threes(group: str) -> str:
    """The letters of a group as they are read best."""
    return re.sub(r"(...)(?=.)", r"\1 ", group)
