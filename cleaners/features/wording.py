"""Which phrases of the lexicons stand where in a document: one pass for all detectors.

All phrases of all languages are looked for at once.
Those that only count as whole lines are looked up by the letters of a line instead: most are short
words that stand within many others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from operator import attrgetter

from msgspec import Struct

from cleaners.automata import automaton_of
from cleaners.lexicons import Entry, Place, entries
from cleaners.words import UNSPACED_CHARACTER

EDGE = 200
"""Of a longer block so many characters at each end are searched: boilerplate within a long
paragraph stands at its ends."""

LETTER = re.compile(r"[^\W\d_]")
ASCII = [chr(code) for code in range(128)]
NO_LETTERS = "".join(sign for sign in ASCII if not sign.isalpha()) + "\u00a0–—…·•›»«‹“”„‘→←↑↓▼▶►✕×"
"""What mostly stands around the letters of a line."""

OTHER_SIGNS = 20
"""So many signs that are not among these, such as emoji, may stand there too."""


class Found(Struct, frozen=True, gc=False):
    """A phrase of a lexicon in a block.

    Attributes:
        block: Index of the block.
        start: First character of the phrase within the block's text.
        end: End of the phrase (half open).
        entry: Which phrase of which lexicon.
    """

    block: int
    start: int
    end: int
    entry: Entry


class WholeLine(Struct, frozen=True, gc=False):
    """A phrase that counts as a whole line.

    Attributes:
        phrase: As it is compared.
        lead: How many characters stand before its first letter.
        entries: The entries of all tables and languages that have it.
    """

    phrase: str
    lead: int
    entries: tuple[Entry, ...]


class Phrase(Struct, frozen=True, gc=False):
    """A phrase that may be a part of a line.

    Attributes:
        length: Of the phrase.
        begins_word: Whether it counts only where a word begins with it.
        ends_word: Whether it counts only where a word ends with it.
        is_anywhere: Whether all its entries count anywhere in a line.
        entries: The entries of all tables and languages that have it.
    """

    length: int
    begins_word: bool
    ends_word: bool
    is_anywhere: bool
    entries: tuple[Entry, ...]


class Phrasebook:
    """All phrases of some lexicons, ready to be searched for."""

    def __init__(self, all_entries: Iterable[Entry]) -> None:
        of_line: defaultdict[str, list[Entry]] = defaultdict(list)
        of_phrase: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in all_entries:
            is_line = entry.place is Place.WHOLE and LETTER.search(entry.phrase)
            (of_line if is_line else of_phrase)[entry.phrase].append(entry)
        self._lines: defaultdict[str, list[WholeLine]] = defaultdict(list)
        for phrase, same in of_line.items():
            lead, letters = letters_of(phrase)
            self._lines[letters].append(WholeLine(phrase, lead, tuple(same)))
        self._longest_line = max(map(len, self._lines), default=0) + OTHER_SIGNS
        phrases = {text: phrase_of(text, same) for text, same in of_phrase.items()}
        self._automaton = automaton_of(phrases, NOTHING)

    def find(self, texts: Sequence[str]) -> Mapping[str, Sequence[Found]]:
        """Return what is found in folded texts, by table, in reading order.

        Phrases count as whole words only, but for scripts that write without spaces.
        """
        found: defaultdict[str, list[Found]] = defaultdict(list)
        for each in self._found_lines(texts):
            found[each.entry.table].append(each)
        tables_of_lines = set(found)
        for each in self._found_phrases(texts):
            found[each.entry.table].append(each)
        for table in tables_of_lines:
            found[table].sort(key=READING_ORDER)
        return found

    def _found_lines(self, texts: Sequence[str]) -> Iterator[Found]:
        """Yield the phrases that are whole lines, but for digits and signs around them."""
        lines = self._lines
        for block, text in enumerate(texts):
            if len(text) > 2 * EDGE:
                continue
            letters = text.strip(NO_LETTERS)
            if len(letters) > self._longest_line:
                continue
            if not (letters.isascii() or (letters[0].isalpha() and letters[-1].isalpha())):
                _, letters = letters_of(text)
            if letters in lines:
                yield from found_in_line(block, text, lines[letters])

    def _found_phrases(self, texts: Sequence[str]) -> Iterator[Found]:
        """Yield the phrases that are a part of a line."""
        if self._automaton is None:
            return
        windows = [text if len(text) <= 2 * EDGE else edges_of(text) for text in texts]
        starts = [*accumulate([len(window) + 1 for window in windows], initial=1)]
        joined = "\n{}\n".format("\n".join(windows))
        for last, phrase in self._automaton.iter(joined):
            start = last - phrase.length + 1
            if (phrase.begins_word and joined[start - 1].isalnum()) or (
                phrase.ends_word and joined[last + 1].isalnum()
            ):  # as most short ones are
                continue
            block = bisect_right(starts, start) - 1
            yield from found_in_window(block, texts[block], start - starts[block], phrase)


def found_in_line(block: int, text: str, lines: Iterable[WholeLine]) -> Iterator[Found]:
    """Yield which of the phrases with the letters of a line stand there with their signs too."""
    first, _ = letters_of(text)
    for line in lines:
        start = first - line.lead
        end = start + len(line.phrase)
        if start < 0 or text[start:end] != line.phrase:
            continue
        if is_within_word(text, start, end) and UNSPACED_CHARACTER.search(line.phrase) is None:
            continue
        for entry in line.entries:
            yield Found(block, start, end, entry)


def found_in_window(block: int, text: str, start: int, phrase: Phrase) -> Iterator[Found]:
    """Yield the entries of a phrase that count at a place in what is searched of a text."""
    if len(text) > 2 * EDGE:
        if start > EDGE:
            start += len(text) - (2 * EDGE + 1)
        is_word = phrase.begins_word or phrase.ends_word
        if is_word and is_within_word(text, start, start + phrase.length):
            return
    end = start + phrase.length
    places = ANYWHERE if phrase.is_anywhere else places_of(text, start, end)
    for entry in phrase.entries:
        if entry.place in places:
            yield Found(block, start, end, entry)


def edges_of(text: str) -> str:
    """Return what is searched of a long text."""
    return f"{text[:EDGE]}\n{text[-EDGE:]}"


def phrase_of(text: str, same: Sequence[Entry]) -> Phrase:
    """Return a phrase with its entries; scripts without spaces have no bounds of words."""
    is_spaced = UNSPACED_CHARACTER.search(text) is None
    return Phrase(
        length=len(text),
        begins_word=is_spaced and text[0].isalnum(),
        ends_word=is_spaced and text[-1].isalnum(),
        is_anywhere=all(entry.place is Place.WITHIN for entry in same),
        entries=tuple(same),
    )


def letters_of(text: str) -> tuple[int, str]:
    """Return where the first letter stands, and the text from there to the last one."""
    first = LETTER.search(text)
    last = LETTER.search(text[::-1])
    if first is None or last is None:
        return len(text), ""
    return first.start(), text[first.start() : len(text) - last.start()]


def places_of(text: str, start: int, end: int) -> frozenset[Place]:
    """Return the places that a phrase has in its line."""
    begins = start == 0 or LETTER.search(text, 0, start) is None
    ends = end == len(text) or LETTER.search(text, end) is None
    return PLACES[begins, ends]


def is_within_word(text: str, start: int, end: int) -> bool:
    """Return whether a word goes on before or behind a part of a text."""
    before = text[start - 1] if start else " "
    behind = text[end] if end < len(text) else " "
    return (before.isalnum() and text[start].isalnum()) or (
        behind.isalnum() and text[end - 1].isalnum()
    )


NOTHING = Phrase(0, begins_word=False, ends_word=False, is_anywhere=True, entries=())
"""What stands in no text, for the automaton."""

READING_ORDER = attrgetter("block", "end")

ANYWHERE = frozenset({Place.WITHIN})
PLACES = {
    (False, False): ANYWHERE,
    (True, False): frozenset({Place.WITHIN, Place.START}),
    (False, True): frozenset({Place.WITHIN, Place.END}),
    (True, True): frozenset(Place),
}


@cache
def phrasebook() -> Phrasebook:
    """Return the phrases of all shipped lexicons."""
    return Phrasebook(entries())
