"""The ways to the pages: the button of each, and the page itself, made when it is first opened."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QSizePolicy

from afterneedle.content.language import _
from afterneedle.gui.hub import Hub
from afterneedle.gui.icons import icon
from afterneedle.gui.theme import colours
from afterneedle.gui.widgets.basics.button import Button
from afterneedle.gui.widgets.basics.page import Page

PAGES = {
    "today": _("Today"),
    "check_in": _("Check-in"),
    "timeline": _("Timeline"),
    "history": _("History"),
    "sessions": _("Sessions"),
    "guidance": _("Guidance"),
    "report": _("Report"),
    "settings": _("Settings"),
}


class NavButton(Button):
    """The way to one page; its drawing takes the colour of its text."""

    chosen = Signal(str)

    def __init__(self, page: str, label: str) -> None:
        super().__init__(f" {label}")
        self._page = page
        self._drawn: tuple[int, str] | None = None
        self.setProperty("kind", "nav")
        self.setAccessibleName(label)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._toggled)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw()

    def _toggled(self, on: bool) -> None:
        self._draw()
        if on:
            self.chosen.emit(self._page)

    def _draw(self) -> None:
        side = round(self.fontMetrics().height() * 1.2)
        colour = colours().accent if self.isChecked() else colours().muted
        if self._drawn != (side, colour):  # most changes are of something else
            self._drawn = side, colour
            self.setIconSize(QSize(side, side))
            self.setIcon(icon(self._page, colour))


def make_page(name: str, hub: Hub) -> Page:  # noqa: PLR0911
    """Make a page; its code is read only now, so that the window paints early."""
    match name:
        case "check_in":
            from afterneedle.gui.pages.check_in import CheckInPage

            return CheckInPage(hub)
        case "timeline":
            from afterneedle.gui.pages.timeline import TimelinePage

            return TimelinePage(hub)
        case "history":
            from afterneedle.gui.pages.history import HistoryPage

            return HistoryPage(hub)
        case "sessions":
            from afterneedle.gui.pages.sessions import SessionsPage

            return SessionsPage(hub)
        case "guidance":
            from afterneedle.gui.pages.guidance import GuidancePage

            return GuidancePage(hub)
        case "report":
            from afterneedle.gui.pages.report import ReportPage

            return ReportPage(hub)
        case "settings":
            from afterneedle.gui.pages.settings import SettingsPage

            return SettingsPage(hub)
        case _:
            from afterneedle.gui.pages.today import TodayPage

            return TodayPage(hub)
