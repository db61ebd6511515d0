"""What a new passphrase could not reach: said plainly, with a way to delete it."""

from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.passphrase import unseen_sentence
from afterneedle.gui.keeping.erasing import Question
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.field import FieldError
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.words import announce, heading, text
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.locking import Changed, erase_files


class LeftReadable(FittedDialog):
    """Damaged copies that anybody can read still, and a folder that could not be looked at."""

    def __init__(
        self, changed: Changed, parent: QWidget | None = None, *, was_locked: bool, is_locked: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What is not protected"))
        self._plain = list(changed.plain)
        self.said, self.names = text(""), text("")
        self.unseen = text(_unseen(changed, was_locked=was_locked, is_locked=is_locked))
        self.error = FieldError()
        self.delete_button = plain_button(_("&Delete these files…"), self._ask)
        self.close_button = primary_button(_("&Close"), self.accept)
        buttons = FlowLayout(spacing=10)
        for button in (self.delete_button, self.close_button):
            buttons.addWidget(button)
        self.column.addWidget(heading(_("What is not protected")))
        for part in (self.said, self.names, self.unseen, self.error):
            self.column.addWidget(part)
        self.column.addStretch()
        self.column.addLayout(buttons)
        self.unseen.setVisible(changed.unseen is not None)
        self._show()
        self.close_button.setFocus()

    def _show(self) -> None:
        said = ngettext(
            "{count} damaged copy of your diary could not be locked. Anyone can still read it:",
            "{count} damaged copies of your diary could not be locked. Anyone can still read them:",
            len(self._plain),
        )
        self.said.setText(said.format(count=len(self._plain)))
        self.names.setText("\n".join(path.name for path in self._plain))
        for part in (self.said, self.names, self.delete_button):
            part.setVisible(bool(self._plain))

    def _ask(self) -> None:
        question = Question(
            self,
            ngettext("Delete {count} file?", "Delete {count} files?", len(self._plain)).format(
                count=len(self._plain)
            ),
            _("What could still be saved from it is lost then. This cannot be undone."),
            _("&Delete"),
            _("&Keep"),
        )
        question.yes.clicked.connect(self._delete)
        question.open()

    def _delete(self, _checked: bool = False) -> None:
        count = len(self._plain)
        self._plain = erase_files(self._plain)
        self._show()
        self.error.clear()
        if self._plain:
            self.error.set(_("These files could not be deleted. Delete them yourself."))
        else:
            self.unseen.show()
            deleted = ngettext("{count} file is deleted.", "{count} files are deleted.", count)
            self.unseen.setText("\n".join(filter(None, (deleted.format(count=count), self.unseen.text()))))
            announce(self, deleted.format(count=count))
            self.close_button.setFocus()


def _unseen(changed: Changed, *, was_locked: bool, is_locked: bool) -> str:
    if changed.unseen is None:
        return ""
    return unseen_sentence(changed.unseen, was_locked=was_locked, is_locked=is_locked)
