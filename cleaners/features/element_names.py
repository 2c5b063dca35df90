"""The words that class names and ids are made of, for all elements of a page at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from string import ascii_lowercase

from cleaners.document import Element

PART = r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W_a-zA-Z\d]+"
WORD = re.compile(PART)
WORD_OR_BREAK = re.compile(rf"{PART}|\n")
LETTERS_AND_BREAKS = bytes(
    code if chr(code) in ascii_lowercase or code == ord("\n") else ord(" ") for code in range(256)
)


class ElementNames:
    """The class and id attributes of a page's elements, each looked at once.

    A page repeats few of them many times, and they repeat their tokens.
    """

    def __init__(self, elements: Iterable[Element]) -> None:
        attributes = {element.classes for element in elements}
        attributes.update([element.identifier for element in elements])
        tokens = set(" ".join(attributes).split())
        plain = [token for token in tokens if token.islower()]
        self._attributes = attributes
        self._words_of = [*zip(plain, words_of_each(plain), strict=True)]
        if len(plain) < len(tokens):
            other = tokens.difference(plain)
            self._words_of += zip(other, words_of_each(other), strict=True)

    def speaking(self, words: AbstractSet[str], tokens: AbstractSet[str]) -> frozenset[str]:
        """Return the attributes with a token that is one of these or has one of these words.

        Args:
            words: Parts of tokens, in lower case.
            tokens: Whole tokens, in lower case.
        """
        no_words = words.isdisjoint
        speaking = frozenset(
            [
                token
                for token, own in self._words_of
                if token.lower() in tokens or not no_words(own.split())
            ]
        )
        if not speaking:
            return speaking
        return frozenset(
            [each for each in self._attributes if not speaking.isdisjoint(each.split())]
        )


def words_of_each(tokens: Collection[str]) -> list[str]:
    """Return the words of class names or ids, in lower case, with spaces between."""
    if not tokens:
        return []
    joined = "\n".join(tokens)
    if joined.isascii() and joined.islower():  # bytes are split in a third of the time
        return joined.encode().translate(LETTERS_AND_BREAKS).decode().split("\n")
    return " ".join(WORD_OR_BREAK.findall(joined)).lower().split("\n")


def words_of_name(name: str) -> list[str]:
    """Return the words that a class name or id is made of, in lower case."""
    return " ".join(WORD.findall(name)).lower().split()
