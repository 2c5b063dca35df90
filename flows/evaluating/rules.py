"""What each detector, lexicon entry and region name hits on labelled pages; pure counting.

A word of a page is *in the gold* where the alignment with the gold finds it. What is counted of
marks and of spares says the same: ``false`` is what they get wrong, ``gain`` and ``loss`` are the
words that change for the better and for the worse against the engine alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from cleaners.aligning import covered_words
from cleaners.deciding import Decision
from cleaners.document import Block, Document, Mark, Spare
from cleaners.words import WITHIN_WORDS, WORD, words_of
from flows.evaluating.metrics import normalised

ALL = "together, as decided"
SHOWN_TEXT = 300
MOSTLY = 0.5


class Tally(Struct, frozen=True):
    """Counts of marks (or spares) and of the words under them; a word counts once.

    Attributes:
        marks: How many there are.
        pages: On how many pages.
        words: How many words they hold.
        false: Words that they should not hold: of marks those in the gold, of spares the others.
        gain: Words that the engine kept and the gold lacks; of spares those that it cut and the
            gold has.
        loss: Words that the engine kept and the gold has; of spares those that it cut and the gold
            lacks.
    """

    marks: int = 0
    pages: int = 0
    words: int = 0
    false: int = 0
    gain: int = 0
    loss: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.marks + other.marks,
            self.pages + other.pages,
            self.words + other.words,
            self.false + other.false,
            self.gain + other.gain,
            self.loss + other.loss,
        )


class Rule(Struct, frozen=True, order=True):
    """What marks were made by.

    Attributes:
        detector: Which detector, or ``ALL``.
        evidence: What it saw, such as a lexicon entry; empty for all of the detector.
        is_spare: Whether it spares.
    """

    detector: str
    evidence: str = ""
    is_spare: bool = False


class Example(Struct, frozen=True):
    """A mark (or spare) that is mostly wrong.

    Attributes:
        rule: What it was made by.
        page: Identifier of the page.
        text: What it holds, cut off if long.
        words: How many words it holds.
        false: How many of them it should not hold.
        kept: Whether the engine kept the block.
    """

    rule: Rule
    page: str
    text: str
    words: int
    false: int
    kept: bool


class Labels(Struct, frozen=True):
    """The words of a page with what is known of each.

    Attributes:
        starts: For each block the places where its words begin.
        offsets: For each block the number of its first word in the page.
        in_gold: A flag a word of the page.
        kept: A flag a word of the page: whether the engine kept it.
    """

    starts: Sequence[Sequence[int]]
    offsets: Sequence[int]
    in_gold: bytes
    kept: bytes

    def numbers(self, block: int, start: int, end: int) -> range:
        """Return the numbers of the words that begin in a part of a block."""
        starts, offset = self.starts[block], self.offsets[block]
        return range(offset + bisect_left(starts, start), offset + bisect_left(starts, end))


def word_starts(text: str) -> list[int]:
    """Return where the words of a text begin, as many as ``words_of`` returns."""
    without = WITHIN_WORDS.sub("", text)
    if len(without) == len(text):
        return [found.start() for found in WORD.finditer(text)]
    places = [at for at, character in enumerate(text) if not WITHIN_WORDS.match(character)]
    return [places[found.start()] for found in WORD.finditer(without)]


def labels_of(blocks: Sequence[Block], engine_marks: Iterable[Mark], gold: str) -> Labels:
    """Return what is known of the words of a page.

    Args:
        blocks: All blocks of the page.
        engine_marks: Marks of the engine, over whole blocks.
        gold: The text that the page should give.
    """
    starts = [word_starts(block.text) for block in blocks]
    words = [words_of(block.text) for block in blocks]
    cut = {mark.block for mark in engine_marks}
    kept = b"".join(
        bytes([block.index not in cut]) * len(of_block)
        for block, of_block in zip(blocks, starts, strict=True)
    )
    return Labels(
        starts=starts,
        offsets=[0, *accumulate(map(len, starts))],
        in_gold=b"".join(map(bytes, covered_words(words, normalised(gold)))),
        kept=kept,
    )


def rules_of(claim: Mark | Spare) -> tuple[Rule, Rule]:
    """Return what a claim counts for: all of its detector, and what it saw."""
    is_spare = isinstance(claim, Spare)
    return (
        Rule(claim.detector, is_spare=is_spare),
        Rule(claim.detector, claim.evidence or "(no evidence)", is_spare),
    )


def tallies_of(claims: Iterable[Mark | Spare], labels: Labels) -> dict[Rule, Tally]:
    """Return the counts of each rule on one page."""
    numbers: dict[Rule, set[int]] = {}
    marks: dict[Rule, int] = {}
    for claim in claims:
        own = labels.numbers(claim.block, claim.start, claim.end)
        for rule in rules_of(claim):
            numbers.setdefault(rule, set()).update(own)
            marks[rule] = marks.get(rule, 0) + 1
    return {rule: tally(rule, marks[rule], own, labels) for rule, own in numbers.items()}


def tally(rule: Rule, marks: int, numbers: Iterable[int], labels: Labels) -> Tally:
    """Return the counts of one rule on one page."""
    words = list(numbers)
    wrong = [labels.in_gold[number] != rule.is_spare for number in words]
    changed = [labels.kept[number] != rule.is_spare for number in words]
    pairs = list(zip(wrong, changed, strict=True))
    return Tally(
        marks=marks,
        pages=1,
        words=len(words),
        false=sum(wrong),
        gain=pairs.count((False, True)),
        loss=pairs.count((True, True)),
    )


def tally_of_decision(decision: Decision, labels: Labels) -> Tally:
    """Return what the decision changes against the engine alone: its cuts and what it spares."""
    kept = bytearray(len(labels.kept))
    for part in decision.kept:
        for number in labels.numbers(part.block.index, part.start, part.end):
            kept[number] = 1
    changed = [number for number, now in enumerate(kept) if now != labels.kept[number]]
    false = sum(kept[number] != labels.in_gold[number] for number in changed)
    return Tally(
        marks=len(decision.cuts),
        pages=1,
        words=len(changed),
        false=false,
        gain=len(changed) - false,
        loss=false,
    )


def wrong_claims(
    page: str, document: Document, claims: Iterable[Mark | Spare], labels: Labels
) -> Iterator[Example]:
    """Yield the claims of which most words are wrong."""
    for claim in claims:
        words = labels.numbers(claim.block, claim.start, claim.end)
        _, rule = rules_of(claim)
        false = sum(labels.in_gold[number] != rule.is_spare for number in words)
        if false > MOSTLY * len(words):
            text = document.blocks[claim.block].text[claim.start : claim.end]
            kept = bool(labels.kept[words[0]])
            yield Example(rule, page, text[:SHOWN_TEXT], len(words), false, kept)
