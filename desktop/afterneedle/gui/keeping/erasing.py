"""Erases deleted entries for good: asks first, then says what backups still hold."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from afterneedle.content.language import _, ngettext
from afterneedle.gui.apart.at_work import AtWork
from afterneedle.gui.apart.jobs import Refused
from afterneedle.gui.hub import Hub
from afterneedle.gui.keeping.jobs import erase_deleted, erase_from_backups

if TYPE_CHECKING:
    from afterneedle.diary import Erased


class Question(QMessageBox):
    """Enter and Escape change nothing; `yes` does it."""

    def __init__(self, parent: QWidget, question: str, words: str, yes: str, no: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("AfterNeedle")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(question)
        self.setInformativeText(words)
        self.yes: QPushButton = self.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
        self.no: QPushButton = self.addButton(no, QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.no)
        self.setEscapeButton(self.no)


def ask_to_erase(hub: Hub, parent: QWidget) -> Question:
    """Ask whether all that is deleted is to be erased for good, and do it."""
    count = len(hub.diary.deleted())
    asked = ngettext(
        "Erase {count} deleted entry for good?", "Erase {count} deleted entries for good?", count
    )
    words = _("It leaves the file of the diary, with all that you changed in it. This cannot be undone.")
    question = Question(parent, asked.format(count=count), words, _("&Erase for good"), _("&Keep"))
    question.yes.clicked.connect(lambda _checked: _erase(hub, parent))
    question.open()
    return question


def _erase(hub: Hub, parent: QWidget) -> None:
    work = AtWork(_("Erasing for good…"), parent)
    work.came.connect(partial(_tell_erased, hub, parent))
    work.start(erase_deleted, hub.diary.path, hub.diary.key, hub.now())


def _tell_erased(hub: Hub, parent: QWidget, what: "Erased | Refused") -> None:
    if isinstance(what, Refused):
        hub.notice.emit(what.sentence)
        return
    hub.changed.emit()
    if what.held_by:
        ask_about_backups(hub, what, parent)
    else:
        hub.notice.emit(_erased_sentence(what))


def ask_about_backups(hub: Hub, erased: "Erased", parent: QWidget) -> Question:
    """Say which backups hold what was erased, and ask whether they are to go too."""
    held = ngettext(
        "{count} backup still holds it.", "{count} backups still hold it.", len(erased.held_by)
    ).format(count=len(erased.held_by))
    words = _("Remove them too? A new backup of your diary as it is now is made and checked first.")
    asked = f"{_erased_sentence(erased)} {held}"
    question = Question(parent, asked, words, _("&Remove these backups"), _("&Keep them"))
    question.yes.clicked.connect(lambda _checked: _remove(hub, erased, parent))
    question.open()
    return question


def _remove(hub: Hub, erased: "Erased", parent: QWidget) -> None:
    work = AtWork(_("Removing the backups…"), parent)
    work.came.connect(partial(_tell_removed, hub))
    work.start(erase_from_backups, hub.diary.path, hub.diary.key, erased, hub.now())


def _tell_removed(hub: Hub, what: "Erased | Refused") -> None:
    if isinstance(what, Refused):
        hub.notice.emit(what.sentence)
        return
    still = len(what.held_by)
    said = ngettext("{count} backup still holds it.", "{count} backups still hold it.", still)
    said = said.format(count=still) if still else _("No backup that can be found holds it any more.")
    hub.notice.emit(" ".join([said, *_unseen(what)]))


def _erased_sentence(erased: "Erased") -> str:
    count = len(erased.ids)
    said = ngettext("{count} entry is erased.", "{count} entries are erased.", count).format(count=count)
    return " ".join([said, *_unseen(erased)])


def _unseen(erased: "Erased") -> list[str]:
    if erased.unseen is None:
        return []
    return [_("The folder {path} is not there: its backups may hold it.").format(path=erased.unseen)]
