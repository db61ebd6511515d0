import pytest
from PySide6.QtCore import Qt

from afterneedle.domain.plans import Plan, Rings
from afterneedle.gui.widgets.settings.reminder_offer import ReminderOffer


@pytest.mark.parametrize("rings", Rings)
def test_each_answer_is_one_press(qtbot, rings):
    offer = ReminderOffer(Plan())
    qtbot.addWidget(offer)
    with qtbot.waitSignal(offer.chosen) as chosen:
        qtbot.mouseClick(offer.buttons[rings], Qt.MouseButton.LeftButton)
    assert chosen.args == [rings]
