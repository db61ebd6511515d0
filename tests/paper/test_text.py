"""A patient's own words on paper: all there, and unable to run off it or turn the line around."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from afterneedle.paper.text import own_words, shortened

ANYTHING = st.text(st.characters() | st.characters(categories=["Cs", "Cc", "Cf", "Mn"]))
NEVER = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\ufeff") | {
    chr(n) for n in (*range(10), *range(11, 32), 127)
}


def plain(text: str) -> str:
    return re.sub("[\u2068\u2069\u200b]", "", text)


def test_ordinary_words_come_out_as_typed():
    assert plain(own_words("Dropped a cup. #let x = $a$ <b> 1–2")) == "Dropped a cup. #let x = $a$ <b> 1–2"


def test_each_line_has_a_direction_of_its_own():
    assert own_words("one\r\ntwo\n\nשלום") == "\u2068one\u2069\n\u2068two\u2069\n\n\u2068שלום\u2069"


def test_blank_words_are_no_words():
    assert own_words(" \n\t ") == ""


def test_control_characters_and_turned_directions_are_dropped_and_the_words_kept():
    assert plain(own_words("a\x07b\x00\x1b[31m \u202eabc\u202c\ufeff")) == "ab[31m abc"


def test_half_a_character_shows_as_a_sign():
    assert plain(own_words("a\ud800b")) == "a\ufffdb"


def test_a_long_word_may_break_and_an_ordinary_one_may_not():
    assert "\u200b" not in own_words("a physiotherapist's appointment")
    broken = own_words("W" * 200)
    assert max(len(piece) for piece in plain_pieces(broken)) < 8
    assert plain(broken) == "W" * 200


def plain_pieces(text: str) -> list[str]:
    return text.strip("\u2068\u2069").split("\u200b")


def test_what_makes_one_sign_together_is_not_torn_apart():
    family, accent = "👩\u200d👩\u200d👧", "e\u0301"
    pieces = plain_pieces(own_words(family * 30 + accent * 60))
    assert not any(unicodedata.combining(piece[0]) or piece[0] == "\u200d" for piece in pieces)
    assert not any(piece[-1] == "\u200d" for piece in pieces)


def test_the_running_head_is_cut_with_an_ellipsis_and_only_when_it_must_be():
    assert plain(shortened("Maria\nBeispiel")) == "Maria Beispiel"
    assert plain(shortened("n" * 40)) == "n" * 40
    assert plain(shortened("n" * 41)) == "n" * 40 + "…"
    assert plain(shortened("M" * 41)) == "M" * 23 + "…"


@given(ANYTHING)
def test_nothing_that_can_be_seen_is_lost(text):
    printed = own_words(text)
    assert not set(printed) & NEVER
    assert printed.count("\u2068") == printed.count("\u2069")
    visible = [c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn")]
    assert [c for c in printed if c in set(visible)] == visible
