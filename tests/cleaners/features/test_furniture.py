from __future__ import annotations

from cleaners.features.document_features import DocumentFeatures
from cleaners.features.furniture import furniture_blocks, story_end
from tests.cleaners.building import text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def test_wording_that_stands_behind_an_article_is_furniture_and_common_words_are_not() -> None:
    features = DocumentFeatures(text_document(PROSE, "Home", "Recommended", "Share this article"))
    assert furniture_blocks(features) == {3}


def test_the_story_ends_above_prose_that_is_furniture_itself() -> None:
    call = "Follow us on Facebook for all that the harbour board and the fishers of the coast do."
    features = DocumentFeatures(text_document(PROSE, "A quay", call, "Another line"))
    assert features.prose_end == 3
    assert story_end(features, furniture_blocks(features)) == 1


def test_a_text_without_prose_has_no_end() -> None:
    features = DocumentFeatures(text_document("A quay"))
    assert story_end(features, frozenset()) == 0
