"""The two detectors that look at the page's own structure: hidden spans and landmarks."""

from __future__ import annotations

from cleaners.detecting.hidden import mark_hidden_spans
from cleaners.detecting.landmarks import mark_outside_landmarks
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document


def test_hidden_words_within_a_line_are_marked() -> None:
    document = document_of("<p>Go <span class='sr-only'>opens a window</span> there</p>")
    (mark,) = mark_hidden_spans(DocumentFeatures(document))
    assert mark.reason is Reason.HIDDEN
    assert document.blocks[0].text[mark.start : mark.end].strip() == "opens a window"


def test_a_block_that_is_hidden_as_a_whole_is_left_to_others() -> None:
    hidden = document_of("<div hidden><p>Unveiled <b>later</b></p></div>")
    assert not list(mark_hidden_spans(DocumentFeatures(hidden)))


def test_what_stands_outside_of_the_main_landmark_is_marked() -> None:
    document = document_of(
        "<header>Site</header><nav><a href=/>Home</a></nav><main><article><header>Headline</header>"
        "<p>Prose</p><aside>Box</aside></article></main><form><button>Go</button></form>"
        "<div role=contentinfo>Imprint</div><p hidden>x</p>"
    )
    marks = list(mark_outside_landmarks(document))
    stays = {block.index for block in document.blocks} - {mark.block for mark in marks}
    assert [document.blocks[index].text for index in sorted(stays)] == ["Headline", "Prose"]
    reasons = {document.blocks[mark.block].text: mark.reason for mark in marks}
    assert reasons["Home"] is Reason.NAVIGATION
    assert reasons["x"] is Reason.HIDDEN


def test_a_text_has_no_landmarks() -> None:
    document = text_document("Menu", "Prose")
    assert not list(mark_outside_landmarks(document))
    assert not list(mark_hidden_spans(DocumentFeatures(document)))


def test_a_landmark_that_swallows_the_page_counts_for_nothing() -> None:
    prose = "The mill turned again. " * 20
    document = document_of(f"<aside><nav><a href=/>Home</a></nav><p>Sign up<p>{prose}")
    marks = list(mark_outside_landmarks(document))
    assert [document.blocks[mark.block].text for mark in marks] == ["Home"]
