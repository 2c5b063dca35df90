"""What the named detectors and the normalisers cost, beside one bare lxml parse of the same bytes.

Run: ``python -m benchmarks.detectors DATA [--pages 300] [--rounds 3]``

Processor time of one process; of each stage and page the fastest round counts. The caches of class
names are emptied before every round, so each page finds what the pages before it have left there.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from lxml import html as lxml_html
from msgspec import Struct

from benchmarks.corpus import labelled_sample
from cleaners.detecting.trafilatura_engine import TrafilaturaEngine
from cleaners.detection import DETECTORS, REVISERS
from cleaners.document import Mark, Page, Spare
from cleaners.features import regions
from cleaners.features.document_features import DocumentFeatures
from cleaners.guarding import decide_within_guards
from cleaners.metadata.values import Metadata, Value
from cleaners.normalizing.repairing import repair
from cleaners.pipeline import polished
from cleaners.reading import read
from cleaners.reasons import UnreadablePageError
from cleaners.rendering.paragraphs import paragraphs_of
from cleaners.segmenting.segment import Segmented, segment
from cleaners.settings import Settings, settings_from

PARSE = "bare lxml parse"
DECIDE = "(decide)"
NOT_COUNTED = frozenset({PARSE, DECIDE})
FEATURES = ("shapes", "wording", "regions", "prose")

Made = TypeVar("Made")
Seconds = dict[str, float]


class Prepared(Struct, frozen=True):
    """A page with what trafilatura makes of it, which is not measured."""

    raw: bytes
    block_count: int
    main_content: tuple[Mark, ...]


class Clock:
    """Processor time by stage."""

    def __init__(self) -> None:
        self.seconds: Seconds = {}

    def __call__(self, stage: str, work: Callable[[], Made]) -> Made:
        """Do some work and note how long it took."""
        began = time.process_time()
        made = work()
        self.seconds[stage] = time.process_time() - began
        return made


def listed(stage: Callable[..., Iterable[Mark | Spare]], *arguments: object) -> list[Mark | Spare]:
    """Return everything that a detector or reviser claims."""
    return [*stage(*arguments)]


def name_of(stage: object) -> str:
    """Return what a detector or reviser is called in the table."""
    return str(getattr(stage, "__name__", type(stage).__name__))


def segmented_page(raw: bytes, settings: Settings) -> Segmented:
    """Return a page in blocks."""
    return segment(read(Page(raw), settings.reading), settings.reading)


def prepared_pages(data: Path, count: int, settings: Settings) -> Iterator[Prepared]:
    """Yield labelled HTML pages with the marks of trafilatura."""
    engine = TrafilaturaEngine(settings.main_content)
    for raw in labelled_sample(data, count):
        try:
            segmented = segmented_page(raw, settings)
        except UnreadablePageError:
            continue
        if segmented.tree is not None:
            document, _ = repair(segmented.document, settings.normalizing)
            marks = engine(document, segmented.tree) or ()
            yield Prepared(raw, len(document.blocks), tuple(marks))


def measured(page: Prepared, settings: Settings) -> Seconds:
    """Return how long each stage takes on a page; what the stages find is fresh, as in a run."""
    clock = Clock()
    parser = lxml_html.HTMLParser(huge_tree=True)
    clock(PARSE, lambda: lxml_html.document_fromstring(page.raw, parser=parser))
    segmented = segmented_page(page.raw, settings).document
    document, _ = clock("repair", lambda: repair(segmented, settings.normalizing))
    features = DocumentFeatures(document)
    for feature in FEATURES:
        clock(feature, partial(getattr, features, feature))
    claims: list[Mark | Spare] = []
    for detector in DETECTORS:
        claims += clock(name_of(detector), partial(listed, detector, features))
    for reviser in REVISERS:
        seen = [*page.main_content, *claims]
        claims += clock(name_of(reviser), partial(listed, reviser, features, seen))
    decide = partial(decide_within_guards, document, page.main_content, claims, settings.deciding)
    decision, _ = clock(DECIDE, decide)
    language = document.language
    metadata = Metadata(language=Value(language, "html") if language else None)
    paragraphs = tuple(paragraphs_of(decision.kept))
    clock("polish", lambda: polished(paragraphs, metadata, settings.normalizing))
    return clock.seconds


def rounds_of(pages: Sequence[Prepared], settings: Settings, rounds: int) -> list[Seconds]:
    """Return for each page how long each stage took in its fastest round."""
    best: list[Seconds] = [{} for _ in pages]
    for _ in range(rounds):
        regions.named_by.cache_clear()
        regions.reasons_of_token.cache_clear()
        regions.words_of_token.cache_clear()
        for index, page in enumerate(pages):
            for stage, seconds in measured(page, settings).items():
                best[index][stage] = min(seconds, best[index].get(stage, seconds))
    return best


def row(name: str, costs: Sequence[float], parses: Sequence[float]) -> str:
    """Return a line of the table, of the costs and of the parses of the same pages."""
    ratios = [cost / parse for cost, parse in zip(costs, parses, strict=True)]
    return (
        f"| {name} | {1000 * statistics.fmean(costs):.3f} | {sum(costs) / sum(parses):.3f} "
        f"| {statistics.median(ratios):.3f} | {1000 * max(costs):.1f} |"
    )


def main() -> None:
    """Print a table of all stages and of what they cost together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    settings = settings_from({})
    pages = list(prepared_pages(options.data, options.pages, settings))
    gc.freeze()  # what was loaded is no garbage of the stages
    costs = rounds_of(pages, settings, options.rounds)
    parses = [seconds[PARSE] for seconds in costs]
    size = statistics.fmean(len(page.raw) for page in pages) / 1000
    blocks = statistics.fmean(page.block_count for page in pages)
    print(f"{len(pages)} pages, mean {size:.0f} kB and {blocks:.0f} blocks\n")
    print("| stage | ms a page | in parses: of totals | median | slowest page, ms |")
    print("|---|---|---|---|---|")
    stages = [*dict.fromkeys(chain.from_iterable(costs))]
    for stage in stages:
        print(row(stage, [seconds[stage] for seconds in costs], parses))
    counted = [stage for stage in stages if stage not in NOT_COUNTED]
    together = [sum(seconds[stage] for stage in counted) for seconds in costs]
    print(row("**features, detectors, revisers, normalisers together**", together, parses))


if __name__ == "__main__":
    main()
