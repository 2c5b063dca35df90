"""Finds a text again in the blocks of a page, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from cleaners.words import words_of

MIN_RUN = 4
"""So many words in a row are found again by more than chance (4-grams, as in the metrics)."""

MIN_RUN_SHARE = 0.5
"""In a block too short for such a run, one that is this share of the block."""

MAX_CELLS = 4_000_000_000
"""Bound on words times words in one alignment, a bit each: half a gigabyte."""


class Run(Struct, frozen=True, gc=False):
    """Equal words: ``size`` of them from ``here`` in the page and from ``there`` in the text."""

    here: int
    there: int
    size: int


def coverage_of(texts: Sequence[str], reference: str) -> list[float]:
    """Return for each text which share of its words stands in the reference, in order.

    Args:
        texts: The blocks of a page, in reading order.
        reference: The text to find in them, such as another engine's output or a gold.

    Returns:
        Shares from 0 to 1, one a text; 0 for a text without words.
    """
    return [
        sum(covered) / len(covered) if covered else 0.0
        for covered in covered_words([words_of(text) for text in texts], reference)
    ]


def covered_words(words: Sequence[Sequence[str]], reference: str) -> list[bytearray]:
    """Return for each word of each text whether it stands in the reference, in order.

    The texts are aligned with the reference by their longest common subsequence of words
    (Hyyrö's bit-parallel algorithm, from RapidFuzz). Only runs of words count, so that single
    common words do not. What the reference holds in another order is looked for a second time.

    Args:
        words: The words of the blocks of a page, in reading order.
        reference: The text to find in them.

    Returns:
        A flag a word (1 where it was found), one sequence a text.
    """
    here = list(chain.from_iterable(words))
    there = words_of(reference)
    covered = bytearray(len(here))
    used = bytearray(len(there))
    bounds = bounds_of(words)
    mark_runs(here, there, covered, used, bounds)
    mark_moved(here, there, covered, used)
    return [covered[start:end] for start, end in bounds]


def bounds_of(words: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Return where the words of each text begin and end in all words together."""
    bounds = []
    start = 0
    for of_text in words:
        bounds.append((start, start + len(of_text)))
        start += len(of_text)
    return bounds


def mark_runs(
    here: Sequence[str],
    there: Sequence[str],
    covered: bytearray,
    used: bytearray,
    bounds: Sequence[tuple[int, int]],
) -> None:
    """Mark the words of every run that counts."""
    owner = [index for index, (start, end) in enumerate(bounds) for _ in range(start, end)]
    for run in aligned_runs(here, there):
        for start, size in split_at_bounds(run, owner, bounds):
            first, last = bounds[owner[start]]
            if size >= min(MIN_RUN, MIN_RUN_SHARE * (last - first)):
                covered[start : start + size] = b"\1" * size
                used[run.there + start - run.here : run.there + start - run.here + size] = (
                    b"\1" * size
                )


def split_at_bounds(
    run: Run, owner: Sequence[int], bounds: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the parts (start, size) of a run that lie within one text each."""
    parts = []
    start, stop = run.here, run.here + run.size
    while start < stop:
        end = min(bounds[owner[start]][1], stop)
        parts.append((start, end - start))
        start = end
    return parts


def mark_moved(
    here: Sequence[str], there: Sequence[str], covered: bytearray, used: bytearray
) -> None:
    """Mark what the reference holds in another order than the page."""
    rest_here = [place for place, done in enumerate(covered) if not done]
    rest_there = [place for place, done in enumerate(used) if not done]
    if len(rest_there) < MIN_RUN:
        return
    runs = aligned_runs([here[at] for at in rest_here], [there[at] for at in rest_there])
    for run in runs:
        if run.size >= MIN_RUN:
            for at in range(run.here, run.here + run.size):
                covered[rest_here[at]] = 1


def aligned_runs(here: Sequence[str], there: Sequence[str]) -> list[Run]:
    """Return the runs of equal words of a longest common subsequence, in order."""
    if not here or not there:
        return []
    if len(here) * len(there) > MAX_CELLS:
        middle = len(here) // 2
        half = len(there) // 2
        left = aligned_runs(here[:middle], there[:half])
        right = aligned_runs(here[middle:], there[half:])
        return left + [Run(run.here + middle, run.there + half, run.size) for run in right]
    numbers: dict[str, int] = {}
    here_numbers = [numbers.setdefault(word, len(numbers)) for word in here]
    there_numbers = [numbers.setdefault(word, len(numbers)) for word in there]
    opcodes = LCSseq.opcodes(here_numbers, there_numbers)
    runs = [
        Run(code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in opcodes
        if code.tag == "equal"
    ]
    return joined_runs(runs, here_numbers)


def joined_runs(runs: list[Run], here: Sequence[int]) -> list[Run]:
    """Return the runs with loose ends moved to the run that they belong to.

    Where words stand in the page several times, a longest common subsequence may take any copy,
    and so tear a paragraph apart; its words are as well matched next to each other.
    """
    return with_tails_joined(with_heads_joined(runs, here), here)


def with_heads_joined(runs: list[Run], here: Sequence[int]) -> list[Run]:
    """Return the runs, with the end of a run moved before the next one where it fits as well.

    A short run may be moved in part; of a long one all words have to fit.
    """
    joined: list[Run] = []
    for run in reversed(runs):
        following = joined[-1] if joined else None
        if following is None or run.there + run.size != following.there:
            joined.append(run)
            continue
        fitting = 0
        for back in range(1, run.size + 1):
            place = following.here - back
            if place < run.here + run.size or here[place] != here[run.here + run.size - back]:
                break
            fitting = back
        if fitting == run.size or run.size <= MIN_RUN:
            joined[-1] = Run(
                following.here - fitting, following.there - fitting, following.size + fitting
            )
            run = Run(run.here, run.there, run.size - fitting)  # noqa: PLW2901 - what is left of it
        if run.size:
            joined.append(run)
    return joined[::-1]


def with_tails_joined(runs: list[Run], here: Sequence[int]) -> list[Run]:
    """Return the runs, with a run moved behind the one before it where all its words fit there."""
    joined: list[Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if before is not None and before.there + before.size == run.there:
            end = before.here + before.size
            if end + run.size <= run.here and list(here[end : end + run.size]) == list(
                here[run.here : run.here + run.size]
            ):
                joined[-1] = Run(before.here, before.there, before.size + run.size)
                continue
        joined.append(run)
    return joined
