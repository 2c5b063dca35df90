"""How the time of cleaning grows with a page that grows in one way.

Run: ``python -m benchmarks.growth [--engine none] [--ways depth links] [--sizes 10000 20000]``

Processor time of ``Cleaner.clean`` as a whole and of each of its stages; of several rounds the
fastest counts. The last columns say how many times as long each doubling takes. What is more than
``WANTED``, and takes long enough to be measured, is set in bold. Python collects garbage when it
likes, so a stage of a large page may pay for all before it; ``--no-gc`` shows the stages alone.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from typing import get_args
from unittest.mock import patch

from cleaners import pipeline
from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.settings import MainContentSettings, settings_from

SIZES = (10_000, 20_000, 40_000, 80_000)
WANTED = 2.3
MIN_SECONDS = 0.1
"""What takes less on the largest page is not measured well enough, nor does it matter."""

STAGES = (
    "read",
    "segment",
    "repair",
    "detect",
    "find_main_content",
    "revise",
    "decide_within_guards",
    "settled_metadata",
    "extract_metadata",
    "detect_language",
    "metadata_from_lines",
    "polished",
    "judge",
)
"""The functions that ``Cleaner.clean`` calls by these names."""

WHOLE = "clean as a whole"

SENTENCE = "The ferry of Marrow End was mended on day {} and carried its goats to the far bank."
PAGE = "<html lang=en><head><title>The ferry is mended</title></head><body>{}</body></html>"

Seconds = dict[str, float]


def repeated(piece: str) -> Callable[[int], str]:
    """Return what makes a page of so many copies of a piece, each with its number."""
    return lambda count: "".join(piece.replace("{}", str(number)) for number in range(count))


WAYS: Mapping[str, Callable[[int], str]] = {
    "paragraphs": repeated(f"<p>{SENTENCE}</p>"),
    "siblings": repeated(f"<section><h2>Day {{}}</h2><div>{SENTENCE}</div></section>"),
    "depth": repeated("<div>Plank {}"),
    "links": repeated("<li><a href='/day/{}'>The ferry on day {}</a></li>"),
    "table cells": lambda count: "<table>{}</table>".format(
        repeated("<tr>" + "<td>Goat {}</td>" * 10 + "</tr>")(count // 10)
    ),
    "class names": repeated("<div class='a{}-story ferry{}' id='b{}'>Plank {}</div>"),
    "one long paragraph": lambda count: f"<p>{repeated(SENTENCE + ' ')(count)}</p>",
}
"""The ways in which a page grows: what makes its body of a count of blocks, or of what would be."""


@contextmanager
def clocked(seconds: Seconds) -> Iterator[None]:
    """Note how long each stage of a cleaner takes as long as the context is open."""
    with ExitStack() as patches:
        for stage in STAGES:
            whole = timed(getattr(pipeline, stage), stage, seconds)
            patches.enter_context(patch.object(pipeline, stage, whole))
        yield


def timed(work: Callable[..., object], stage: str, seconds: Seconds) -> Callable[..., object]:
    """Return a function that does the same and notes its processor time."""

    def work_and_note(*arguments: object, **named: object) -> object:
        began = time.process_time()
        try:
            return work(*arguments, **named)
        finally:
            seconds[stage] = seconds.get(stage, 0.0) + time.process_time() - began

    return work_and_note


def measured(cleaner: Cleaner, raw: bytes, rounds: int) -> Seconds:
    """Return the processor time of each stage in its fastest round."""
    best: Seconds = {}
    for _ in range(rounds):
        seconds: Seconds = dict.fromkeys((*STAGES, WHOLE), 0.0)
        gc.collect()
        with clocked(seconds):
            timed(cleaner.clean, WHOLE, seconds)(Page(raw))
        best = {stage: min(best.get(stage, new), new) for stage, new in seconds.items()}
    return best


def row(stage: str, seconds: Sequence[float]) -> str:
    """Return a line of the table: seconds by size, and how often each is the one before."""
    factors = [after / before if before else 0.0 for before, after in pairwise(seconds)]
    is_slow = seconds[-1] >= MIN_SECONDS and max(factors) > WANTED
    times = " | ".join(f"{each:.3f}" for each in seconds)
    growth = " | ".join(f"{factor:.2f}" for factor in factors)
    return f"| {f'**{stage}**' if is_slow else stage} | {times} | {growth} |"


def table(way: str, sizes: Sequence[int], costs: Sequence[Seconds]) -> Iterator[str]:
    """Yield the lines of the table of one way to grow."""
    names = [f"{size:,}" for size in sizes]
    doublings = [f"× to {name}" for name in names[1:]]
    yield f"\n{way}, seconds\n"
    yield f"| stage | {' | '.join([*names, *doublings])} |"
    yield "|" + "---|" * (1 + len(names) + len(doublings))
    for stage in (*STAGES, WHOLE):
        yield row(stage, [seconds[stage] for seconds in costs])


def main() -> None:
    """Print a table for each way in which a page grows."""
    engines = get_args(MainContentSettings.__annotations__["engine"]) or None
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=engines, default="none")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--no-gc", action="store_true")
    options = parser.parse_args()
    cleaner = Cleaner(settings_from({"main_content": {"engine": options.engine}}))
    cleaner.clean(Page(PAGE.format(WAYS["paragraphs"](20)).encode()))
    gc.freeze()  # what was loaded by this page is no garbage of the others
    if options.no_gc:
        gc.disable()
    for way in options.ways:
        pages = [PAGE.format(WAYS[way](size)).encode() for size in options.sizes]
        costs = [measured(cleaner, raw, options.rounds) for raw in pages]
        print("\n".join(table(way, options.sizes, costs)), flush=True)


if __name__ == "__main__":
    main()
