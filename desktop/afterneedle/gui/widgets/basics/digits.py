"""Digits as people type them, in the script of their language."""

from unicodedata import digit


def plain_digits(text: str) -> str:
    """The same text with its digits as 0 to 9, which is how the diary keeps them."""
    return "".join(str(digit(letter)) if letter.isdecimal() else letter for letter in text)
