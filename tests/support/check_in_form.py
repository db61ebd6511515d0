"""The check-in form in a test: its parts by the names of symptoms, and what it saved."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from afterneedle.gui.pages.check_in import CheckInPage
from support.builders import a_check_in, an_observation


def sign_tick(page: CheckInPage, symptom: str):
    return next(t for t in page.parts.signs.ticks if t.symptom.id == symptom)


def soreness(page: CheckInPage, place: str | None = None):
    return next(
        scale
        for (symptom, where), scale in page.parts.soreness.scales.items()
        if symptom.id == "soreness" and (where.id if where else None) == place
    )


def saved(diary):
    (check_in,) = diary.records().check_ins
    return check_in


def an_open_tingling(diary, clock, hours_ago: float = 10) -> None:
    said = an_observation(diary.catalogue, "tingling", "palm.r", 2)
    clock.forward(-hours_ago)
    moment = clock().isoformat()
    diary.check_in(a_check_in(diary.catalogue, id="old", felt_at=moment, says=[said]), clock())
    clock.forward(hours_ago)


def newest(diary):
    return diary.records().check_ins[-1]


def press_link(qtbot, page: CheckInPage, words: str) -> None:
    """By keyboard."""
    link = next(b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisible())
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
