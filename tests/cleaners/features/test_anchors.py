from __future__ import annotations

import pytest

from cleaners.features.anchors import is_anchor
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def anchored(name: str, heading: str) -> bool:
    html = f"<body><p>{PROSE}</p><div id='{name}'><h2>{heading}</h2><p>Short</p></div></body>"
    features = DocumentFeatures(document_of(html))
    (region,) = features.regions[Reason.COMMENTS]
    return is_anchor(features, region)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("respond-to-angry-comments", "Respond to angry comments¶"),
        ("writing_good_comments", "Writing good comments"),
    ],
)
def test_a_name_that_spells_its_heading_is_an_anchor(name: str, heading: str) -> None:
    assert anchored(name, heading)


@pytest.mark.parametrize(
    ("name", "heading"),
    [("comments", "Comments"), ("post-page-comments", "Respond to angry comments")],
)
def test_another_name_is_none(name: str, heading: str) -> None:
    assert not anchored(name, heading)
