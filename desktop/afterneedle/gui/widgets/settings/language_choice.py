"""Which language the window speaks, where there is more than one."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import (
    WRITTEN_IN,
    _,
    choose_language,
    chosen_language,
    languages,
    locale_folders,
)
from afterneedle.content.wording.labels import with_capital
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.words import announce, muted


class LanguageChoice(QWidget):
    """The system's language, or one of those that there are words for; hidden while there is only English.

    `failed` carries a sentence about a choice that could not be kept.
    """

    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        names = languages(locale_folders())
        self.choices = Choices(
            [("", _("As the system")), *((name, _native(name)) for name in names)], always=True
        )
        self.later = muted(_("The window speaks it from the next start on."))
        column = column_in(self, 8)
        column.addWidget(Field(_("&Language"), self.choices))
        column.addWidget(self.later)
        self.later.hide()
        self.setVisible(len(names) > 1)
        self._show()
        self.choices.changed.connect(self._chosen)

    def _show(self) -> None:
        self.choices.blockSignals(True)
        self.choices.value = chosen_language()
        self.choices.blockSignals(False)

    def _chosen(self, name: str) -> None:
        try:
            choose_language(name)
        except OSError:
            self.failed.emit(_("The language could not be kept on this computer."))
            self._show()
        else:
            self.later.show()
            announce(self, self.later.text())


def _native(name: str) -> str:
    """What its speakers call it: "Deutsch", "Português"."""
    native = "English" if name == WRITTEN_IN else QLocale(name).nativeLanguageName()
    return with_capital(native)
