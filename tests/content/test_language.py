"""Which language is spoken: the one that was chosen, else the system's, else English; never half of two."""

import pytest

from afterneedle.content.language import (
    choose_language,
    chosen_language,
    languages,
    load_language,
    locale_folders,
    wanted_languages,
)
from messages import Signed, write

SYSTEM = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def catalogue(folder, language, name="afterneedle", reviewed_by="", **words):
    made = Signed(locale=language.split("_")[0], fuzzy=False)
    made.reviewed_by = reviewed_by
    for id, text in words.items():
        made.add(id, text)
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    write(made, place / f"{name}.po")


@pytest.fixture
def nothing_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in SYSTEM:
        monkeypatch.delenv(name, raising=False)


def test_the_first_wanted_language_that_there_are_words_for_is_spoken(tmp_path):
    catalogue(tmp_path, "de", Save="Speichern")
    language = load_language(["fr_FR", "fr", "de"], [tmp_path])
    assert language.name == "de"
    assert language.words.gettext("Save") == "Speichern"


def test_who_wants_english_first_gets_english(tmp_path):
    catalogue(tmp_path, "de", Save="Speichern")
    language = load_language(["en_GB", "en", "de"], [tmp_path])
    assert (language.name, language.words.gettext("Save")) == ("en", "Save")


def test_without_words_it_is_english(tmp_path):
    language = load_language(["tlh"], [tmp_path, tmp_path / "missing"])
    assert (language.name, language.words.ngettext("{n} day", "{n} days", 2)) == ("en", "{n} days")


def test_a_safety_text_stays_english_until_a_clinician_has_read_it(tmp_path):
    catalogue(tmp_path, "de", Save="Speichern")
    catalogue(tmp_path, "de", "safety", Emergency="Notfall")
    words = load_language(["de"], [tmp_path]).words
    assert (words.gettext("Save"), words.gettext("Emergency")) == ("Speichern", "Emergency")
    catalogue(tmp_path, "de", "safety", reviewed_by="Dr Meyer, 2026-11-25", Emergency="Notfall")
    assert load_language(["de"], [tmp_path]).words.gettext("Emergency") == "Notfall"


def test_a_catalogue_of_safety_texts_alone_is_no_language(tmp_path):
    catalogue(tmp_path, "de", "safety", reviewed_by="Dr Meyer", Emergency="Notfall")
    assert load_language(["de"], [tmp_path]).name == "en"
    assert languages([tmp_path]) == ["en"]


def test_english_and_what_there_are_words_for_can_be_chosen(tmp_path):
    catalogue(tmp_path / "own", "pt_BR", Save="Salvar")
    catalogue(tmp_path / "shipped", "de", Save="Speichern")
    assert languages([tmp_path / "own", tmp_path / "shipped", tmp_path / "missing"]) == ["en", "de", "pt_BR"]


@pytest.mark.usefixtures("nothing_chosen")
@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"LANGUAGE": "pt_BR:de", "LANG": "fr_FR.UTF-8"}, ["pt_BR", "pt", "de", "de"]),
        ({"LC_ALL": "de_AT.UTF-8@euro"}, ["de_AT", "de"]),
        ({"LANG": "fr_FR.UTF-8"}, ["fr_FR", "fr"]),
    ],
)
def test_the_system_is_asked(monkeypatch, environment, wanted):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wanted_languages() == wanted


@pytest.mark.usefixtures("nothing_chosen")
def test_what_was_chosen_comes_before_what_the_system_says(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")
    assert chosen_language() == ""
    choose_language("pt_BR")
    assert chosen_language() == "pt_BR"
    assert wanted_languages()[:2] == ["pt_BR", "pt"]
    choose_language("")
    assert wanted_languages()[0] == "fr"


@pytest.mark.usefixtures("nothing_chosen")
def test_a_choice_that_cannot_be_read_is_no_choice(tmp_path):
    choose_language("de")
    (tmp_path / "config" / "afterneedle" / "language").write_bytes(b"\xff\xfe")
    assert chosen_language() == ""


def test_a_translators_own_folder_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("AFTERNEEDLE_LOCALE", str(tmp_path))
    assert locale_folders()[0] == tmp_path
    monkeypatch.delenv("AFTERNEEDLE_LOCALE")
    assert len(locale_folders()) == 1
