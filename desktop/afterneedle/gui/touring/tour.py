"""A tour of the window: each page, then each dialog and each state that has to be brought about first."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from afterneedle.domain.spans import Span
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.navigation import PAGES
from afterneedle.gui.pages.check_in import CheckInPage
from afterneedle.gui.pages.guidance import GuidancePage
from afterneedle.gui.pages.history import HistoryPage
from afterneedle.gui.pages.report import ReportPage
from afterneedle.gui.pages.sessions import SessionsPage
from afterneedle.gui.pages.settings import SettingsPage
from afterneedle.gui.pages.timeline import TimelinePage
from afterneedle.gui.pages.today import TodayPage
from afterneedle.gui.start.first_start import FirstStart
from afterneedle.gui.touring.locking import backups_seen, locked_seen, moving_seen, passphrase_seen
from afterneedle.gui.touring.looks import Look
from afterneedle.gui.touring.steps import dialogs_of, opened, page_of, settled, work_off
from afterneedle.gui.widgets.places.place_picker import PlacePicker

TICKED = "rf_chest"
TEXTS = ("nerve-signs", "next-time", "how-the-app-decides")
SEARCHED = "blood thinner"


def tour(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """Each page in turn, then each dialog and each state that has to be brought about first."""
    yield from pages_seen(window, look)
    yield from _special(window, look)


def first_steps(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """The steps of the first start."""
    window.resize(look.size)
    first = page_of(FirstStart, window.page)
    yield "first_start", settled(window, look)
    first.adult.value = False
    yield "first_start_young", settled(window, look)
    for name, show in (("session", first.show_session), ("about_you", first.show_about_you)):
        window.resize(look.size)
        show()
        yield f"first_start_{name}", settled(window, look)


def pages_seen(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """Each page in turn, as it is opened by hand."""
    for name in PAGES:
        window.resize(look.size)
        window.open(name)
        page = window.pages[name]
        if isinstance(page, ReportPage):
            page.press.wait()
        if isinstance(page, SettingsPage):
            page.backups.work.wait()
        yield name, settled(window, look)


def _special(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """What has to be done first to be seen: an emergency sign, the questions about a sign, the dialogs."""
    yield from _check_in(window, look)
    opened(window, look, SessionsPage, "sessions", "new")
    yield "session", settled(window, look)
    opened(window, look, GuidancePage, "guidance", "nerve-signs")
    yield "guidance_text", settled(window, look)
    today = opened(window, look, TodayPage, "today")
    today.cards[0].answer_wanted.emit(today.cards[0])
    yield from dialogs_of("answer", today)
    yield from _edited_session(window, look)
    yield from _guidance(window, look)
    yield from _looking_back(window, look)
    yield from _timelines(window, look)
    yield from backups_seen(window, look)
    yield from moving_seen(window, look)
    yield from passphrase_seen(window, look)
    yield from locked_seen(window, look)


def _check_in(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """An emergency sign, the questions about a sign and its place, and the quick answer."""
    page = opened(window, look, CheckInPage, "check_in")
    ticks = {t.symptom.id: t.tick for t in (*page.parts.emergency.group.ticks, *page.parts.signs.ticks)}
    ticks[TICKED].setChecked(True)
    yield "check_in_emergency", settled(window, look)
    ticks[TICKED].setChecked(False)
    ticks["tingling"].setChecked(True)
    page.ensureWidgetVisible(ticks["tingling"])
    yield "check_in_tingling", settled(window, look)
    where = next(p for p in page.findChildren(PlacePicker) if p.isVisible())
    window.resize(look.size)
    where.show_map.click()
    page.ensureWidgetVisible(where)
    yield "check_in_map", settled(window, look)
    ticks["tingling"].setChecked(False)
    page.ask_all_clear()
    work_off()
    yield from dialogs_of("all_clear", page)


def _edited_session(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """A session with places on the map, and all its questions open."""
    page_of(SessionsPage, window.pages["sessions"]).close_form()
    page = opened(window, look, SessionsPage, "sessions", "demo-s3")
    if page.form is None:
        raise LookupError("demo-s3")
    page.form.zap_felt.value = True
    page.form.baseline.asked.value = True
    work_off()
    if not look.whole:
        bar = page.verticalScrollBar()
        bar.setValue(bar.value() + page.form.sites.mapTo(page, QPoint()).y())
    yield "session_edit", settled(window, look)
    page.close_form()


def _guidance(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """A text, the checklist, and what a search finds."""
    for name in TEXTS:
        opened(window, look, GuidancePage, "guidance", name)
        work_off()  # a text takes its height one step after its width
        yield f"guidance_{name}", settled(window, look)
    page = page_of(GuidancePage, window.pages["guidance"])
    page.show_topics()
    page.topics.search.setText(SEARCHED)
    window.resize(look.size)
    yield "guidance_search", settled(window, look)


def _looking_back(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """An entry to read, what was deleted, and what the Help menu opens."""
    page = opened(window, look, HistoryPage, "history")
    page.list.choose(0)
    page.open_chosen()
    yield from dialogs_of("entry", page)
    page.delete_chosen()
    window.notices.hide()
    window.open("history", "deleted")
    yield "deleted", settled(window, look)
    page.gone.erase_wanted.emit()
    yield from dialogs_of("erase", page)
    window.resize(look.size)
    window.menus.show_about()
    yield from dialogs_of("about", window)
    window.menus.show_shortcuts()
    yield from dialogs_of("shortcuts", window)


def _timelines(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """The other ways to look at the timeline, and a point of it with its words."""
    page = opened(window, look, TimelinePage, "timeline")
    page.period.value = Span.QUARTER
    work_off()
    page.chart.setFocus(Qt.FocusReason.TabFocusReason)
    yield "timeline_months", settled(window, look)
    for name, toggle in (("timeline_table", page.as_table), ("timeline_by_session", page.by_session)):
        window.resize(look.size)
        toggle.setChecked(True)
        yield name, settled(window, look)
        toggle.setChecked(False)
