from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaners.document import Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.pipeline import Cleaner
from cleaners.reasons import Reason
from cleaners.revising.site_spares import spare_by_site
from cleaners.sites.knowledge import WELL_KNOWN_PAGES
from cleaners.sites.observations import page_number
from tests.cleaners.sites.making import Article, article, sentences, site_of

CLEANER = Cleaner()
SIGN = "Your letter box waits for the tide tables, said the sign that the thief had left behind."


def page_with(sign: str, number: int) -> Article:
    own = sentences(number, 4)
    return article(number, body=(*own[:2], sign, *own[2:]))


def spared(
    pages: Sequence[Article], *, reason: Reason = Reason.NEWSLETTER, block: int = 2
) -> list[str]:
    """Return which blocks of the first page are spared if one of them is marked."""
    document = CLEANER.clean(pages[0].page).document
    number = page_number(pages[0].url, "")
    features = DocumentFeatures(document, site_of(pages, CLEANER), number)
    end = len(document.blocks[block].text)
    claims = [Mark(block, 0, end, reason, "newsletter", 0.7)]
    return [document.blocks[spare.block].text for spare in spare_by_site(features, claims)]


def others(count: int) -> list[Article]:
    footer = ("Find more from the quay at Harbour Gazette Plus.",)
    return [article(number, below=footer) for number in range(1, count + 1)]


def test_a_sentence_that_only_one_page_has_is_spared() -> None:
    assert spared([page_with(SIGN, 0), *others(WELL_KNOWN_PAGES)]) == [SIGN]


def test_one_that_recurs_is_not() -> None:
    repeated = [page_with(SIGN, number) for number in range(50, 54)]
    assert spared([page_with(SIGN, 0), *repeated, *others(WELL_KNOWN_PAGES)]) == []


def test_with_few_other_pages_nothing_is() -> None:
    assert spared([page_with(SIGN, 0), *others(WELL_KNOWN_PAGES - 1)]) == []


@pytest.mark.parametrize(("reason", "block"), [(Reason.CAPTION, 2), (Reason.NEWSLETTER, 4)])
def test_captions_and_last_lines_are_not(reason: Reason, block: int) -> None:
    pages = [page_with(SIGN, 0), *others(WELL_KNOWN_PAGES)]
    assert spared(pages, reason=reason, block=block) == []


def test_without_a_site_nothing_is() -> None:
    document = CLEANER.clean(page_with(SIGN, 0).page).document
    claims = [Mark(2, 0, len(SIGN), Reason.NEWSLETTER, "newsletter", 0.7)]
    assert not list(spare_by_site(DocumentFeatures(document), claims))


def test_a_paragraph_of_several_articles_is_spared_from_an_engine() -> None:
    several = [page_with(SIGN, number) for number in range(50, 54)]
    pages = [*several, *others(16)]
    assert spared(pages, reason=Reason.BOILERPLATE) == [SIGN]
    assert spared([*several[:2], *others(16)], reason=Reason.BOILERPLATE) == []
