"""On the tour: backups, files out and in, and all about a passphrase; at the end the diary has one."""

from collections.abc import Iterator
from dataclasses import replace
from time import sleep

from PySide6.QtWidgets import QWidget

from afterneedle.diary import Diary
from afterneedle.exchange.json_diary import dump
from afterneedle.gui.exchange.importing import Importing
from afterneedle.gui.hub import trouble_sentence
from afterneedle.gui.lock.lock import Lock
from afterneedle.gui.lock.page import LockPage
from afterneedle.gui.lock.unlock_dialog import UnlockDialog
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.pages.settings import SettingsPage
from afterneedle.gui.passphrase.converting import Converting
from afterneedle.gui.passphrase.new_passphrase import NewPassphraseDialog
from afterneedle.gui.passphrase.recovery_code import RecoveryCode
from afterneedle.gui.start.kept_text import KeptText
from afterneedle.gui.start.ways import Way
from afterneedle.gui.touring.looks import Look
from afterneedle.gui.touring.steps import dialog_of, dialogs_of, opened, page_of, settled, work_off
from afterneedle.gui.touring.windows import EVENING
from afterneedle.gui.widgets.passphrase.explain_passphrase import ExplainPassphrase
from afterneedle.gui.widgets.passphrase.known_passphrase import KnownPassphrase
from afterneedle.locking import WrongPassphrase, change_passphrase

TYPED, CODE = "four calm green words", "2K47M39P1-4T68W25X3-7Y31A46R9"
KEPT = "blood thinner"


def backups_seen(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """The card with a backup and a second folder, and going back to one."""
    page = opened(window, look, SettingsPage, "settings")
    page.backups.set_folder(str(page.place.path.with_suffix("")))  # which is not there
    for _round in range(2):  # made, then found
        page.backups.work.wait()
        work_off()
    if not look.whole:
        page.ensureWidgetVisible(page.backups.drop_button)
    yield "backups", settled(window, look)
    page.backups.choose_backup()
    yield from dialogs_of("restore", page)


def moving_seen(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """What to take out, and what another copy of the diary would bring in."""
    hub = window.hub
    window.resize(look.size)
    window.menus.show_export()
    yield from dialogs_of("export", window)
    records, file = hub.diary.records(), hub.diary.path.with_name("laptop.json")
    edited = [replace(c, note="") if c.note else c for c in records.check_ins]
    theirs = replace(records, check_ins=tuple(edited), patient=replace(records.patient, allergies="Latex"))
    file.write_text(dump(theirs, hub.catalogue), encoding="utf-8")
    dialog = Importing(hub, file, window)
    while not dialog.import_button.isVisible():
        work_off()
        sleep(0.01)
    yield from dialogs_of("import", window)


def passphrase_seen(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """The steps to a passphrase, the card once there is one, and the question for it."""
    page = opened(window, look, SettingsPage, "settings")
    page.passphrase.set_up()
    explain = dialog_of(ExplainPassphrase, page)
    yield "passphrase_explained", explain
    explain.set_button.click()
    new = dialog_of(NewPassphraseDialog, page)
    for field in (new.first, new.second):
        field.line.setText(TYPED)
    yield "passphrase_new", new
    new.save.click()
    converting = dialog_of(Converting, page)
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
    yield "passphrase_set", settled(window, look)
    page.passphrase.remove()
    yield "passphrase_asked", dialog_of(KnownPassphrase, page)
    dialog_of(KnownPassphrase, page).reject()
    work_off()


def locked_seen(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """The window whose diary is locked, a wrong passphrase, the way without one, and the next start."""
    lock, path = Lock(window), window.hub.diary.path
    window.resize(look.size)
    lock.lock()
    page = page_of(LockPage, lock.page)
    work_off()
    yield "locked", window
    page.form.tell_wrong(trouble_sentence(WrongPassphrase(path)))
    work_off()
    yield "locked_wrong", window
    page.form.forgotten.emit()
    yield from dialogs_of("forgotten", page)
    page.form.begin()
    page.form.field.line.setText(TYPED)
    page.form.unlock.click()
    while lock.is_locked:
        work_off()
        sleep(0.01)
    start = UnlockDialog(Way(path, Diary.open), EVENING)
    start.show()
    yield "unlock", start
    start.deleteLater()
    KeptText(window.hub, KEPT, window).open()
    yield from dialogs_of("kept_text", window)
