from __future__ import annotations

import pytest
from msgspec.structs import replace

from cleaners.features.document_features import DocumentFeatures
from cleaners.lexicons import Place, entries
from tests.cleaners.building import document_of, text_document
from tests.cleaners.observed import PROSE, observed_page, observed_text


def typed(*types: str) -> DocumentFeatures:
    return DocumentFeatures(replace(document_of(f"<p>{PROSE}</p>"), types=frozenset(types)))


def test_prose_is_known_with_its_end() -> None:
    features = observed_text("The mill turns", PROSE, "By Ann Example", PROSE, "Share", "Print")
    assert features.prose == [1, 3]
    assert features.prose_end == 4


def test_a_document_without_prose_has_no_end_of_it() -> None:
    for features in (observed_text(), observed_text("Share", "Print")):
        assert features.prose == []
        assert features.prose_end == 0


def test_phrases_are_found_by_table() -> None:
    entry = next(each for each in entries() if each.place is Place.WHOLE)
    end = 2 + len(entry.phrase)
    features = observed_text(PROSE, f"3 {entry.phrase}", f"3 {entry.phrase} of the weir")
    found = [each for each in features.found(entry.table) if each.entry == entry]
    assert [(each.block, each.start, each.end) for each in found] == [(1, 2, end)]
    assert observed_text(PROSE).found("no such table") == ()


def test_only_text_is_text() -> None:
    assert observed_text(PROSE).is_text
    assert not observed_page(f"<p>{PROSE}</p>").is_text


def test_the_title_of_the_head_is_known() -> None:
    page = observed_page("<head><title>The mill turns | The Example</title></head><p>x</p>")
    assert ("the", "mill", "turns") in page.title_keys
    assert observed_text("The mill turns").title_keys == frozenset()


@pytest.mark.parametrize(
    ("types", "is_article", "is_news", "is_product"),
    [
        ((), False, False, False),
        (("website",), False, False, False),
        (("article",), True, False, False),
        (("blogposting", "person"), True, False, False),
        (("newsarticle",), True, True, False),
        (("reportagenewsarticle", "website"), True, True, False),
        (("product",), False, False, True),
        (("product.item", "organization"), False, False, True),
        (("product", "newsarticle"), True, True, False),
    ],
)
def test_what_the_page_says_that_it_is(
    types: tuple[str, ...], *, is_article: bool, is_news: bool, is_product: bool
) -> None:
    features = typed(*types)
    assert features.is_declared_article is is_article
    assert features.is_declared_news is is_news
    assert features.is_declared_product is is_product


def test_each_thing_is_observed_once() -> None:
    features = DocumentFeatures(text_document(PROSE))
    assert features.shapes is features.shapes
    assert features.wording is features.wording
