"""What cannot be recorded is said in a sentence."""

from afterneedle.content.wording import impossible_sentence
from afterneedle.domain.impossible import Impossible


def test_an_impossible_value_is_explained_in_one_sentence():
    problem = Impossible("worst", "{value} is not between {least} and {top}", value=11, least=0, top=10)

    assert impossible_sentence(problem.under("observations[0]")) == "11 is not between 0 and 10."


def test_the_sentence_begins_big_and_ends_once():
    assert impossible_sentence(Impossible("id", "an id has 1 to 64 characters")).startswith("An id has")
    assert impossible_sentence(Impossible("time", "this time did not exist.")) == "This time did not exist."
