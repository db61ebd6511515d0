"""The bar above the page: what was done, with Undo, or what did not work."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from afterneedle.content.language import _
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.basics import announce, plain_button, text


class NoticeBar(QFrame):
    """One sentence at a time, said aloud; it stays until it is closed or the next one comes."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.sentence = text("")
        self.undo = plain_button(_("Undo"), hub.undo)
        self.close_button = plain_button(_("Close"), self.hide)
        self.close_button.setAccessibleName(_("Close this message"))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 10, 6)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.undo)
        line.addWidget(self.close_button)
        self.undo.clicked.connect(self.hide)
        hub.notice.connect(lambda sentence: self.show_sentence(sentence, undo=False))
        hub.done.connect(lambda sentence: self.show_sentence(sentence, undo=True))
        self.hide()

    def show_sentence(self, sentence: str, *, undo: bool) -> None:
        """Show and say the sentence, with or without the way back."""
        self.sentence.setText(sentence)
        self.undo.setVisible(undo)
        self.show()
        announce(self, sentence)
