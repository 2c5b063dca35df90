"""What knowledge of sites costs: time a page, and memory and bytes a host."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.sites.knowledge import knowledge_of
from cleaners.sites.observations import PageObservation, observation_bytes, observe
from cleaners.sites.observed_rows import PROSE, ROW_TYPE
from cleaners.sites.site import Site, site_bytes
from cleaners.sites.statistics import SiteStatistics, merged

TIMED_PAGES = 8
MEGABYTE, KILOBYTE = 1e6, 1e3
SITE_TEXTS, SITE_ROWS, OWN_ROWS, BATCH = 600, 200, 100, 250
LINE = "A line of the site or of a page, as long as most are"


class Costs(Struct, frozen=True):
    """Seconds of processor time, and bytes, over some pages."""

    cleaning: float
    observing: float
    encoding: float
    encoded: int
    pages: int
    blocks: int


def site_costs(cleaner: Cleaner, pages: Sequence[Page]) -> Costs:
    """Return what observing some pages costs, beside what cleaning them does."""
    cleaning = observing = encoding = 0.0
    encoded = blocks = 0
    for page in pages[:TIMED_PAGES]:
        began = time.process_time()
        result = cleaner.clean(page)
        cleaned = time.process_time()
        shown = observe(result.document, page=0)
        observed = time.process_time()
        content = observation_bytes(shown)
        cleaning += cleaned - began
        observing += observed - cleaned
        encoding += time.process_time() - observed
        encoded += len(content)
        blocks += len(result.document.blocks)
    return Costs(cleaning, observing, encoding, encoded, len(pages[:TIMED_PAGES]), blocks)


def printed_costs(costs: Mapping[str, Sequence[Costs]]) -> Iterator[str]:
    """Yield the lines of the table of time."""
    yield "\n### Fingerprints beside cleaning, processor time\n"
    yield "| pages as | ms to clean | fingerprints | + encoding | blocks | encoded kB a page |"
    yield "|---|---|---|---|---|---|"
    for mode, each in costs.items():
        pages = max(1, sum(cost.pages for cost in each))
        cleaning = sum(cost.cleaning for cost in each)
        yield (
            f"| {mode} | {1000 * cleaning / pages:.1f}"
            f" | {sum(cost.observing for cost in each) / cleaning:.1%}"
            f" | {sum(cost.encoding for cost in each) / cleaning:.1%}"
            f" | {sum(cost.blocks for cost in each) / pages:.0f}"
            f" | {sum(cost.encoded for cost in each) / pages / KILOBYTE:.1f} |"
        )


def printed_sizes() -> Iterator[str]:
    """Yield the lines of the table of memory, for hosts of different sizes."""
    yield "\n### A host with many pages (300 blocks each, of which 100 stand nowhere else)\n"
    yield (
        "| pages | fingerprints seen | pages by estimate | statistics in memory | stored"
        " | knowledge, as workers get it | seconds to judge |"
    )
    yield "|---|---|---|---|---|---|---|"
    for count in (100, 1_000, 10_000):
        tracemalloc.start()
        statistics = statistics_of(count)
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        stored = sum(len(observation_bytes(page)) for page in statistics.pages)
        began = time.process_time()
        knowledge = knowledge_of(statistics)
        seconds = time.process_time() - began
        sent = len(site_bytes(Site(statistics.host, knowledge)))
        yield (
            f"| {count:,} | {count * OWN_ROWS + SITE_TEXTS:,} | {statistics.page_count:,}"
            f" | {held / MEGABYTE:.1f} MB | {stored / MEGABYTE:.1f} MB"
            f" | {sent / KILOBYTE:.0f} kB | {seconds:.1f} |"
        )


def statistics_of(count: int) -> SiteStatistics:
    """Return the statistics of so many invented pages, merged batch by batch."""
    chance = np.random.default_rng(0)
    order = random.Random(0)  # noqa: S311 - invented pages
    texts = chance.integers(1, 2**63, SITE_TEXTS, dtype=np.uint64)
    statistics = SiteStatistics("large.example")
    for start in range(0, count, BATCH):
        batch = [
            invented_page(chance, order, texts) for _ in range(start, min(count, start + BATCH))
        ]
        statistics = merged(statistics.host, [*statistics.pages, *batch])
    return statistics


def invented_page(
    chance: np.random.Generator, order: random.Random, texts: np.ndarray
) -> PageObservation:
    """Return what a page of a large site may show."""
    half = SITE_ROWS // 2
    rows = np.zeros(SITE_ROWS + OWN_ROWS, dtype=ROW_TYPE)
    chosen = np.sort(chance.choice(len(texts), SITE_ROWS, replace=False))
    rows["exact"][:half], rows["exact"][-half:] = texts[chosen[:half]], texts[chosen[half:]]
    rows["exact"][half:-half] = chance.integers(1, 2**63, OWN_ROWS, dtype=np.uint64)
    rows["markup"] = chance.integers(1, 50, len(rows))
    rows["words"] = 5
    rows["words"][half:-half], rows["bits"][half:-half] = 40, PROSE
    lines = "\n".join(f"{LINE} {each}" for each in rows["exact"].tolist())
    return PageObservation(order.getrandbits(64), "2026-01-01", rows.tobytes(), lines)
