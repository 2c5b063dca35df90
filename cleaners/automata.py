"""Finds many phrases in a text in one pass (Aho and Corasick 1975, from pyahocorasick)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import ahocorasick

FREQUENT = " \netaoinsrhldcumfpgwybvkxjqz.,0123456789-/:'\"()|&–—…“”„«»·•éäöüßèàçñ"
"""Characters of texts, those first that are frequent in most languages of the lexicons."""

IN_NO_TEXT = "\uffff"
"""A noncharacter, with which no phrase goes on."""

Value = TypeVar("Value")


def automaton_of(of_phrase: Mapping[str, Value], nothing: Value) -> ahocorasick.Automaton | None:
    """Return what finds all phrases at once; None if there are none.

    At each character that goes on with no phrase the automaton looks through all characters that
    begin one, in the order in which they came. So those that are frequent in texts come first,
    with words that stand in none where no phrase begins with them.

    Args:
        of_phrase: What is found with each phrase.
        nothing: What those words would be found with.
    """
    if not of_phrase:
        return None
    automaton = ahocorasick.Automaton()
    for frequent in FREQUENT:
        automaton.add_word(f"{frequent}{IN_NO_TEXT}", nothing)
    for phrase, value in of_phrase.items():
        automaton.add_word(phrase, value)
    automaton.make_automaton()
    return automaton
