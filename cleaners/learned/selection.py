"""Which blocks to keep, given how likely each is main content."""

from __future__ import annotations

import numpy as np

from cleaners.learned.skeleton import Flags, Numbers


def probabilities_of(logits: Numbers, temperature: float) -> Numbers:
    """Return probabilities; a temperature below 1 makes them more decided."""
    result: Numbers = 1.0 / (1.0 + np.exp(-np.clip(logits / temperature, -30.0, 30.0)))
    return result


def best_selection(probabilities: Numbers, words: Numbers, beta: float = 1.0) -> Flags:
    """Return the set of blocks with the highest expected F-beta over their words.

    The best set of a size holds the likeliest blocks, so that it is one of the prefixes of the
    blocks in the order of their probability (the F of expected counts; Lewis 1995, Jansche 2007).

    Args:
        probabilities: Of each block being main content.
        words: How many words each block has.
        beta: Below 1, precision counts for more than recall.

    Returns:
        A flag a block; at least one is set.
    """
    order = np.argsort(-probabilities, kind="stable")
    expected = (probabilities * words)[order]
    kept = np.cumsum(words[order])
    scores = (1.0 + beta**2) * np.cumsum(expected) / (kept + beta**2 * float(expected.sum()) + 1e-9)
    flags = np.zeros(len(words), dtype=np.bool_)
    flags[order[: int(np.argmax(scores)) + 1]] = True
    return flags


def expected_f1(probabilities: Numbers, words: Numbers, kept: Flags) -> float:
    """Return the F1 that the words of a selection are expected to have, from 0 to 1."""
    expected = probabilities * words
    total = float(words[kept].sum() + expected.sum())
    return 2.0 * float(expected[kept].sum()) / total if total else 0.0
