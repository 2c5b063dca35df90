"""Processor time a page, ours and other extractors', beside one bare lxml parse of the same bytes.

Run: ``python -m benchmarks.cpu_time DATA [--pages 331] [--rounds 3]``

The pages are all news and 200 articles of wcxb-dev; a second table says where our own time goes. Of
each page the fastest round counts. Python collects garbage before each tool's turn, so that none
pays for another, and BLAS has one thread. Caches of what was seen on pages are emptied before every
round: each page finds there what the pages before it have left, as in a run (``--keep-caches``: as
on sites whose class names are known).
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import inf, isfinite
from pathlib import Path
from typing import Protocol

from benchmarks.stage_times import StageTimes
from benchmarks.tool_times import PARSE, ToolTimes, tools
from cleaners.document import Page
from cleaners.pipeline import Cleaner
from flows.evaluating.labelled import labelled_pages, raw_of, sampled
from flows.evaluating.metrics import bootstrap_interval

NEWS, OTHERS, ARTICLE = "news", "wcxb-dev", "article"
OTHERS_COUNT = 200
THREAD_COUNTS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

Timer = Callable[[Page, int], Mapping[str, float]]
"""Measures a page in a round of this number: seconds by what took them, infinite if it failed."""

Costs = Mapping[str, Sequence[float]]
"""Seconds of each page, by what took them; infinite where it failed."""


class Cache(Protocol):
    """What ``lru_cache`` makes of a function."""

    def cache_clear(self) -> None:
        """Forget everything."""


def run_on_one_thread() -> None:
    """Start this program anew if BLAS may use threads: it asks the environment while it loads."""
    if any(os.environ.get(name) != "1" for name in THREAD_COUNTS):
        environment = {**os.environ, **dict.fromkeys(THREAD_COUNTS, "1")}
        os.execve(sys.executable, sys.orig_argv, environment)  # noqa: S606 - no shell is wanted


def sample(data: Path, count: int) -> list[Page]:
    """Return at most so many of all news pages and of 200 articles, always the same ones."""
    others = [each for each in labelled_pages(data / OTHERS) if each.gold.page_type == ARTICLE]
    pages = [*labelled_pages(data / NEWS), *sampled(others, OTHERS_COUNT)]
    return [
        Page(raw_of(page.raw_path), url=page.gold.url, name=page.identifier)
        for page in sampled(pages, count)
    ]


def caches_of_pages() -> list[Cache]:
    """Return the caches of bounded size, which hold what was seen; the others hold what was loaded.

    Those of functions that are frozen (``gc.freeze``) are not found.
    """
    cache_type = type(lru_cache(len))
    found = [each for each in gc.get_objects() if isinstance(each, cache_type)]
    return [cache for cache in found if cache.cache_info().maxsize is not None]


def fastest(
    pages: Sequence[Page], timer: Timer, rounds: int, caches: Sequence[Cache]
) -> dict[str, list[float]]:
    """Return the seconds of each page in its fastest round, by what took them."""
    best: dict[str, list[float]] = {}
    for turn in range(rounds):
        for cache in caches:
            cache.cache_clear()
        for index, page in enumerate(pages):
            for name, seconds in timer(page, turn + index).items():
                of_pages = best.setdefault(name, [inf] * len(pages))
                of_pages[index] = min(of_pages[index], seconds)
    return best


def row(name: str, costs: Sequence[float], parses: Sequence[float]) -> str:
    """Return a line of a table, over the pages that did not fail."""
    done = [
        (cost, parse) for cost, parse in zip(costs, parses, strict=True) if isfinite(cost + parse)
    ]
    if not done:
        return f"| {name} | failed on every page | | | | |"
    spent, bare = map(sum, zip(*done, strict=True))
    ratios = [cost / parse for cost, parse in done]
    low, high = bootstrap_interval(ratios)
    return (
        f"| {name} | {1000 * spent / len(done):.2f} | {spent / bare:.2f} "
        f"| {statistics.fmean(ratios):.2f} | {low:.2f}–{high:.2f} "
        f"| {statistics.median(ratios):.2f} |"
    )


def table(first: str, costs: Costs, parses: Sequence[float]) -> Iterator[str]:
    """Yield the lines of a table, with the times of bare parses of the same pages as the unit."""
    yield f"\n| {first} | ms a page | in parses: of totals | mean | 95 % interval | median |"
    yield "|---|---|---|---|---|---|"
    for name, seconds in costs.items():
        yield row(name, seconds, parses)


def failed(failures: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield a line for each tool that failed, and one for each page that it failed on."""
    for name, errors in failures.items():
        yield f"\n{name}: failed on {len(errors)} pages, which do not count in its line"
        for page, error in errors.items():
            yield f"- {page}: {error}"


def main() -> None:
    """Print a table of tools, and one of our own stages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=int, default=331)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep-caches", action="store_true")
    options = parser.parse_args()
    run_on_one_thread()
    pages = sample(options.data, options.pages)
    cleaner = Cleaner()
    of_tools, of_stages = ToolTimes(tools(cleaner)), StageTimes(cleaner)
    missing = of_tools.warm_up(pages[-1])
    caches = [] if options.keep_caches else caches_of_pages()
    size = statistics.fmean(len(page.raw) for page in pages) / 1000
    print(f"{len(pages)} pages, mean {size:.0f} kB, fastest of {options.rounds} rounds")
    costs = fastest(pages, of_tools, options.rounds, caches)
    print("\n".join(table("tool", costs, costs[PARSE])))
    print("\n".join([*missing, *failed(of_tools.failures)]), flush=True)
    stages = fastest(pages, of_stages, options.rounds, caches)
    print("\n".join(table("stage of copydesk", stages, costs[PARSE])))


if __name__ == "__main__":
    main()
