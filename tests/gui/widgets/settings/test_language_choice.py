import pytest

from afterneedle.content.language import chosen_language
from afterneedle.gui.widgets.settings.language_choice import LanguageChoice
from messages import Signed, write


@pytest.fixture
def choice(qtbot, monkeypatch, tmp_path) -> LanguageChoice:
    """There are words for German and for Brazil; nothing was chosen yet."""
    for name in ("de", "pt_BR"):
        place = tmp_path / name / "LC_MESSAGES"
        place.mkdir(parents=True)
        write(Signed(locale=name, fuzzy=False), place / "afterneedle.po")
    monkeypatch.setenv("AFTERNEEDLE_LOCALE", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    made = LanguageChoice()
    qtbot.addWidget(made)
    made.show()
    return made


def test_each_language_is_called_as_its_speakers_do(choice):
    words = [button.text() for button in choice.choices.buttons]
    assert words == ["As the system", "English", "Deutsch", "Português"]
    assert choice.choices.value == ""


def test_a_language_is_kept_for_the_next_start_and_that_is_said(choice):
    choice.choices.value = "pt_BR"
    assert chosen_language() == "pt_BR"
    assert "next start" in choice.later.text()
    assert choice.later.isVisible()
    choice.choices.value = ""
    assert chosen_language() == ""


def test_a_choice_cannot_be_left_empty(choice):
    choice.choices.value = "de"
    next(button for button in choice.choices.buttons if button.isChecked()).click()
    assert choice.choices.value == "de"
    assert chosen_language() == "de"


def test_a_choice_that_cannot_be_kept_is_said(qtbot, choice, tmp_path):
    (tmp_path / "config").write_text("a file where the folder should be", "utf-8")
    with qtbot.waitSignal(choice.failed) as heard:
        choice.choices.value = "de"
    assert "could not be kept" in heard.args[0]
    assert choice.choices.value == ""
