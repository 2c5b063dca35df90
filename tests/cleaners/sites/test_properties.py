"""What holds for any pages: a page is no evidence against itself, nothing depends on order."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.deciding import decide
from cleaners.detection import DETECTORS
from cleaners.document import Page
from cleaners.features.document_features import DocumentFeatures
from cleaners.pipeline import Cleaner
from cleaners.result import Result
from cleaners.sites.knowledge import knowledge_of
from cleaners.sites.observations import (
    PageObservation,
    observation_bytes,
    observation_from,
    page_number,
)
from cleaners.sites.site import Site, site_bytes, site_from
from cleaners.sites.statistics import MAX_PAGES, merged
from tests.cleaners.sites.making import HOST, Article, article, observed, sentences

CLEANER = Cleaner()

SHARED = (
    *sentences(-1, 6),
    "Share this with a gull",
    "Advertisement",
    "Key points",
    "12 gulls have liked this",
    "7 gulls have liked this",
    "Tap here to keep on reading this story",
    "The harbour desk",
    "Stories by the quay that others read",
)


@st.composite
def sites(draw: st.DrawFn) -> list[Article]:
    """Draw the pages of a site: own sentences, and lines and sentences that others have, too."""
    stories = draw(st.lists(st.integers(0, 12), min_size=5, max_size=9))
    usual = draw(st.lists(st.sampled_from(SHARED), max_size=5, unique=True))
    pages = []
    for at, story in enumerate(stories):
        own = sentences(story, draw(st.integers(0, 4)))
        between = draw(st.lists(st.sampled_from(SHARED), max_size=3))
        chance = random.Random(at)  # noqa: S311 - a shuffle
        lines = [*own, *between]
        if draw(st.booleans()):
            chance.shuffle(lines)
        head, tail = usual[:2], usual[2:]
        pages.append(Article(f"https://{HOST}/{at}", (*head, *lines, *tail), ()))
    return pages


def marks_of(result: Result) -> list[tuple[object, ...]]:
    """Return what was cut and why, without the words of the evidence."""
    return [(cut.block, cut.start, cut.end, cut.reason, cut.detector) for cut in result.cuts]


@settings(max_examples=40, deadline=None)
@given(sites())
def test_a_page_is_no_evidence_against_itself(pages: list[Article]) -> None:
    shown = observed(pages, CLEANER)
    every = Site(HOST, knowledge_of(merged(HOST, shown)))
    for at, page in enumerate(pages):
        others = Site(HOST, knowledge_of(merged(HOST, [*shown[:at], *shown[at + 1 :]])))
        with_itself = CLEANER.clean(page.page, every)
        without = CLEANER.clean(page.page, others)
        assert marks_of(with_itself) == marks_of(without)
        assert with_itself.text == without.text


@settings(max_examples=15, deadline=None)
@given(sites(), st.randoms(use_true_random=False))
def test_statistics_merge_in_any_order(pages: list[Article], chance: random.Random) -> None:
    shown = observed(pages, CLEANER)
    whole = merged(HOST, shown)
    mixed = shown * 2
    chance.shuffle(mixed)
    cut = chance.randrange(len(mixed))
    left, right = merged(HOST, mixed[:cut]), merged(HOST, mixed[cut:])
    assert merged(HOST, [*left.pages, *right.pages]) == whole
    assert merged(HOST, [*right.pages, *left.pages]) == whole
    assert merged(HOST, [*whole.pages, *whole.pages]) == whole


@settings(max_examples=15, deadline=None)
@given(sites())
def test_kept_and_cut_are_all_the_text(pages: list[Article]) -> None:
    site = Site(HOST, knowledge_of(merged(HOST, observed(pages, CLEANER))))
    for page in pages:
        result = CLEANER.clean(page.page, site)
        spans = sorted(
            [(kept.block.index, kept.start, kept.text) for kept in result.kept]
            + [(cut.block, cut.start, cut.text) for cut in result.cuts]
        )
        assert "".join(text for _, _, text in spans) == "".join(
            block.text for block in result.document.blocks
        )


@settings(max_examples=10, deadline=None)
@given(sites(), st.randoms(use_true_random=False))
def test_the_order_of_detectors_changes_nothing(
    pages: list[Article], chance: random.Random
) -> None:
    site = Site(HOST, knowledge_of(merged(HOST, observed(pages, CLEANER))))
    detectors = list(DETECTORS)
    chance.shuffle(detectors)
    document = CLEANER.clean(pages[0].page).document
    features = DocumentFeatures(document, site, page_number(pages[0].url, ""))
    orders: Sequence[Sequence[object]] = (DETECTORS, detectors)
    decisions = [
        decide(document, [claim for detector in order for claim in detector(features)])  # type: ignore[operator]
        for order in orders
    ]
    assert decisions[0] == decisions[1]


@settings(max_examples=15, deadline=None)
@given(sites())
def test_what_is_stored_comes_back(pages: list[Article]) -> None:
    shown = observed(pages, CLEANER)
    assert [observation_from(observation_bytes(each)) for each in shown] == shown
    site = Site(HOST, knowledge_of(merged(HOST, shown)))
    assert site_from(site_bytes(site)) == site


@given(st.text(max_size=300))
def test_any_text_is_observed(text: str) -> None:
    shown, segmented = CLEANER.observe(Page(text, url="https://harbour-gazette.example/x"))
    assert len(shown.blocks) == len(segmented.document.blocks)
    assert observation_from(observation_bytes(shown)) == shown


def test_counts_that_change_no_verdict_leave_the_digest() -> None:
    footer = ("Find more from the quay at Harbour Gazette Plus.",)
    shown = observed([article(at, below=footer) for at in range(30)], CLEANER)
    before = knowledge_of(merged(HOST, shown[:24]))
    after = knowledge_of(merged(HOST, shown))
    assert before.digest == after.digest != ""
    assert not knowledge_of(merged(HOST, shown[:3])).digest


def test_a_later_capture_takes_the_place_of_an_earlier_one() -> None:
    page = article(1)
    early = CLEANER.observe(Page("Old text of the page.", url=page.url, fetched_at="2026-01-01"))[0]
    late = CLEANER.observe(Page("New text of the page.", url=page.url, fetched_at="2026-02-01"))[0]
    for order in ([early, late], [late, early]):
        assert merged(HOST, order).pages == (late,)


@pytest.mark.parametrize("count", [150, 200, 3_000, 40_000])
def test_the_sample_tells_how_many_pages_there_are(count: int) -> None:
    pages = (PageObservation(page_number(f"p{at}", ""), "", b"", "") for at in range(count))
    statistics = merged(HOST, pages)
    assert len(statistics.pages) == min(count, MAX_PAGES)
    expected = pytest.approx(count, rel=0.2) if count > len(statistics.pages) else count
    assert statistics.page_count == expected
