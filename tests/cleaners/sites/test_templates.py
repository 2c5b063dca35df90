"""What a site repeats is cut, and what its editors repeat is not."""

from __future__ import annotations

import pytest

from cleaners.pipeline import Cleaner
from cleaners.reasons import Reason
from cleaners.sites.knowledge import Verdict
from tests.cleaners.sites.making import Article, article, cleaned, learned, sentences, site_of

FOOTER = (
    "Find more from the quay at Harbour Gazette Plus.",
    "Let the best of our stories come to your letter box every Friday before the tide turns.",
)
BACKGROUND = (
    "The drawbridge was closed four years ago, when a coal barge that had lost its rudder hit"
    " the northern pillar and two wardens had to be rescued."
)


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def with_footers(count: int) -> list[Article]:
    return [article(number, below=FOOTER) for number in range(count)]


def test_a_footer_goes_and_says_where_it_stands(cleaner: Cleaner) -> None:
    pages = with_footers(8)
    result = cleaner.clean(pages[0].page, site_of(pages, cleaner))
    assert result.text == pages[0].text
    assert cleaner.clean(pages[0].page).text != pages[0].text
    cut = next(cut for cut in result.cuts if cut.text == FOOTER[0])
    assert cut.reason is Reason.TEMPLATE
    assert cut.evidence == "on 7 of 7 pages of this host, in the last third of the page"


def test_too_few_pages_say_nothing(cleaner: Cleaner) -> None:
    pages = with_footers(5)
    site = site_of(pages, cleaner)
    assert all(FOOTER[0] in cleaner.clean(page.page, site).text for page in pages)
    outside = article(99, below=FOOTER)  # of which five other pages are known
    assert cleaner.clean(outside.page, site).text == outside.text


def test_a_page_without_site_is_as_ever(cleaner: Cleaner) -> None:
    page = with_footers(1)[0].page
    assert cleaner.clean(page, site_of([], cleaner)).cuts == cleaner.clean(page).cuts


@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_background_paragraph_stays(cleaner: Cleaner, place: int) -> None:
    pages = with_footers(20)
    for number in range(0, 20, 3):
        body = list(sentences(number, 4))
        body.insert(place, BACKGROUND)
        pages[number] = article(number, body=body, below=FOOTER)
    assert [cleaned(page, pages, cleaner) for page in pages] == [page.text for page in pages]


def test_a_subhead_stays_and_a_call_between_paragraphs_goes(cleaner: Cleaner) -> None:
    call = "Tap here to keep on reading this story"
    pages = []
    for number in range(12):
        own = sentences(number, 5)
        lines = (*own[:2], call, own[2], "Key points", *own[3:])
        body = (*own[:3], "Key points", *own[3:])
        pages.append(Article(f"https://harbour-gazette.example/{number}", lines, body))
    assert [cleaned(page, pages, cleaner) for page in pages] == [page.text for page in pages]


def test_captures_of_one_story_are_no_evidence(cleaner: Cleaner) -> None:
    own = sentences(1, 8)
    pages = [
        article(number, body=(*own[:4], *sentences(number, 1), *own[4:])) for number in range(9)
    ]
    known = learned(pages, cleaner)
    assert not any(block.verdict is Verdict.TEMPLATE for block in known.blocks)
    pages += [article(number) for number in range(50, 56)]
    assert all(cleaned(page, pages, cleaner) == page.text for page in pages)


def test_states_of_a_live_blog_are_no_evidence(cleaner: Cleaner) -> None:
    updates = sentences(7, 14)
    pages = [article(number, body=updates[-number:]) for number in range(4, 14)]
    pages += [article(number) for number in range(50, 56)]
    assert all(cleaned(page, pages, cleaner) == page.text for page in pages)


def test_an_introduction_of_a_column_stays(cleaner: Cleaner) -> None:
    intro = (
        "Every Tuesday our columnist walks along the quay and writes down what the gulls have"
        " stolen."
    )
    pages = [
        article(number, above=("The harbour desk",), body=(intro, *sentences(number, 4)))
        for number in range(6)
    ]
    pages += [article(number, above=("The harbour desk",)) for number in range(20, 34)]
    assert all(cleaned(page, pages, cleaner) == page.text for page in pages)


def test_a_counter_goes_by_its_loose_fingerprint(cleaner: Cleaner) -> None:
    pages = [
        article(number, below=(f"{17 * number + 3} gulls have liked this", *FOOTER))
        for number in range(10)
    ]
    assert all(cleaned(page, pages, cleaner) == page.text for page in pages)


def test_knowledge_of_a_site_does_not_depend_on_its_pages_order(cleaner: Cleaner) -> None:
    pages = with_footers(8)
    assert learned(pages, cleaner) == learned(pages[::-1], cleaner)
