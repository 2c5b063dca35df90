"""Polish after deciding: the quotation marks of a paragraph, where its wording leaves no doubt."""

from __future__ import annotations

import re
from functools import cache

from cleaners.document import Edit
from cleaners.normalizing.quotations import DOUBLE_QUOTE, DOUBLE_QUOTES, parse_quotations
from cleaners.normalizing.quote_conventions import conventions_of, known_language, quote_conventions
from cleaners.normalizing.quote_fixes import space_quotes, turn_quotes
from cleaners.normalizing.replacements import rewritten
from cleaners.settings import NormalizingSettings

UNKNOWN_LANGUAGE = "“„«", "”»"
"""Marks that mostly open, and marks that mostly close."""


def polish(
    text: str, language: str | None, settings: NormalizingSettings, *, block: int = 0
) -> tuple[str, list[Edit]]:
    """Return a paragraph with its quotation marks put right, and every change.

    Nothing but double quotation marks and spaces beside them changes, and nothing at all where the
    language or what a mark does is in doubt. For prose, not for code or tables.

    Args:
        text: The text of one paragraph that stays in the article.
        language: The language of the page, a BCP 47 tag, if it is known.
        settings: Which kinds of change are made.
        block: Index of the paragraph's block, for the edits.

    Returns:
        The text, and the edits in the order in which they were made, with places in this text.
    """
    if text.isascii() and '"' not in text:
        return text, []
    known = known_language(language)
    if suspect_of(known).search(text) is None:
        return text, []
    conventions = conventions_of(text, known)
    if conventions is None:
        return text, []
    pair = conventions.pair_of(frozenset(DOUBLE_QUOTE.findall(text)))
    if pair is None:
        return text, []
    edits: list[Edit] = []
    if settings.quote_direction:
        turns = turn_quotes(parse_quotations(text, pair, conventions.parts))
        text, changes = rewritten(text, turns, rule="quote_direction", block=block)
        edits += changes
    if settings.quote_spacing:
        spaces = space_quotes(
            text, parse_quotations(text, pair, conventions.parts), pair, conventions
        )
        text, changes = rewritten(text, spaces, rule="quote_spacing", block=block)
        edits += changes
    return text, edits


@cache
def suspect_of(language: str | None) -> re.Pattern[str]:
    """Return what finds a mark that may be wrong in a language; most paragraphs have none.

    Args:
        language: One of the languages whose conventions are known, or None.
    """
    opening, closing = UNKNOWN_LANGUAGE
    if language is not None:
        conventions = quote_conventions()[language]
        opening, closing = conventions.opening_only, conventions.closing_only
    kinds = [r"(?<=[^\s(\[{].)(?=[^\W\d_])"]  # stands between two words
    if opening:
        kinds.append(rf"(?<=[{opening}])(?<=\S.)(?=[\s.,;:!?)\]]|\Z)")  # opens where others close
    if closing:
        kinds.append(rf"(?<=[{closing}])(?<!\S.)(?=\w)")  # closes where others open
    return re.compile(f"[{DOUBLE_QUOTES}](?:{'|'.join(kinds)})", re.DOTALL)
