import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.words import text
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog


@pytest.fixture
def dialog(qtbot):
    def make(sentences: int) -> FittedDialog:
        made = FittedDialog()
        for n in range(sentences):
            made.column.addWidget(text(f"Sentence {n} of a text that says something of some length."))
        made.column.addWidget(plain_button("Close", made.reject))
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def hidden(dialog: FittedDialog) -> int:
    """How many pixels of it have to be scrolled to."""
    return dialog.findChild(QScrollArea).verticalScrollBar().maximum()


def test_it_is_as_high_as_its_words(dialog):
    short, longer = dialog(2), dialog(6)
    assert short.height() < longer.height()
    assert hidden(short) == hidden(longer) == 0


def test_a_bar_that_was_there_while_it_was_small_goes_once_everything_fits(qtbot):
    made = FittedDialog()
    qtbot.addWidget(made)
    for letters in range(16, 28):  # one of them just fits into a line
        made.column.addWidget(text("a" * 20 + " " + "b" * letters))
    made.show()
    made.resize(made.width(), 100)
    QApplication.processEvents()
    assert hidden(made) > 0
    made.fit()
    QApplication.processEvents()
    assert hidden(made) == 0


def test_one_that_is_higher_than_the_screen_scrolls_and_its_buttons_are_reached_by_key(qtbot, dialog):
    long = dialog(60)
    assert long.height() < long.screen().availableSize().height()
    assert hidden(long) > 0
    qtbot.keyClick(long, Qt.Key.Key_Tab)
    button = long.focusWidget()
    assert button.text() == "Close"
    assert not button.visibleRegion().isEmpty()
