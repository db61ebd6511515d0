"""What a passphrase does and does not do, before one is set."""

from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.content.wording.passphrase import protected_lines, unprotected_lines
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.words import heading, text
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.passphrase.passphrase_card import protection


class ExplainPassphrase(FittedDialog):
    """Two answers that look alike; it is accepted with the first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A passphrase for your diary"))
        self.set_button = plain_button(_("Set a passphrase…"), self.accept)
        self.not_now = plain_button(_("Not now"), self.reject)
        column = self.column
        column.addWidget(heading(_("A passphrase for your diary")))
        column.addWidget(
            text(
                _(
                    "You type it each time you open the diary. All of the diary and its backups are then "
                    "encrypted: without the passphrase they are only noise."
                )
            )
        )
        column.addWidget(protection(protected_lines(), unprotected_lines()))
        column.addWidget(
            text(
                _(
                    "You also get a recovery code on paper, in case you forget the passphrase. You can take "
                    "the passphrase away again at any time."
                )
            )
        )
        buttons = FlowLayout(spacing=10)
        for button in (self.set_button, self.not_now):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column.addLayout(buttons)
