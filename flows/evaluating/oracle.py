"""The oracle: the blocks of our segmentation, chosen by the gold. No choice can do better by much.

It tells what segmenting loses: the distance of its scores from 1 cannot be won back by any
detector.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaners.aligning import coverage_of
from cleaners.document import Block, Kept
from cleaners.rendering.paragraphs import paragraphs_of
from cleaners.rendering.text import render_text
from flows.evaluating.metrics import (
    TextScore,
    harmonic_mean,
    normalised,
    score_text,
    word_f1_of,
    words_of,
)

MIN_COVERAGE = 0.5
"""A block is kept if so much of it stands in the gold, in order."""


def oracle_text(blocks: Sequence[Block], gold: str) -> str:
    """Return the text of the blocks that stand in the gold."""
    return _text_of(blocks, chosen(blocks, gold))


def chosen(blocks: Sequence[Block], gold: str) -> list[bool]:
    """Return for each block whether at least half of it stands in the gold, then improved.

    A single block is taken in or left out where word F1 grows by it and shingle F1 does not fall:
    repeated lines and the short ones that the alignment cannot tell. Where no block stands in the
    gold, none is taken.
    """
    coverage = coverage_of([normalised(block.text) for block in blocks], normalised(gold))
    kept = [share >= MIN_COVERAGE for share in coverage]
    if not any(kept):
        return kept
    gold_words = _counted(gold)
    words = [_counted(block.text) for block in blocks]
    ours = sum((each for each, keep in zip(words, kept, strict=True) if keep), Counter[str]())
    best = score_text(_text_of(blocks, kept), gold)
    for index, of_block in enumerate(words):
        changed = ours - of_block if kept[index] else ours + of_block
        shared = (changed & gold_words).total()
        if word_f1_of(shared, changed.total(), gold_words.total()) <= best.word_f1:
            continue
        swapped = [*kept[:index], not kept[index], *kept[index + 1 :]]
        score = score_text(_text_of(blocks, swapped), gold)
        if score.word_f1 > best.word_f1 and _shingle_f1(score) >= _shingle_f1(best):
            kept, ours, best = swapped, changed, score
    return kept


def _text_of(blocks: Sequence[Block], kept: Sequence[bool]) -> str:
    pairs = zip(blocks, kept, strict=True)
    return render_text(
        paragraphs_of(Kept(block, 0, len(block.text)) for block, keep in pairs if keep)
    )


def _counted(text: str) -> Counter[str]:
    return Counter(word.lower() for word in words_of(text))


def _shingle_f1(score: TextScore) -> float:
    return harmonic_mean(score.shingle_precision or 0.0, score.shingle_recall or 0.0)
