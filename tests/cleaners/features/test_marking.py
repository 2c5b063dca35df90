from __future__ import annotations

from cleaners.document import Mark
from cleaners.features.marking import found_whole, region_marks, whole
from cleaners.features.wording import Found
from cleaners.lexicons import Entry, Place
from cleaners.reasons import Reason
from tests.cleaners.observed import PROSE, index_of, observed_page, observed_text


def test_a_mark_can_cover_a_whole_block() -> None:
    features = observed_text(PROSE, "Share this")
    mark = whole(features.blocks[1], Reason.SHARE, "share", 0.7, "why")
    assert mark == Mark(1, 0, len("Share this"), Reason.SHARE, "share", 0.7, "why")


def test_a_found_phrase_is_the_evidence() -> None:
    features = observed_text(PROSE, "(3) Comments")
    found = Found(1, 4, 12, Entry("comments", Place.WHOLE, "comments", "en"))
    assert found_whole(features, found, Reason.COMMENTS, "comments", 0.9) == Mark(
        block=1,
        start=0,
        end=len("(3) Comments"),
        reason=Reason.COMMENTS,
        detector="comments",
        score=0.9,
        evidence="comments.whole en “comments”",
    )


def test_each_block_of_a_region_is_marked_with_its_name() -> None:
    features = observed_page(
        f"<body><p>{PROSE}</p><ul class=related-posts><li>Flood</li><li>Drought</li></ul></body>"
    )
    (region,) = features.regions[Reason.RELATED]
    marks = list(region_marks(features, region, "related", 0.8))
    assert [mark.block for mark in marks] == [
        index_of(features.document, text) for text in ("Flood", "Drought")
    ]
    assert {(mark.start, mark.reason, mark.score) for mark in marks} == {(0, Reason.RELATED, 0.8)}
    assert {mark.evidence for mark in marks} == {"class or id related-posts"}
    assert [mark.end for mark in marks] == [len("Flood"), len("Drought")]
