"""The menus: everything that can be done, each thing once, with its key."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from afterneedle.content.language import _
from afterneedle.diary import ChangeRow
from afterneedle.gui.hub import Hub
from afterneedle.gui.navigation import PAGES
from afterneedle.gui.undoing import redo, undo
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.words import announce

Open = Callable[[str, object], None]
EMERGENCY_LIST = "emergency-list"


class Menus(QObject):
    """Fills the menu bar of the window. `open_page`: shows a page, with the thing on it that is named."""

    lock_wanted = Signal()

    def __init__(
        self, window: QMainWindow, hub: Hub, open_page: Open, page: Callable[[], Page | None]
    ) -> None:
        super().__init__(window)
        self._window, self._hub, self._open, self._page = window, hub, open_page, page
        self.changes = ChangeActions(hub, window)
        self._file()
        self._edit()
        self._view()
        self.pages = self._go()
        self._help()
        hub.changed.connect(self._offer_lock)
        self._offer_lock()

    def _file(self) -> None:
        menu = self._menu(_("&File"))
        self._add(menu, _("&New check-in"), self._to("check_in", "new"), "Ctrl+N")
        self._add(menu, _("Something &happened now"), self._to("check_in", "now"), "Ctrl+Shift+N")
        self._add(menu, _("&Record a session"), self._to("sessions", "new"), "Ctrl+Shift+R")
        menu.addSeparator()
        self._add(menu, _("&Save report…"), self._to("report", "save"), "Ctrl+S")
        self._add(menu, _("&Print report…"), self._to("report", "print"), "Ctrl+P")
        menu.addSeparator()
        self._add(menu, _("E&xport…"), self.show_export)
        self._add(menu, _("&Import…"), self.ask_for_import)
        menu.addSeparator()
        self._add(menu, _("&Back up now"), self._to("settings", "back_up"))
        self._add(menu, _("R&estore a backup…"), self._to("settings", "restore"))
        menu.addSeparator()
        self.lock = self._add(menu, _("&Lock now"), self.lock_wanted.emit, "Ctrl+L")
        self._add(menu, _("&Quit"), self._window.close, "Ctrl+Q")

    def _edit(self) -> None:
        menu = self._menu(_("&Edit"))
        menu.addActions([self.changes.undo, self.changes.redo])
        menu.aboutToShow.connect(self.changes.refresh)
        menu.addSeparator()
        self._add(menu, _("&Find in history"), self._to("history", "search"), "Ctrl+F")
        self._add(menu, _("Recently &deleted"), self._to("history", "deleted"))

    def _view(self) -> None:
        menu = self._menu(_("&View"))
        self._add(menu, _("&Larger text"), partial(self._resize_text, 1), "Ctrl++", "Ctrl+=")
        self._add(menu, _("&Smaller text"), partial(self._resize_text, -1), "Ctrl+-")
        self._add(menu, _("&Usual text size"), partial(self._resize_text, 0), "Ctrl+0")

    def _go(self) -> list[QAction]:
        menu = self._menu(_("&Go"))
        names = zip(PAGES, with_letters(PAGES.values()), strict=True)
        return [
            self._add(menu, label, self._to(name, None), f"Ctrl+{number}")
            for number, (name, label) in enumerate(names, start=1)
        ]

    def _help(self) -> None:
        menu = self._menu(_("&Help"))
        self._add(menu, _("&Guidance"), self._to("guidance", None), "F1")
        self._add(menu, _("&Emergency signs"), self._to("guidance", EMERGENCY_LIST), "Ctrl+E")
        self._add(menu, _("&How the app decides"), self.show_decisions)
        menu.addSeparator()
        self._add(menu, _("&Keyboard shortcuts"), self.show_shortcuts, "Ctrl+?")
        self._add(menu, _("&About AfterNeedle"), self.show_about)

    def _offer_lock(self) -> None:
        """Only what is encrypted can be locked."""
        self.lock.setVisible(self._hub.diary.key is not None)

    def show_export(self) -> None:
        """Ask what to take out of the diary."""
        from afterneedle.gui.exchange.exporting import Exporting

        Exporting(self._hub, self._window).open()

    def ask_for_import(self) -> None:
        """Ask which file to bring in."""
        from afterneedle.gui.exchange.importing import ask_for_import

        ask_for_import(self._hub, self._window)

    def import_file(self, file: Path) -> None:
        """Bring in this file."""
        from afterneedle.gui.exchange.importing import Importing

        Importing(self._hub, file, self._window)

    def show_decisions(self) -> None:
        """Open the page that tells how the app decides."""
        from afterneedle.content.wording.decisions import DECISIONS

        self._open("guidance", DECISIONS)

    def show_shortcuts(self) -> None:
        """Open the table of keys."""
        from afterneedle.gui.shortcuts import ShortcutsDialog

        window, catalogue = self._window, self._hub.catalogue
        ShortcutsDialog(window.menuBar(), self._page(), catalogue, window).open()

    def show_about(self) -> None:
        """Open what there is to know about the program."""
        from afterneedle.gui.about import AboutDialog

        dialog = AboutDialog(self._hub.diary, self._window)
        dialog.read_wanted.connect(lambda id: self._open("guidance", id))
        dialog.open()

    def _resize_text(self, steps: int) -> None:
        """One size up or down of those that the settings offer; 0 is the usual one."""
        from afterneedle.gui.pages.settings import TEXT_SIZES

        now = self._hub.diary.setting("text_size") or TEXT_SIZES[0]
        at = TEXT_SIZES.index(now) if now in TEXT_SIZES else 0
        size = TEXT_SIZES[min(max(at + steps, 0), len(TEXT_SIZES) - 1)] if steps else TEXT_SIZES[0]
        if self._hub.do(partial(self._hub.diary.set_setting, "text_size", size)):
            announce(self._window, _("Text size {size} %").format(size=size))

    def _menu(self, label: str) -> QMenu:
        return self._window.menuBar().addMenu(label)

    def _to(self, page: str, argument: object) -> Callable[[], None]:
        return partial(self._open, page, argument)

    def _add(self, menu: QMenu, label: str, act: Callable[[], object], *keys: str) -> QAction:
        action = QAction(label, self._window)
        action.setShortcuts([QKeySequence(one) for one in keys])
        action.triggered.connect(lambda _checked: act())
        menu.addAction(action)
        return action


class ChangeActions(QObject):
    """Undo and Redo. Each names the change it is about, and never takes back another."""

    def __init__(self, hub: Hub, window: QMainWindow) -> None:
        super().__init__(window)
        self._hub, self._window = hub, window
        self._undoable: ChangeRow | None = None
        self._redoable: ChangeRow | None = None
        self.undo, self.redo = QAction(window), QAction(window)
        self.undo.setShortcut("Ctrl+Z")
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.undo.triggered.connect(lambda _checked: self._undo())
        self.redo.triggered.connect(lambda _checked: self._redo())
        hub.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read and say what would be undone and redone."""
        self._undoable, self._redoable = self._hub.diary.undoable(), self._hub.diary.redoable()
        self.undo.setText(_named(_("&Undo: {change}"), _("&Undo"), self._undoable))
        self.redo.setText(_named(_("&Redo: {change}"), _("&Redo"), self._redoable))
        self.undo.setEnabled(self._undoable is not None)
        self.redo.setEnabled(self._redoable is not None)

    def _undo(self) -> None:
        if (change := self._undoable) is not None:
            undo(self._hub, self._window, change.id, partial(self._tell, change, _("Undone: {change}.")))

    def _redo(self) -> None:
        if (change := self._redoable) is not None:
            redo(self._hub, self._window, change.id, partial(self._tell, change, _("Done again: {change}.")))

    def _tell(self, change: ChangeRow, said: str, worked: bool) -> None:
        if worked:
            self._hub.notice.emit(said.format(change=change_name(change.label)))
        else:
            self.refresh()  # somebody else changed something: name that from now on


def _named(with_change: str, alone: str, change: ChangeRow | None) -> str:
    return with_change.format(change=change_name(change.label)) if change else alone


def change_name(label: str) -> str:
    """A change of the diary, as the menu names it; also one that only another version makes."""
    return {
        "session": _("session saved"),
        "session.delete": _("session deleted"),
        "check_in": _("check-in saved"),
        "check_in.delete": _("check-in deleted"),
        "answer": _("what you did about a flag"),
        "patient": _("about you"),
        "import": _("import"),
        "restore": _("entry restored"),
    }.get(label, _("a change"))


def with_letters(labels: Iterable[str]) -> list[str]:
    """Labels for one menu, each with a letter of its own marked, in whichever language they are."""
    taken: set[str] = set()
    marked = []
    for label in labels:
        free = (n for n, letter in enumerate(label) if letter.isalnum() and letter.casefold() not in taken)
        at = next(free, None)
        if at is not None:
            taken.add(label[at].casefold())
        marked.append(label if at is None else f"{label[:at]}&{label[at:]}")
    return marked
