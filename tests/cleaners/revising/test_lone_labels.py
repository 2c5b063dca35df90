from __future__ import annotations

from cleaners.detection import detect
from cleaners.revising.lone_labels import spare_lone_labels
from tests.cleaners.observed import PROSE, observed_text

LABEL = "Read more: What the flood left of the old quay"
RELATED = "Related: How the gates of the weir are opened"


def spared(*lines: str) -> list[str]:
    features = observed_text(*lines)
    claims = detect(features)
    assert claims
    found = list(spare_lone_labels(features, claims))
    assert all(spare.evidence for spare in found)
    return [features.blocks[spare.block].text for spare in found]


def test_labels_stay_where_nothing_else_goes() -> None:
    assert spared(PROSE, LABEL, PROSE, RELATED, PROSE) == [LABEL, RELATED]


def test_labels_go_where_something_else_does() -> None:
    assert spared(PROSE, LABEL, PROSE, "Leave a comment") == []
    assert spared("Share this article", PROSE, LABEL, PROSE) == []


def test_the_last_line_goes() -> None:
    assert spared(PROSE, LABEL, PROSE, RELATED) == [LABEL]
