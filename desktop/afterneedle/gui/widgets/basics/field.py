"""Where something is typed or chosen: under its label, with room for what is wrong with it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.words import announce


class FieldError(QLabel):
    """One sentence under a field about what cannot be; nothing when all is well."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("kind", "error")
        self.hide()

    def set(self, sentence: str) -> None:
        """Show the sentence and have it said."""
        self.setText(sentence)
        self.show()
        announce(self, sentence)

    def clear(self) -> None:
        """All is well."""
        self.setText("")
        self.hide()


class Line(QLineEdit):
    """A line to type in, about as wide as what belongs into it: `letters`, of the widest kind."""

    def __init__(self, letters: int) -> None:
        super().__init__()
        self._letters = letters
        self.setMaxLength(letters)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        letter = self.fontMetrics().horizontalAdvance("0")
        return QSize(letter * (self._letters + 6), super().sizeHint().height())


class Field(QWidget):
    """A label above a widget, which it names, mnemonic included; room for an error under it."""

    def __init__(self, label: str, widget: QWidget) -> None:
        super().__init__()
        self.label, self.widget, self.error = QLabel(label), widget, FieldError()
        self.label.setWordWrap(True)
        if not widget.accessibleName():
            self.label.setBuddy(widget)
        self.column = column = column_in(self, 4)
        column.addWidget(self.label)
        narrow = widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Maximum
        column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0))
        column.addWidget(self.error)
