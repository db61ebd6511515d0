"""What is shown while something takes its time: what is done now and how far it is."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from afterneedle.content.language import _
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.words import announce, muted

PATIENCE = 1000  # milliseconds; what is done by then shows nothing


class Working(QWidget):
    """Hidden until the work takes longer than a second; `due`: that second is over."""

    due = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = muted("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("How far it is"))
        column = column_in(self, 8)
        for part in (self.said, self.bar):
            column.addWidget(part)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE)
        self._slow.timeout.connect(self._show)
        self.hide()

    def start(self, words: str) -> None:
        """Something began."""
        self.step(0, 1, words)
        self._slow.start()

    def step(self, number: int, of: int, words: str) -> None:
        """It is at this thing of so many."""
        self.said.setText(words)
        self.bar.setRange(0, of)
        self.bar.setValue(number)
        if self.isVisible():
            announce(self, words)

    def end(self) -> None:
        """It is over."""
        self._slow.stop()
        self.hide()

    def _show(self) -> None:
        self.show()
        announce(self, self.said.text())
        self.due.emit()
