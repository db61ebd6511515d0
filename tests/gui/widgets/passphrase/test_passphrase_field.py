"""A passphrase is hidden until it is to be seen, and Caps Lock is told, once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from afterneedle.gui.widgets.passphrase import passphrase_field
from afterneedle.gui.widgets.passphrase.passphrase_field import PassphraseField, caps_lock


@pytest.fixture
def field(qtbot):
    made = PassphraseField("&Passphrase")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def said(monkeypatch):
    told = []
    monkeypatch.setattr(passphrase_field, "announce", lambda _widget, text: told.append(text))
    return told


def test_what_is_typed_is_hidden_from_eyes_and_from_ears(field) -> None:
    QTest.keyClicks(field.line, "four random words")
    heard = QAccessible.queryAccessibleInterface(field.line)
    assert "four" not in field.line.displayText()
    assert "four" not in heard.text(QAccessible.Text.Value)
    assert heard.state().passwordEdit
    assert field.text == "four random words"


def test_it_is_shown_to_those_who_want_to_see_it_and_hidden_again_with_the_next_one(field) -> None:
    QTest.keyClicks(field.line, "words")
    field.shown.click()
    assert field.line.displayText() == "words"
    field.clear()
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    assert not field.text


@pytest.mark.parametrize("shown", [False, True])
def test_no_keyboard_on_the_screen_learns_it(field, shown) -> None:
    field.shown.setChecked(shown)
    assert field.line.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    assert field.line.inputMethodHints() & Qt.InputMethodHint.ImhNoPredictiveText


def test_caps_lock_is_told_once_and_taken_back_by_the_next_small_letter(field, said) -> None:
    QTest.keyClicks(field.line, "AB")  # without Shift
    assert field.caps.isVisible()
    assert said == ["Caps Lock is on."]
    QTest.keyClick(field.line, "a")
    assert not field.caps.isVisible()


def test_a_capital_with_shift_is_no_caps_lock(field, said) -> None:
    QTest.keyClick(field.line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not field.caps.isVisible()
    assert not said


def test_pressing_caps_lock_itself_waits_for_the_next_letter(field, said) -> None:
    QTest.keyClicks(field.line, "A")
    QTest.keyClick(field.line, Qt.Key.Key_CapsLock)
    assert not field.caps.isVisible()


@pytest.mark.parametrize(
    ("typed", "shift", "on"),
    [
        ("a", False, False),
        ("A", False, True),
        ("a", True, True),
        ("A", True, False),
        ("é", False, False),
        ("É", False, True),
        ("1", False, None),
        ("字", False, None),
        ("", False, None),
        ("ab", False, None),
    ],
)
def test_a_letter_tells_about_caps_lock(typed, shift, on) -> None:
    assert caps_lock(typed, shift=shift) is on
