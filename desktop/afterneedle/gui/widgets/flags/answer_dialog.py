"""What the patient did about a flag."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import did_label, impossible_sentence
from afterneedle.domain.firings import answers
from afterneedle.domain.flags import Flag
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Answer, Did
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.field import Field, FieldError
from afterneedle.gui.widgets.basics.layout import row
from afterneedle.gui.widgets.basics.words import heading, muted
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.dialogs.throw_away import ThrowAwayQuestion


class AnswerDialog(FittedDialog):
    """Asks what was done, and for a word about it. `answered` carries the Answer.

    `about`: the title of the card.
    """

    answered = Signal(object)

    def __init__(self, flag: Flag, about: str, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flag, self._now = flag, now
        self.setWindowTitle(_("What I did"))
        self.did = Choices([(did, did_label(did)) for did in Did], _("What did you do about it?"))
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * 4)
        self.error = FieldError()
        column = self.column
        column.addWidget(heading(about))
        if enough := _what_is_enough(flag):
            column.addWidget(muted(enough))
        column.addWidget(self.did)
        column.addWidget(Field(_("What did they &say? (if you like)"), self.words))
        column.addWidget(self.error)
        self.save = primary_button(_("Save"), self._save)
        column.addLayout(row(self.save, plain_button(_("Cancel"), self.reject)))

    def reject(self) -> None:
        """Close it; asks first when words would be thrown away."""
        if self.words.toPlainText().strip():
            ThrowAwayQuestion(self, super().reject).open()
        else:
            super().reject()

    def _save(self) -> None:
        if self.did.value is None:
            self.error.set(_("Choose what you did."))
            self.did.setFocus()
            return
        try:
            answer = Answer(
                self._flag.rule.id,
                self._flag.evidence[-1],
                self._now,
                self.did.value,
                self.words.toPlainText().strip(),
            )
        except Impossible as problem:
            self.error.set(impossible_sentence(problem))
            return
        self.answered.emit(answer)
        self.accept()


def _what_is_enough(flag: Flag) -> str:
    """Says so when the practitioner's word does not take the flag away."""
    if not answers(Did.PRACTITIONER_REASSURED, flag.rule, flag.level):
        return _("It stays open until a doctor or nurse told you what to do, or a doctor has seen you.")
    if not answers(Did.TOLD_PRACTITIONER, flag.rule, flag.level):
        return _("If you told your practitioner, that is noted. You still need to see a doctor.")
    return ""
