from __future__ import annotations

from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.region_blocks import region_blocks
from cleaners.reasons import Reason
from tests.cleaners.building import document_of

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def texts(document: Document, max_prose_share: float = 0.0) -> list[str]:
    features = DocumentFeatures(document)
    found = region_blocks(features, Reason.NAVIGATION, max_prose_share=max_prose_share)
    return [block.text for block, _named in found]


def test_prose_goes_only_with_a_region_that_has_little_of_it() -> None:
    document = document_of(f"<nav><p>Map</p><p>{PROSE}</p></nav>" + f"<p>{PROSE}</p>" * 4)
    assert texts(document) == ["Map"]
    assert texts(document, max_prose_share=0.2) == ["Map", PROSE]


def test_a_heading_is_no_region() -> None:
    assert not texts(document_of(f"<h2 class=breadcrumb>Map</h2><p>{PROSE}</p>"))
