"""What knowledge of a site is worth: made sites cleaned without it and with it; what it costs.

Run: ``python -m benchmarks.site_knowledge DATA --models training/out-of-fold [--sites 60]``

``DATA`` is a folder of labelled pages with the sets ``news`` and ``wcxb-dev``. Sites are made as
``benchmarks/made_sites.py`` tells; fold 0 is not used. A site is learned from all its pages, and
of each page it counts the others only. The texts of pages are what a text browser prints of them
(inscriptis), and what trafilatura's recall mode leaves.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import inscriptis
import trafilatura
from msgspec import Struct

from benchmarks.made_sites import MadeSite, Sources, made_sites, sources_in
from benchmarks.site_costs import Costs, printed_costs, printed_sizes, site_costs
from cleaners.document import Page
from cleaners.learned.model import model_from
from cleaners.pipeline import Cleaner, observe_result
from cleaners.result import Result
from cleaners.sites.knowledge import knowledge_of
from cleaners.sites.site import Site
from cleaners.sites.statistics import merged
from flows.evaluating.engines import fold_model
from flows.evaluating.metrics import TextScore, harmonic_mean, score_text, words_of

HTML, VISIBLE, EXTRACTED = "html", "visible", "extracted"
SHOWN_SITES = 8


class Scored(Struct, frozen=True):
    """The pages of a site as they are cleaned without and with what is known of it.

    Attributes:
        site: Name of the site.
        mode: What its pages were given as.
        without: Scores of the pages, knowing nothing.
        with_site: Scores of the pages, knowing the site.
        backgrounds: How many pages have the shared paragraph, in the form that was given.
        lost: Detectors that cut it, a page each, knowing the site.
        costs: What observing cost.
    """

    site: str
    mode: str
    without: tuple[TextScore, ...]
    with_site: tuple[TextScore, ...]
    backgrounds: int
    lost: tuple[str, ...]
    costs: Costs


def as_html(raw: bytes) -> bytes | str:
    """Return a page as it is."""
    return raw


def as_visible(raw: bytes) -> bytes | str:
    """Return the lines that a text browser prints of a page."""
    return str(inscriptis.get_text(raw.decode("utf-8", "replace")))


def as_extracted(raw: bytes) -> bytes | str:
    """Return what trafilatura's recall mode leaves of a page, with comments."""
    html = raw.decode("utf-8", "replace")
    return trafilatura.extract(html, favor_recall=True, include_comments=True) or ""


MODES: Mapping[str, Callable[[bytes], bytes | str]] = {
    HTML: as_html,
    VISIBLE: as_visible,
    EXTRACTED: as_extracted,
}


def scored_site(site: MadeSite, modes: Sequence[str], models: Path) -> list[Scored]:
    """Return how well the pages of a site are cleaned, by the model that never saw its host."""
    cleaner = Cleaner(model=model_from(fold_model(models, site.fold).read_bytes()))
    return [scored_mode(site, mode, cleaner) for mode in modes]


def scored_mode(site: MadeSite, mode: str, cleaner: Cleaner) -> Scored:
    """Return how well the pages of a site are cleaned if they are given in one form."""
    pages = [Page(MODES[mode](page.raw), url=page.url) for page in site.pages]
    before = [cleaner.clean(page) for page in pages]
    shown = [observe_result(result, page) for result, page in zip(before, pages, strict=True)]
    known = Site(site.host, knowledge_of(merged(site.host, shown)))
    after = [cleaner.clean(page, known) for page in pages]
    backgrounds = [page.background for page in site.pages]
    wanted = [
        (background, result)
        for background, result in zip(backgrounds, after, strict=True)
        if background and has(background, "\n".join(b.text for b in result.document.blocks))
    ]
    lost = [(text, result) for text, result in wanted if not has(text, result.text)]
    return Scored(
        site=site.name,
        mode=mode,
        without=tuple(map(score_of, before, (page.gold for page in site.pages))),
        with_site=tuple(map(score_of, after, (page.gold for page in site.pages))),
        backgrounds=len(wanted),
        lost=tuple(cutter_of(text, result) for text, result in lost),
        costs=site_costs(cleaner, pages),
    )


def score_of(result: Result, gold: str) -> TextScore:
    """Return how well a page was cleaned."""
    return score_text(result.text, gold)


def has(text: str, whole: str) -> bool:
    """Tell whether a text stands in another, word for word."""
    return " ".join(words_of(text)) in " ".join(words_of(whole))


def cutter_of(text: str, result: Result) -> str:
    """Return which detector cut most of a text."""
    wanted = set(words_of(text))
    by = max(result.cuts, key=lambda cut: len(wanted.intersection(words_of(cut.text))))
    return f"{by.detector} ({by.reason})"


def shingle_f1(scores: Sequence[TextScore]) -> tuple[float, float, float]:
    """Return the shingle F1 of some pages, with precision and recall."""
    precisions = [each.shingle_precision for each in scores if each.shingle_precision is not None]
    recalls = [each.shingle_recall for each in scores if each.shingle_recall is not None]
    precision = sum(precisions) / max(1, len(precisions))
    recall = sum(recalls) / max(1, len(recalls))
    return harmonic_mean(precision, recall), precision, recall


def row(name: str, scores: Sequence[TextScore]) -> str:
    """Return a line of the table."""
    f1, precision, recall = shingle_f1(scores)
    exact = sum(each.exact for each in scores)
    return (
        f"| {name} | {f1:.4f} | {precision:.4f} | {recall:.4f} | {exact} of {len(scores)}"
        f" ({exact / len(scores):.3f}) |"
    )


def table(mode: str, scored: Sequence[Scored]) -> Iterator[str]:
    """Yield the lines of the table of one form of pages."""
    without = [score for each in scored for score in each.without]
    known = [score for each in scored for score in each.with_site]
    worse = sum(b.word_f1 < a.word_f1 - 0.001 for a, b in zip(without, known, strict=True))
    better = sum(b.word_f1 > a.word_f1 + 0.001 for a, b in zip(without, known, strict=True))
    yield f"\n### {mode}: {len(scored)} sites, {len(known)} pages\n"
    yield "| | shingle F1 | precision | recall | exact pages |"
    yield "|---|---|---|---|---|"
    yield row("without site knowledge", without)
    yield row("with site knowledge", known)
    lost = [f"{each.site} by {detector}" for each in scored for detector in each.lost]
    yield f"\n{better} pages are better with it, {worse} worse (word F1 by more than .001)."
    yield (
        f"Background paragraphs: {sum(each.backgrounds for each in scored)}, cut {len(lost)}"
        f"{': ' + ', '.join(sorted(set(lost))) if lost else ''}."
    )
    worst = sorted(scored, key=lambda each: shingle_f1(each.with_site)[0])[:SHOWN_SITES]
    for each in worst:
        f1, precision, recall = shingle_f1(each.with_site)
        before = shingle_f1(each.without)[0]
        yield f"- {each.site}: {before:.3f} to {f1:.3f} (p {precision:.3f}, r {recall:.3f})"


def scored_sites(
    sources: Sources, *, site_count: int, page_count: int, work: partial[list[Scored]], jobs: int
) -> list[Scored]:
    """Return the scores of so many made sites, spread over the pages that there are."""
    every = list(sources.pages)
    step = max(1, len(every) // max(1, site_count))
    ordered = [page for start in range(step) for page in every[start::step]]
    spread = Sources(tuple(ordered), sources.stories)
    scored: list[Scored] = []
    with ProcessPoolExecutor(jobs) as pool:
        waiting = []
        for number, site in enumerate(made_sites(spread, page_count=page_count), 1):
            waiting.append(pool.submit(work, site))
            if len(waiting) > jobs:
                scored += waiting.pop(0).result()
            if number == site_count:
                break
        for future in waiting:
            scored += future.result()
    return scored


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--models", type=Path, default=Path("training/out-of-fold"))
    parser.add_argument("--sites", type=int, default=60)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    modes = options.modes.split(",")
    work = partial(scored_site, modes=modes, models=options.models)
    scored = scored_sites(
        sources_in(options.data),
        site_count=options.sites,
        page_count=options.pages,
        work=work,
        jobs=options.jobs,
    )
    by_mode: defaultdict[str, list[Scored]] = defaultdict(list)
    for each in scored:
        by_mode[each.mode].append(each)
    for mode, of_mode in by_mode.items():
        print("\n".join(table(mode, of_mode)), flush=True)
    print("\n".join(printed_costs({mode: [s.costs for s in by_mode[mode]] for mode in modes})))
    print("\n".join(printed_sizes()))
    print(f"\n{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
