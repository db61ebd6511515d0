"""How hard a text is to read: Flesch-Kincaid grade, computed here because it must work offline."""

import re

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n+")
HEADING = re.compile(r"^#.*$", re.MULTILINE)
LINK_TARGET = re.compile(r"(?<=\])\([^)]*\)")

# Words that the rules below miscount, by ear.
BY_EAR = {
    "anyone": 3,
    "area": 3,
    "being": 2,
    "beyond": 2,
    "cpap": 2,
    "diabetes": 4,
    "diary": 3,
    "evening": 2,
    "going": 2,
    "headaches": 2,
    "hiv": 3,
    "lying": 2,
    "lymphoedema": 4,
    "react": 2,
    "rules": 1,
    "soles": 1,
    "someone": 2,
    "something": 2,
    "tongue": 1,
    "trial": 2,
    "usual": 3,
}


def syllables(word: str) -> int:
    """The syllables of an English word; of a number, one for each digit."""
    word = word.lower().replace("’", "'").split("'")[0]
    if word.isdigit():
        return len(word)
    if word in BY_EAR:
        return BY_EAR[word]
    stem = re.sub(r"(?<=[^aeiouylr])es$|(?<=[^aeiouytd])ed$|(?<=[^aeiou])e$", _silent, word)
    return max(1, len(re.findall(r"[aeiouy]+", stem)))


def _silent(end: re.Match[str]) -> str:
    before = end.string[: end.start()]
    if end.group() == "es" and re.search(r"(?:s|z|x|ch|sh|c|g)$", before):
        return "es"
    if end.group() in ("e", "ed") and re.search(r"[^aeiouyr]l$", before):
        return "e"  # mus-cle, nee-dled
    return ""


def grade(markdown: str) -> float:
    """The US school grade needed to read a text. An item of a list is a sentence.

    A heading and the target of a link are left out.
    """
    text = LINK_TARGET.sub("", HEADING.sub("", markdown))
    words = WORD.findall(text)
    sentences = [part for part in SENTENCE_END.split(text) if WORD.search(part)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
