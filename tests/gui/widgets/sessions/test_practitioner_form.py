import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from afterneedle.domain.records import Practitioner
from afterneedle.gui.widgets.sessions.practitioner_form import PractitionerForm, practitioners_of
from support.builders import a_session

ANN = Practitioner("Ann Lee", "Physiotherapist", "01632 960002")
BO = Practitioner("Bo Example", "Osteopath", "01632 960003")


@pytest.fixture
def make(qtbot):
    def form(*earlier: Practitioner) -> PractitionerForm:
        made = PractitionerForm(earlier)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return form


def card(form: PractitionerForm, words: str):
    return next(button for button in form.cards.buttons if words in button.text())


def test_one_click_fills_name_profession_and_phone(qtbot, make):
    form = make(ANN, BO)
    qtbot.mouseClick(card(form, "Bo Example"), Qt.MouseButton.LeftButton)
    assert form.practitioner == BO
    assert form.phone.text() == "01632 960003"
    qtbot.mouseClick(card(form, "Ann Lee"), Qt.MouseButton.LeftButton)
    assert form.practitioner == ANN


def test_someone_else_empties_the_boxes_to_type_in(qtbot, make):
    form = make(ANN)
    form.practitioner = ANN
    qtbot.mouseClick(card(form, "Someone else"), Qt.MouseButton.LeftButton)
    assert form.practitioner == Practitioner()
    assert form.name.hasFocus()
    qtbot.keyClicks(form.name, "New Person")
    assert form.practitioner == Practitioner("New Person")


def test_the_card_of_whoever_is_named_is_the_chosen_one(qtbot, make):
    form = make(ANN, BO)
    assert form.cards.value is None
    form.practitioner = BO
    assert form.cards.value == BO
    qtbot.keyClicks(form.name, "x")
    assert form.cards.value is None
    assert form.name.text() == "Bo Examplex"
    qtbot.keyClick(form.name, Qt.Key.Key_Backspace)
    assert form.cards.value == BO


def test_what_a_screen_reader_writes_chooses_the_card_too(make):
    form = make(ANN, BO)
    form.practitioner = BO
    boxes = form.name, form.profession, form.phone
    for box, words in zip(boxes, (ANN.name, ANN.profession, ANN.phone), strict=True):
        heard = QAccessible.queryAccessibleInterface(box).editableTextInterface()
        heard.replaceText(0, len(box.text()), words)
        assert form.cards.value == (ANN if box is form.phone else None)
    assert form.practitioner == ANN


def test_a_word_that_is_too_long_is_shortened_on_its_card_and_nowhere_else(qtbot, make):
    long = Practitioner("Wilhelmina Featherstonehaugh-Marjoribanks", "Physiotherapist")
    form = make(long)
    assert card(form, "Wilhelmina").text() == "Wilhelmina Featherstonehaugh-Marjori… Physiotherapist"
    assert card(form, "Wilhelmina").accessibleName() == f"{long.name}, Physiotherapist"
    qtbot.mouseClick(card(form, "Wilhelmina"), Qt.MouseButton.LeftButton)
    assert form.practitioner == long
    assert card(make(Practitioner("A & B")), "A").text() == "A && B"


def test_with_nobody_before_there_are_no_cards(make):
    assert not make().cards.isVisible()


def test_each_practitioner_is_offered_once_as_last_written(catalogue):
    moved = Practitioner("Ann Lee", "Physiotherapist", "01632 960009")
    sessions = [
        a_session(catalogue, id="s1", ended_at="2026-01-05T10:00:00+00:00", practitioner=ANN),
        a_session(catalogue, id="s2", ended_at="2026-03-02T10:00:00+00:00", practitioner=BO),
        a_session(catalogue, id="s3", ended_at="2026-02-02T10:00:00+00:00", practitioner=moved),
        a_session(catalogue, id="s4", ended_at="2026-03-03T10:00:00+00:00", practitioner=Practitioner()),
    ]
    assert practitioners_of(sessions) == (BO, moved)


def test_every_stop_has_one_name(make, unnamed):
    assert unnamed(make(ANN)) == []
