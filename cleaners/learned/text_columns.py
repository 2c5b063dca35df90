"""Columns: how the text of each block looks, in any language."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaners.document import BlockKind, SpanKind
from cleaners.learned.block_view import KINDS, BlockView, logarithm, one_hot, shares
from cleaners.learned.characters import CharacterKind
from cleaners.learned.page_view import PageView
from cleaners.learned.skeleton import Numbers

K = CharacterKind
MAX_LEVEL = 6
FEW_WORDS = 4
FIRST_KINDS = (K.LOWER, K.UPPER, K.DIGIT, K.QUOTE, K.SEPARATOR, K.PUNCTUATION)
LAST_KINDS = (K.LOWER, K.UPPER, K.DIGIT, K.SENTENCE_END, K.SEPARATOR, K.PUNCTUATION)
KIND_NAMES = tuple(f"kind_{kind.value}" for kind in KINDS)
LINK = SpanKind.LINK
COVERING = {kind: f"span_{kind.value}" for kind in SpanKind if kind is not LINK}
"""The spans of which a column says how much of a block they cover."""


def text_columns(view: BlockView) -> dict[str, Numbers]:
    """Return the length, the characters and the kind of each block."""
    counts = view.characters.counts
    lasts = last_characters(view.texts)
    letters = counts[K.LOWER] + counts[K.UPPER] + counts[K.UNCASED] + counts[K.UNSPACED]
    words, lengths = view.words, view.lengths
    columns = {
        "words": logarithm(words),
        "characters": logarithm(lengths),
        "one_word": (words <= 1).astype(np.float64),
        "few_words": (words <= FEW_WORDS).astype(np.float64),
        "word_length": np.minimum(letters / words, 20.0),
        "sentence_ends": logarithm(counts[K.SENTENCE_END]),
        "commas_a_word": np.minimum(shares(counts[K.COMMA], words), 1.0),
        "ends_a_word": np.minimum(shares(counts[K.SENTENCE_END], words), 1.0),
        "quotes": logarithm(counts[K.QUOTE]),
        "digits": shares(counts[K.DIGIT], lengths),
        "upper": shares(counts[K.UPPER], letters),
        "separators": shares(counts[K.SEPARATOR], lengths),
        "punctuation": shares(counts[K.PUNCTUATION], lengths),
        "unspaced": shares(counts[K.UNSPACED], lengths),
        "lines": logarithm(counts[K.BREAK]),
        "capitalised": np.minimum(shares(view.characters.capitalised, words), 1.0),
        "ends_sentence": view.ends_sentence.astype(np.float64),
        "good": view.is_good.astype(np.float64),
        "ends_colon": is_any_of(lasts, ":："),
        "ends_question": is_any_of(lasts, "?？؟"),
        "ends_ellipsis": is_any_of(lasts, "…") + ends_in_dots(view.texts, lasts),
    }
    for name, kinds, looked_at in (
        ("begins", view.characters.firsts, FIRST_KINDS),
        ("last", view.characters.lasts, LAST_KINDS),
    ):
        names = [f"{name}_{kind.name.lower()}" for kind in looked_at]
        columns.update(zip(names, one_hot(kinds, looked_at), strict=True))
    columns.update(zip(KIND_NAMES, one_hot(view.kinds, range(len(KINDS))), strict=True))
    level = np.array([min(block.level, MAX_LEVEL) for block in view.blocks], dtype=np.float64)
    is_heading = view.is_kind(BlockKind.HEADING)
    columns["heading_level"] = np.where(is_heading, 7.0 - level, 0.0)
    columns["heading_1"] = (is_heading & (level == 1)).astype(np.float64)
    columns["nesting"] = np.where(is_heading, 0.0, level)
    return columns


def last_characters(texts: Sequence[str]) -> NDArray[np.uint32]:
    """Return the code of the last character of each text."""
    lasts = "".join([text[-1] for text in texts])
    return np.frombuffer(lasts.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def is_any_of(codes: NDArray[np.uint32], characters: str) -> Numbers:
    """Return 1 for each code that is one of some characters."""
    found = np.zeros(len(codes), dtype=np.bool_)
    for character in characters:
        found |= codes == ord(character)
    result: Numbers = found.astype(np.float64)
    return result


def ends_in_dots(texts: Sequence[str], lasts: NDArray[np.uint32]) -> Numbers:
    """Return 1 for each text that ends with three full stops."""
    stopped = np.flatnonzero(lasts == ord(".")).tolist()
    result = np.zeros(len(texts))
    result[[index for index in stopped if texts[index].endswith("...")]] = 1.0
    return result


def span_columns(view: PageView) -> dict[str, Numbers]:
    """Return how much of each block is links, bold, hidden, and what the links are like."""
    zeros = view.zeros
    covered = {kind: zeros() for kind in COVERING}
    link_counts, elsewhere, local, first_link = zeros(), zeros(), zeros(), [1.0] * len(view)
    for index, block in enumerate(view.blocks):
        if block.markup is None or not block.markup.spans:
            continue
        length = len(block.text)
        for span in block.markup.spans:
            kind, start = span.kind, span.start
            if kind is not LINK:
                covered[kind][index] += (span.end - start) / length
                continue
            if not link_counts[index]:
                first_link[index] = start / length
            link_counts[index] += 1
            target = span.target[:4]
            if target == "http":
                elsewhere[index] += 1
            elif target[:1] == "#":
                local[index] += 1
    links = np.frombuffer(link_counts)
    columns = {
        COVERING[kind]: np.minimum(np.frombuffer(values), 1.0) for kind, values in covered.items()
    }
    return columns | {
        "link_density": view.link_density,
        "all_link": (view.link_density > 0.9).astype(np.float64),  # noqa: PLR2004
        "links": logarithm(links),
        "links_a_word": shares(links, view.words),
        "first_link": np.array(first_link),
        "links_local": shares(np.frombuffer(local), links),
        "links_absolute": shares(np.frombuffer(elsewhere), links),
        "unlinked_words": logarithm(view.words * (1.0 - view.link_density)),
    }
