import pytest
from PySide6.QtCore import Qt

from afterneedle.gui.widgets.passphrase.passphrase_offer import PassphraseOffer


@pytest.mark.parametrize("wanted", [True, False])
def test_each_answer_is_one_press(qtbot, wanted):
    offer = PassphraseOffer()
    qtbot.addWidget(offer)
    with qtbot.waitSignal(offer.answered) as answered:
        qtbot.mouseClick(offer.set_button if wanted else offer.not_now, Qt.MouseButton.LeftButton)
    assert answered.args == [wanted]


def test_neither_answer_is_preferred(qtbot):
    offer = PassphraseOffer()
    qtbot.addWidget(offer)
    buttons = (offer.set_button, offer.not_now)
    assert {button.property("kind") for button in buttons} == {"plain"}
    assert not any(button.isDefault() for button in buttons)
