"""Which quotation mark of a paragraph opens and which closes, where nothing speaks against it."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from cleaners.normalizing.quote_conventions import QuotePair

DOUBLE_QUOTES = '"“”„‟«»〝〞〟″「」『』'
DOUBLE_QUOTE = re.compile(f"[{DOUBLE_QUOTES}]")

OPENING_PUNCTUATION = frozenset("([{¿¡")
CLOSING_PUNCTUATION = frozenset(".,;:!?…)]}。，、；：！？）")
DASHES = frozenset("—–―-‒‐‑")
SINGLE_QUOTES = frozenset("‘’‚‛'‹›")
NO_PROSE = frozenset("=\\<>`") | frozenset(DOUBLE_QUOTES)
"""Beside a mark these show that it is part of code, of an escape or of doubled quotes."""

WORD_AT_START = re.compile(r"[^\W\d_]+")
WORD_AT_END = re.compile(r"[^\W\d_]+\Z")

MAX_WORD_CHARS = 64
"""So far back a word before a mark is looked for."""


class Role(StrEnum):
    """What a quotation mark does."""

    OPENS = "opens"
    CLOSES = "closes"


class QuoteMark(Struct, frozen=True):
    """A double quotation mark in a paragraph.

    Attributes:
        position: Its place in the text.
        role: What it must do where it stands: first mark opens, second closes, and so on.
        confirmed: Whether the white space and the punctuation around it say the same.
        glyph: The character.
        proper: The character that its role asks for.
    """

    position: int
    role: Role
    confirmed: bool
    glyph: str
    proper: str


def parse_quotations(
    text: str, pair: QuotePair, parts: frozenset[str] = frozenset()
) -> list[QuoteMark]:
    """Return the double quotation marks of a paragraph with their roles; none if in doubt.

    Marks take turns at opening and closing. The turns are believed if no mark's surroundings
    speak against its turn; if some mark's speak for it, or all marks have the right shape; if at
    most half of them stand the wrong way; and if no quotation is left open but one that goes on
    in the next paragraph, as is usual in English: its opening mark is one beyond doubt.
    Apostrophes and single quotes are no marks here. In doubt are, besides: a mark with white space
    on both sides that is not of its turn's shape, a mark behind a number that would have to open
    (``6”``), and marks in code.

    Args:
        text: One paragraph, whose double quotes are all of one pair.
        pair: The pair.
        parts: What an apostrophe divides from its word in the language, in lower case: a mark
            that stands the wrong way beside one of them may be an apostrophe.
    """
    marks: list[QuoteMark] = []
    opens = True
    for found in DOUBLE_QUOTE.finditer(text):
        role = Role.OPENS if opens else Role.CLOSES
        proper = pair.opening if opens else pair.closing
        before, after = surroundings(text, found.start())
        if contradicts(role, before, after, is_proper=found[0] == proper and pair.is_directed):
            return []
        if found[0] != proper and divides_word(text, found.start(), parts):
            return []
        confirmed = leaning(before, after) is role
        marks.append(QuoteMark(found.start(), role, confirmed, found[0], proper))
        opens = not opens
    return marks if is_believable(marks, pair) else []


def is_believable(marks: list[QuoteMark], pair: QuotePair) -> bool:
    """Return whether marks that take turns without contradiction are to be believed."""
    proper_count = sum(mark.glyph == mark.proper for mark in marks)
    if 2 * proper_count < len(marks):
        return False
    speak_for_themselves = pair.is_directed and proper_count == len(marks)
    if not speak_for_themselves and not any(
        mark.confirmed and mark.glyph == mark.proper for mark in marks
    ):
        return False
    if len(marks) % 2:
        last = marks[-1]
        return pair.is_directed and last.confirmed and last.glyph == last.proper
    return True


def contradicts(role: Role, before: str, after: str, *, is_proper: bool) -> bool:
    """Return whether what stands around a mark speaks against its turn."""
    if before in NO_PROSE or after in NO_PROSE:
        return True
    if role is Role.OPENS and before.isdigit():
        return True
    leans = leaning(before, after)
    if leans is not None:
        return leans is not role
    return is_open(before) and is_shut(after) and not is_proper


def divides_word(text: str, position: int, parts: frozenset[str]) -> bool:
    """Return whether a mark stands where an apostrophe would: ``it”s``, ``l”acqua``."""
    before = WORD_AT_END.search(text[max(position - MAX_WORD_CHARS, 0) : position])
    after = WORD_AT_START.match(text, position + 1)
    if before is None or after is None:
        return False
    return before[0].lower() in parts or after[0].lower() in parts


def surroundings(text: str, position: int) -> tuple[str, str]:
    """Return the characters around a mark, seen through single quotes and apostrophes.

    White space stands for an edge of the text. An apostrophe that belongs to a word (``“’90s``,
    ``“it’s”``) counts as the word; a single quote beside the mark as what is beyond it.
    """
    before, after = position - 1, position + 1
    while before >= 0 and text[before] in SINGLE_QUOTES:
        before -= 1
    while after < len(text) and text[after] in SINGLE_QUOTES:
        after += 1
    return text[before] if before >= 0 else " ", text[after] if after < len(text) else " "


def leaning(before: str, after: str) -> Role | None:
    """Return what white space and punctuation around a mark make of it; None if they do not say.

    A dash says nothing on the side of a word (``cases—“shows``, ``“I was—” he began``).
    """
    if is_open(before) and not is_shut(after):
        return Role.OPENS
    if is_shut(after) and not is_open(before):
        return Role.CLOSES
    if after in DASHES and not is_open(before) and before not in DASHES:
        return Role.CLOSES
    return None


def is_open(before: str) -> bool:
    """Return whether a quotation can begin behind a character."""
    return before.isspace() or before in OPENING_PUNCTUATION


def is_shut(after: str) -> bool:
    """Return whether a quotation can end before a character."""
    return after.isspace() or after in CLOSING_PUNCTUATION
