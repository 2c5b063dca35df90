"""Precision and recall of near copies by kind of change, and speed, of two MinHash libraries.

Run: ``python -m benchmarks.near_duplicates DATA [--articles 500] [--held-back] [--texts 100000]``
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.near_duplicate_pairs import (
    Pair,
    articles_of,
    different_articles,
    near_copies,
    seed_pairs,
)
from flows.near_duplicates.clusters import clusters_of
from flows.near_duplicates.searching import Bounds, alike_texts
from flows.near_duplicates.shingles import shingles_of
from flows.near_duplicates.signatures import SLOTS, parsed, signature_of, sketch_of
from flows.run_settings import run_settings_from

_SEED = 1
_ROUNDS = 3
_PAIRS_AT_ONCE = 50
_COPIES = 0.1
_KEPT = 0.7

Sketch = Callable[[list[bytes]], NDArray[np.uint16]]


def datasketch_sketch(shingles: list[bytes]) -> NDArray[np.uint16]:
    """Return the MinHash of datasketch, cut to as many bits."""
    from datasketch import MinHash  # noqa: PLC0415 - only here

    sketch = MinHash(num_perm=SLOTS, seed=_SEED)
    sketch.update_batch(shingles)
    slots: NDArray[np.uint16] = sketch.hashvalues.astype(np.uint16)
    return slots


LIBRARIES: dict[str, Sketch] = {"rensa": sketch_of}
if find_spec("datasketch"):
    LIBRARIES["datasketch"] = datasketch_sketch


def found_in(pairs: Sequence[Pair], sketch: Sketch, bounds: Bounds) -> int:
    """Return of how many pairs of one kind a search takes both texts for near copies."""
    found = 0
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        part = pairs[start : start + _PAIRS_AT_ONCE]
        shingles = [shingles_of(text)[0] for pair in part for text in pair.texts]
        slots = np.array([sketch(each) for each in shingles])
        counts = np.array([len(each) for each in shingles], dtype=np.int64)
        alike = alike_texts(slots, counts, np.arange(len(slots)), bounds)
        are_pairs = (alike.earlier % 2 == 0) & (alike.later == alike.earlier + 1)
        found += int(np.count_nonzero(are_pairs))
    return found


def score(copies: Iterable[Pair], others: Iterable[Pair], bounds: Bounds) -> None:
    """Print what each library finds of near copies and takes for one, by kind."""
    print(f"{'pairs taken for near copies':<36}{'pairs':>8}", *(f"{n:>12}" for n in LIBRARIES))
    found = []
    totals = []
    for pairs in (copies, others):
        by_kind = defaultdict(list)
        for pair in pairs:
            by_kind[pair.kind].append(pair)
        counts = Counter[str]()
        for kind, each in by_kind.items():
            here = {name: found_in(each, sketch, bounds) for name, sketch in LIBRARIES.items()}
            counts.update(here)
            shares = (f"{count / len(each):12.4f}" for count in here.values())
            print(f"{kind:<36}{len(each):>8}", *shares)
        found.append(counts)
        totals.append(sum(map(len, by_kind.values())))
    right, wrong = found
    print(f"{'recall':<44}", *(f"{right[n] / totals[0]:12.4f}" for n in LIBRARIES))
    precisions = (right[n] / max(right[n] + wrong[n], 1) for n in LIBRARIES)
    print(f"{'precision':<44}", *(f"{each:12.4f}" for each in precisions))


def time_signatures(texts: list[str]) -> None:
    """Print articles a second on one core: of the sketch alone, and of the whole signature."""
    words = sum(shingles_of(text)[1] for text in texts) / len(texts)
    print(f"\n{len(texts)} articles of {words:,.0f} words: articles a second on one core")
    shingles = [shingles_of(text)[0] for text in texts]
    for name, sketch in LIBRARIES.items():
        print(f"  MinHash of shingles, {name:<16}{len(texts) / _best(sketch, shingles):10,.0f}")
    print(f"  shingles{'':<29}{len(texts) / _best(shingles_of, texts):10,.0f}")
    print(f"  text to signature (rensa){'':<12}{len(texts) / _best(signature_of, texts):10,.0f}")


def time_search(texts: list[str], count: int, bounds: Bounds) -> None:
    """Print how long the search among many texts takes, and how much memory.

    The texts are made from the signatures of the given ones: every tenth is a near copy, and any
    two others share as much as the pairs of the given ones that are no copies do on average.
    """
    random = np.random.default_rng(_SEED)
    signatures = [found for text in texts if (found := parsed(signature_of(text)))]
    known = np.array([np.frombuffer(each.slots, dtype="<u2") for each in signatures])
    sources = random.integers(0, len(known), count)
    slots = random.integers(0, _values_a_slot(known), (count, SLOTS), dtype=np.uint16)
    copies = np.flatnonzero(random.random(count) < _COPIES)
    kept = random.random((len(copies), SLOTS), dtype=np.float32) < _KEPT
    slots[copies] = np.where(kept, known[sources[copies]], slots[copies])
    shingles = np.array([each.shingles for each in signatures], dtype=np.int64)[sources]
    tracemalloc.start()
    began = time.process_time()
    clusters = clusters_of(slots, shingles, bounds)
    seconds = time.process_time() - began
    _, peak = tracemalloc.get_traced_memory()
    copied = int(np.count_nonzero(clusters.are_copies))
    print(
        f"\nsearch among {count:,} texts, whose signatures ({slots.nbytes / 1e6:,.0f} MB) may lie"
    )
    print(f"in a file: {copied:,} near copies in {seconds:.1f} s, {peak / 1e6:,.0f} MB of memory")


def _values_a_slot(known: NDArray[np.uint16]) -> int:
    """Return how many values a slot has where as many pairs meet in a band as of given texts."""
    meeting = []
    for band in range(0, SLOTS, 2):
        _, counts = np.unique(known[:, band : band + 2], axis=0, return_counts=True)
        meeting.append(float((counts * (counts - 1)).sum()))
    share = float(np.median(meeting)) / (len(known) * (len(known) - 1))
    return int(share**-0.5) if share else 1_000


def _best(function: Callable[[Any], object], items: Sequence[object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        for item in items:
            function(item)
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=10_000, help="at most so many")
    parser.add_argument("--held-back", action="store_true", help="score fold 0 instead")
    parser.add_argument("--texts", type=int, default=100_000, help="texts of the search")
    options = parser.parse_args()
    settings = run_settings_from({}).near_duplicates
    bounds = Bounds(settings.min_similarity, settings.min_containment)
    articles = articles_of(options.data, held_back=options.held_back)
    random = Random(_SEED)  # noqa: S311 - the same pairs every time
    random.shuffle(articles)
    articles = articles[: options.articles]
    others = [*seed_pairs(options.data), *different_articles(articles, random)]
    score(near_copies(articles, random), others, bounds)
    texts = [article.text(article.words) for article in articles]
    time_signatures(texts)
    time_search(texts, options.texts, bounds)


if __name__ == "__main__":
    main()
