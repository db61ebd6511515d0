"""A wrong passphrase costs a longer wait each time, which is told, and never anything else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from afterneedle.gui.widgets.passphrase import unlock_form
from afterneedle.gui.widgets.passphrase.unlock_form import UnlockForm, pause_after


@pytest.fixture
def form(qtbot):
    made = UnlockForm()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def tried(form):
    typed = []
    form.tried.connect(typed.append)
    return typed


@pytest.fixture
def said(monkeypatch):
    told = []
    monkeypatch.setattr(unlock_form, "announce", lambda _widget, text: told.append(text))
    return told


def try_once(form, words: str = "words") -> None:
    form.field.line.setText(words)
    QTest.keyClick(form.field.line, Qt.Key.Key_Return)


def second_passes(form) -> None:
    form._second.timeout.emit()


def test_enter_tries_what_is_typed_and_then_waits_for_the_answer(form, tried):
    try_once(form)
    try_once(form)
    assert tried == ["words"]
    assert not form.may_try


def test_nothing_typed_tries_nothing(form, tried):
    try_once(form, "")
    assert tried == []
    assert form.may_try


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(0, 0), (1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 30), (7, 30), (1000, 30)]
)
def test_the_wait_doubles_up_to_half_a_minute(wrong, seconds):
    assert pause_after(wrong) == seconds


def test_after_a_wrong_one_nobody_can_try_until_the_seconds_are_over(form, tried, said):
    for _try in range(2):
        try_once(form)
        form.tell_wrong("It is wrong.")
        if _try == 0:
            second_passes(form)
    assert form.error.text() == "It is wrong."
    assert form.said.text() == "You can try again in 2 seconds."
    try_once(form)
    assert len(tried) == 2
    second_passes(form)
    assert form.said.text() == "You can try again in 1 second."
    second_passes(form)
    assert form.may_try
    assert not form._second.isActive()
    assert said == [
        "You can try again in 1 second.",
        "You can try again now.",
        "You can try again in 2 seconds.",
        "You can try again in 2 seconds.",
        "You can try again now.",
    ]


def test_what_was_typed_can_be_corrected_or_typed_over(form):
    try_once(form, "nearly right")
    form.tell_wrong("It is wrong.")
    assert form.field.text == form.field.line.selectedText() == "nearly right"


def test_a_trouble_with_the_file_costs_no_wait(form, tried):
    try_once(form)
    form.refuse("The file is not there.")
    try_once(form)
    assert len(tried) == 2


def test_once_it_is_open_nothing_of_it_is_left_and_the_count_begins_anew(form):
    for _try in range(5):
        try_once(form)
        form.tell_wrong("It is wrong.")
    form.begin()
    assert form.field.text == ""
    assert form.may_try
    try_once(form)
    form.tell_wrong("It is wrong.")
    assert form.said.text() == "You can try again in 1 second."


def test_a_reader_can_name_everything(form, unnamed):
    assert unnamed(form) == []
