"""The measure of reading ease itself, held against words counted by ear and texts counted by hand."""

import pytest

from content.reading_ease import grade, syllables

SPOKEN = {
    1: ("needs", "skin", "pulse", "bruise", "tongue", "these", "moved", "rules", "lump", "7"),
    2: ("needle", "needled", "muscle", "doctor", "fever", "swollen", "being", "urine", "headaches", "10"),
    3: ("usual", "medicine", "department", "anyone", "another", "infection’s"),
    4: ("emergency", "practitioner", "lymphoedema", "diabetes", "information"),
    5: ("university", "examination", "electricity"),
}


@pytest.mark.parametrize(
    ("word", "count"), [(word, count) for count, words in SPOKEN.items() for word in words]
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int):
    assert syllables(word) == count


def test_the_grade_is_that_of_flesch_and_kincaid():
    text = "The needle moved. The doctor looked at the swollen muscle."  # 10 words, 2 sentences, 14 syllables

    assert grade(text) == pytest.approx(0.39 * 10 / 2 + 11.8 * 14 / 10 - 15.59)


def test_a_heading_makes_no_text_easier_and_an_item_is_a_sentence():
    assert grade("## Go\nThe doctor looked at the muscle.") == grade("The doctor looked at the muscle.")
    assert grade("- a sore muscle\n- a hot limb") == grade("A sore muscle. A hot limb.")


def test_only_the_words_of_a_link_are_read():
    assert grade("Read of [a twitch](guidance:zap-and-twitch).") == grade("Read of a twitch.")


def test_hard_language_gets_a_high_grade():
    text = (
        "Neurological symptomatology persisting beyond the anticipated duration necessitates "
        "comprehensive electrophysiological investigation by an appropriately qualified clinician."
    )

    assert grade(text) > 20
