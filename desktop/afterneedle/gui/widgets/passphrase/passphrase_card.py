"""Whether the diary has a passphrase, what that protects, and what can be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.content.wording.passphrase import protected_lines, unprotected_lines
from afterneedle.gui.lock.idle import MINUTES
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.point import Point
from afterneedle.gui.widgets.basics.words import bold, muted, text


class PassphraseCard(QWidget):
    """Says what it is told to say."""

    set_wanted = Signal()
    change_wanted = Signal()
    remove_wanted = Signal()
    code_wanted = Signal()
    lock_after_chosen = Signal(str)  # one of MINUTES

    def __init__(self) -> None:
        super().__init__()
        self.state = text("")
        self.warning = text("")
        self.set_button = plain_button(_("Set a passphrase…"), self.set_wanted.emit)
        self.change_button = plain_button(_("Change…"), self.change_wanted.emit)
        self.code_button = plain_button(_("New recovery code…"), self.code_wanted.emit)
        self.remove_button = plain_button(_("Remove…"), self.remove_wanted.emit)
        self.change_button.setAccessibleName(_("Change the passphrase"))
        self.remove_button.setAccessibleName(_("Remove the passphrase"))
        self.lock_after = Choices([(minutes, _minutes(minutes)) for minutes in MINUTES], always=True)
        self.lock_after.changed.connect(self.lock_after_chosen.emit)
        self._locked = QWidget()
        self._about = QWidget()
        self._lay_out()
        self.show_locked(is_locked=False)

    def show_locked(self, *, is_locked: bool) -> None:
        """It has a passphrase, or it has none."""
        locked = _("Your diary and its backups are locked with a passphrase.")
        none = _("Your diary has no passphrase: whoever can use your account here can read it.")
        self.state.setText(locked if is_locked else none)
        self.set_button.setHidden(is_locked)
        self._locked.setVisible(is_locked)
        self._about.show()
        self.warn("")

    def show_impossible(self) -> None:
        """It has none, and can have none here."""
        self.show_locked(is_locked=False)
        self.set_button.hide()
        self._about.hide()
        self.warn(
            _(
                "This AfterNeedle cannot lock it: the part named sqlcipher3 is not installed. Add it to the "
                "Python that AfterNeedle runs in, then start AfterNeedle again."
            )
        )

    def show_lock_after(self, minutes: str) -> None:
        """After how many minutes it locks itself."""
        self.lock_after.blockSignals(True)
        self.lock_after.value = minutes
        self.lock_after.blockSignals(False)

    def warn(self, sentence: str) -> None:
        """Say what is to be done; "" when it is nothing."""
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        column = column_in(self, 10)
        column.addWidget(self.state)
        column.addWidget(self.warning)
        column.addWidget(self.set_button)
        column.addWidget(self._locked)
        column.addWidget(self._about)
        about = column_in(self._about, 10)
        about.addWidget(protection(protected_lines(), unprotected_lines()))
        locked = column_in(self._locked, 10)
        locked.addWidget(Field(_("Lock it when nobody has used it for"), self.lock_after))
        buttons = FlowLayout()
        for button in (self.change_button, self.code_button, self.remove_button):
            buttons.addWidget(button)
        locked.addLayout(buttons)


def protection(protected: Sequence[str], unprotected: Sequence[str]) -> QWidget:
    """The two lists, one under the other."""
    part = QWidget()
    column = column_in(part, 4)
    for name, lines in ((_("It protects:"), protected), (_("It does not protect:"), unprotected)):
        column.addWidget(bold(text(name)))
        for line in lines:
            column.addWidget(Point(muted(line)))
        column.addSpacing(6)
    return part


def _minutes(minutes: str) -> str:
    return _("{count} minutes").format(count=minutes) if int(minutes) else _("Never")
