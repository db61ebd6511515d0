"""Pictures of the window: one of every page, to look at and to check. Needs no screen."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from afterneedle.diary import Diary
from afterneedle.domain.spans import Span
from afterneedle.exchange.demo import demo_records
from afterneedle.exchange.json_diary import dump
from afterneedle.gui.app import make_window
from afterneedle.gui.application import make_application
from afterneedle.gui.exchange.importing import Importing
from afterneedle.gui.hub import trouble_sentence
from afterneedle.gui.lock.lock import Lock
from afterneedle.gui.lock.page import LockPage
from afterneedle.gui.lock.unlock_dialog import UnlockDialog
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
from afterneedle.gui.passphrase.converting import Converting
from afterneedle.gui.passphrase.new_passphrase import NewPassphraseDialog
from afterneedle.gui.passphrase.recovery_code import RecoveryCode
from afterneedle.gui.start.first_start import FirstStart
from afterneedle.gui.start.kept_text import KeptText
from afterneedle.gui.start.ways import Way
from afterneedle.gui.widgets.explain_passphrase import ExplainPassphrase
from afterneedle.gui.widgets.known_passphrase import KnownPassphrase
from afterneedle.gui.widgets.place_picker import PlacePicker
from afterneedle.locking import WrongPassphrase, change_passphrase

P = TypeVar("P", bound=QWidget)

USUAL, NARROW = QSize(1000, 760), QSize(480, 400)
TALLEST = 4200  # a longer page is cut there
FAST = 70  # Qt's number for little compression, which makes files of drawings no larger
EVENING = datetime.fromisoformat("2026-11-23T20:30:00+00:00")
TICKED = "rf_chest"
TEXTS = ("nerve-signs", "next-time", "how-the-app-decides")
SEARCHED = "blood thinner"
TYPED, CODE = "four calm green words", "2K47M39P1-4T68W25X3-7Y31A46R9"


@dataclass(frozen=True)
class Look:
    """How the window is to look. `whole`: as high as its page, to see all of it."""

    name: str
    dark: bool = False
    text_size: str = "100"
    size: QSize = USUAL
    whole: bool = True


LOOKS = (
    Look("light"),
    Look("dark", dark=True),
    Look("200", text_size="200"),
    Look("480x400", size=NARROW, whole=False),
)
SPOKEN = (
    Look("pseudo"),
    Look("rtl"),
)  # by name only, when the program speaks one of .ci/pseudo.py's languages


def page_pictures(path: Path, folder: Path, clock: Callable[[], datetime]) -> list[Path]:
    """One picture of each page on the diary at `path`, whole, in the light look."""
    diary = Diary.open(path)
    with _window(diary, clock, Look("")) as window:
        made = [_save(picture, folder / f"{name}.png") for name, picture in _pages(window, Look(""))]
    diary.close()
    return made


def every_look(folder: Path, looks: Sequence[Look] = LOOKS) -> list[Path]:
    """Every page of the sample diary in light, dark, with text twice as large, and in a small window."""
    made = []
    for look in looks:
        with tempfile.TemporaryDirectory() as place:
            made += _sample_pictures(Path(place) / "sample.db", look, folder / look.name)
            made += _first_start(Path(place) / "new.db", look, folder / look.name)
    return made


def main(arguments: list[str]) -> int:
    """Make the pictures in the folder that is named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not arguments:
        sys.stderr.write("Name one folder for the pictures.\n")
        return 2
    folder, *names = arguments
    looks = [look for look in (*LOOKS, *SPOKEN) if look.name in names] or LOOKS
    for path in every_look(Path(folder), looks):
        sys.stdout.write(f"{path}\n")
    return 0


def _sample_pictures(path: Path, look: Look, folder: Path) -> list[Path]:
    with sample_window(path, look) as window:
        return [_save(picture, folder / f"{name}.png") for name, picture in tour(window, look)]


def _first_start(path: Path, look: Look, folder: Path) -> list[Path]:
    with first_window(path, look) as window:
        return [_save(picture, folder / f"{name}.png") for name, picture in first_steps(window, look)]


@contextmanager
def sample_window(path: Path, look: Look) -> Iterator[MainWindow]:
    """The window on the sample diary, made at `path`."""
    diary = Diary.create(path)
    diary.import_records(demo_records(diary.catalogue, EVENING.date()), "theirs", EVENING)
    diary.set_setting("emergency_number", "112")
    diary.set_setting("first_start_done", "1")
    diary.set_setting("text_size", look.text_size)
    with _window(diary, lambda: EVENING, look) as window:
        yield window
    diary.close()


@contextmanager
def first_window(path: Path, look: Look) -> Iterator[MainWindow]:
    """The window at its first start, with a new diary at `path`."""
    diary = Diary.create(path)
    diary.set_setting("text_size", look.text_size)
    with _window(diary, lambda: EVENING, look) as window:
        yield window
    diary.close()


def tour(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """Each page in turn, then each dialog and each state that has to be brought about first."""
    yield from _pages(window, look)
    yield from _special(window, look)


def first_steps(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """The steps of the first start."""
    first = _page(FirstStart, window.page)
    first.adult.value = False
    for name, show in (("", None), ("_session", first.show_session), ("_about_you", first.show_about_you)):
        window.resize(look.size)
        if show is not None:
            show()
        yield f"first_start{name}", _settled(window, look)


@contextmanager
def _window(diary: Diary, clock: Callable[[], datetime], look: Look) -> Iterator[MainWindow]:
    app = make_application()
    font = app.font()
    window = make_window(diary, clock, dark=look.dark)
    window.resize(look.size)
    window.start()
    window.show()
    yield window
    window.close()
    window.deleteLater()
    _work_off()
    app.setFont(font)


def _pages(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """Each page in turn, as it is opened by hand."""
    for name in PAGES:
        window.resize(look.size)
        window.open(name)
        page = window.pages[name]
        if isinstance(page, ReportPage):
            page.press.wait()
        if isinstance(page, SettingsPage):
            page.backups.work.wait()
        yield name, _settled(window, look)


def _special(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """What has to be done first to be seen: an emergency sign, the questions about a sign, the dialogs."""
    yield from _check_in(window, look)
    _open(window, look, SessionsPage, "sessions", "new")
    yield "session", _settled(window, look)
    _open(window, look, GuidancePage, "guidance", "nerve-signs")
    yield "guidance_text", _settled(window, look)
    today = _open(window, look, TodayPage, "today")
    today.cards[0].answer_wanted.emit(today.cards[0])
    yield from _dialogs("answer", today)
    yield from _edited_session(window, look)
    yield from _guidance(window, look)
    yield from _looking_back(window, look)
    yield from _timelines(window, look)
    yield from _backups(window, look)
    yield from _moving(window, look)
    yield from _passphrase(window, look)
    yield from _locked(window, look)


def _check_in(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """An emergency sign, the questions about a sign and its place, and the quick answer."""
    page = _open(window, look, CheckInPage, "check_in")
    ticks = {t.symptom.id: t.tick for t in (*page.parts.emergency.group.ticks, *page.parts.signs.ticks)}
    ticks[TICKED].setChecked(True)
    yield "check_in_emergency", _settled(window, look)
    ticks[TICKED].setChecked(False)
    ticks["tingling"].setChecked(True)
    page.ensureWidgetVisible(ticks["tingling"])
    yield "check_in_tingling", _settled(window, look)
    where = next(p for p in page.findChildren(PlacePicker) if p.isVisible())
    window.resize(look.size)
    where.show_map.click()
    page.ensureWidgetVisible(where)
    yield "check_in_map", _settled(window, look)
    ticks["tingling"].setChecked(False)
    page.ask_all_clear()
    _work_off()
    yield from _dialogs("all_clear", page)


def _edited_session(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """A session with places on the map, and all its questions open."""
    _page(SessionsPage, window.pages["sessions"]).close_form()
    page = _open(window, look, SessionsPage, "sessions", "demo-s3")
    if page.form is None:
        raise LookupError("demo-s3")
    page.form.zap_felt.value = True
    page.form.baseline.asked.value = True
    _work_off()
    if not look.whole:
        bar = page.verticalScrollBar()
        bar.setValue(bar.value() + page.form.sites.mapTo(page, QPoint()).y())
    yield "session_edit", _settled(window, look)
    page.close_form()


def _guidance(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """A text, the checklist, and what a search finds."""
    for name in TEXTS:
        _open(window, look, GuidancePage, "guidance", name)
        _work_off()  # a text takes its height one step after its width
        yield f"guidance_{name}", _settled(window, look)
    page = _page(GuidancePage, window.pages["guidance"])
    page.show_topics()
    page.topics.search.setText(SEARCHED)
    window.resize(look.size)
    yield "guidance_search", _settled(window, look)


def _looking_back(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """An entry to read, what was deleted, and what the Help menu opens."""
    page = _open(window, look, HistoryPage, "history")
    page.list.choose(0)
    page.open_chosen()
    yield from _dialogs("entry", page)
    page.delete_chosen()
    window.notices.hide()
    window.open("history", "deleted")
    yield "deleted", _settled(window, look)
    page.gone.erase_wanted.emit()
    yield from _dialogs("erase", page)
    window.resize(look.size)
    window.menus.show_about()
    yield from _dialogs("about", window)
    window.menus.show_shortcuts()
    yield from _dialogs("shortcuts", window)


def _backups(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """The card with a backup and a second folder, and going back to one."""
    page = _open(window, look, SettingsPage, "settings")
    page.backups.set_folder(str(page.place.path.with_suffix("")))  # which is not there
    for _round in range(2):  # made, then found
        page.backups.work.wait()
        _work_off()
    if not look.whole:
        page.ensureWidgetVisible(page.backups.drop_button)
    yield "backups", _settled(window, look)
    page.backups.choose_backup()
    yield from _dialogs("restore", page)


def _moving(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """What to take out, and what another copy of the diary would bring in."""
    hub = window.hub
    window.resize(look.size)
    window.menus.show_export()
    yield from _dialogs("export", window)
    records, file = hub.diary.records(), hub.diary.path.with_name("laptop.json")
    edited = [replace(c, note="") if c.note else c for c in records.check_ins]
    theirs = replace(records, check_ins=tuple(edited), patient=replace(records.patient, allergies="Latex"))
    file.write_text(dump(theirs, hub.catalogue), encoding="utf-8")
    dialog = Importing(hub, file, window)
    while not dialog.import_button.isVisible():
        _work_off()
        sleep(0.01)
    yield from _dialogs("import", window)


def _passphrase(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """The steps to a passphrase, the card once there is one, and the question for it."""
    page = _open(window, look, SettingsPage, "settings")
    page.passphrase.set_up()
    explain = _dialog(ExplainPassphrase, page)
    yield "passphrase_explained", explain
    explain.set_button.click()
    new = _dialog(NewPassphraseDialog, page)
    for field in (new.first, new.second):
        field.line.setText(TYPED)
    yield "passphrase_new", new
    new.save.click()
    converting = _dialog(Converting, page)
    yield "passphrase_confirmed", converting
    converting.reject()
    hub = window.hub
    code = RecoveryCode(CODE, hub.diary.path.absolute(), hub.now(), page)
    code.open()
    yield "recovery_code", code
    code.accept()
    hub.let_go()
    hub.take_up(change_passphrase(hub.diary.path, None, TYPED).key)
    window.resize(look.size)
    page.ensureWidgetVisible(page.passphrase.remove_button)
    yield "passphrase_set", _settled(window, look)
    page.passphrase.remove()
    yield "passphrase_asked", _dialog(KnownPassphrase, page)
    _dialog(KnownPassphrase, page).reject()
    _work_off()


def _locked(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """The window whose diary is locked, a wrong passphrase, the way without one, and the next start."""
    lock, path = Lock(window), window.hub.diary.path
    window.resize(look.size)
    lock.lock()
    page = _page(LockPage, lock.page)
    _work_off()
    yield "locked", window
    page.form.tell_wrong(trouble_sentence(WrongPassphrase(path)))
    _work_off()
    yield "locked_wrong", window
    page.form.forgotten.emit()
    yield from _dialogs("forgotten", page)
    page.form.begin()
    page.form.field.line.setText(TYPED)
    page.form.unlock.click()
    while lock.is_locked:
        _work_off()
        sleep(0.01)
    start = UnlockDialog(Way(path, Diary.open), EVENING)
    start.show()
    yield "unlock", start
    start.deleteLater()
    KeptText(window.hub, SEARCHED, window).open()
    yield from _dialogs("kept_text", window)


def _dialog(kind: type[P], page: QWidget) -> P:
    """The dialog of this kind that is open."""
    return next(dialog for dialog in page.findChildren(kind) if dialog.isVisible())


def _timelines(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """The other ways to look at the timeline, and a point of it with its words."""
    page = _open(window, look, TimelinePage, "timeline")
    page.period.value = Span.QUARTER
    _work_off()
    page.chart.setFocus(Qt.FocusReason.TabFocusReason)
    yield "timeline_months", _settled(window, look)
    for name, toggle in (("timeline_table", page.as_table), ("timeline_by_session", page.by_session)):
        window.resize(look.size)
        toggle.setChecked(True)
        yield name, _settled(window, look)
        toggle.setChecked(False)


def _open(window: MainWindow, look: Look, kind: type[P], name: str, *about: str) -> P:
    """The page once it is opened, in a window of the usual size again."""
    window.resize(look.size)
    window.open(name, *about)
    return _page(kind, window.pages[name])


def _page(kind: type[P], page: QWidget | None) -> P:
    if not isinstance(page, kind):
        raise TypeError(page)
    return page


def _dialogs(name: str, owner: QWidget) -> Iterator[tuple[str, QWidget]]:
    for dialog in owner.findChildren(QDialog):
        yield name, dialog
        dialog.reject()
    _work_off()


def _settled(window: MainWindow, look: Look) -> MainWindow:
    """The window once everything is in its place."""
    _work_off()
    if look.whole and window.page is not None:
        hidden = window.page.verticalScrollBar().maximum()
        window.resize(window.width(), min(TALLEST, window.height() + hidden))
        _work_off()
    return window


def _work_off() -> None:
    for _round in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _save(window: QWidget, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(path), "PNG", FAST)
    return path


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
