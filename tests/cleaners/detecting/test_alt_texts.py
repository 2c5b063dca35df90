from __future__ import annotations

import pytest

from cleaners.detecting.alt_texts import mark_alt_texts
from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."


def marked(document: Document) -> list[str]:
    marks = list(mark_alt_texts(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.CAPTION}
    assert all(mark.evidence for mark in marks)
    return [document.blocks[mark.block].text[mark.start : mark.end] for mark in marks]


def test_a_title_above_a_caption_that_says_the_same_is_marked() -> None:
    title = "Divers at the northern quay"
    caption = "Divers look at the foundations of the northern quay. (Image Credit: Harbourview)"
    assert marked(text_document(PROSE, PROSE, title, caption, PROSE)) == [title]


@pytest.mark.parametrize(
    "lines",
    [
        ["Ilka Brenn on the quay", "Ilka Brenn on the quay"],
        ["Ilka Brenn", "Ilka Brenn, harbour master of Norrvik"],
        ["Ilka Brenn", "Ilka Brenn, harbour master", "Ilka Brenn, harbour master"],
    ],
)
def test_lines_between_paragraphs_that_repeat_one_another_are_marked(lines: list[str]) -> None:
    assert marked(text_document(PROSE, PROSE, *lines, PROSE)) == lines


@pytest.mark.parametrize(
    "lines",
    [
        # a subhead that the paragraph below it takes up
        ["The northern quay", "The northern quay was built in 1911, when herring was king here."],
        # a subhead above a caption of something else
        ["Money from the capital", "Divers at the foundations. (Image Credit: Harbourview)"],
        # a poem
        ["The tide comes in", "The tide comes in", "the gulls go out", "the gulls go out", "and I"],
        # an exchange of words
        ["Why?", "Why?"],
        # subheads
        ["Norrvik", "Norrvik and the sea"],
    ],
)
def test_other_short_lines_stay(lines: list[str]) -> None:
    assert marked(text_document(PROSE, PROSE, *lines, PROSE)) == []


def test_a_title_that_stands_twice_at_the_top_is_left_to_others() -> None:
    assert marked(text_document("A quay for Norrvik", "A quay for Norrvik", PROSE)) == []
    assert marked(text_document(PROSE, "A quay for Norrvik", "A quay for Norrvik", PROSE)) == []


def test_a_web_page_has_no_such_lines() -> None:
    line = "<p>Ilka Brenn on the quay</p>"
    assert (
        marked(document_of(f"<body><p>{PROSE}</p><p>{PROSE}</p>{line}{line}<p>{PROSE}</p>")) == []
    )
