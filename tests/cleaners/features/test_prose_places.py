from __future__ import annotations

from cleaners.features.document_features import DocumentFeatures
from cleaners.features.prose_places import ProsePlaces
from tests.cleaners.building import text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before winter."


def test_shares_are_those_of_the_prose_before_and_behind() -> None:
    places = ProsePlaces(DocumentFeatures(text_document(PROSE, "A heading", PROSE, PROSE, PROSE)))
    assert [places.share_before(index) for index in range(5)] == [0.0, 0.25, 0.25, 0.5, 0.75]
    assert [places.share_behind(index) for index in range(5)] == [0.75, 0.75, 0.5, 0.25, 0.0]


def test_a_page_without_prose_has_no_shares() -> None:
    places = ProsePlaces(DocumentFeatures(text_document("A heading")))
    assert places.share_before(0) == places.share_behind(0) == 0.0
