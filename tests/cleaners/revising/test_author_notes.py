from __future__ import annotations

import pytest

from cleaners.document import Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from cleaners.revising.author_notes import mark_author_notes
from tests.cleaners.observed import PROSE, observed_page, observed_text

NOTE = "Ann Example covers ferries and tides. Reach her at ann@post.example."


def noted(features: DocumentFeatures, byline: str | None = None) -> list[str]:
    """Return the blocks that are marked, where the first block is a byline."""
    claims = [Mark(0, 0, len(byline), Reason.BYLINE, "test")] if byline else []
    return [features.blocks[mark.block].text for mark in mark_author_notes(features, claims)]


@pytest.mark.parametrize(
    "byline",
    ["By Ann Example", "Ann Example, Staff Writer", "By Bo Other and Ann Example", "ANN EXAMPLE"],
)
def test_the_note_on_a_signed_author_goes(byline: str) -> None:
    assert noted(observed_text(byline, PROSE, PROSE, NOTE), byline) == [NOTE]


def test_the_note_on_an_author_whom_the_head_names_goes() -> None:
    head = '<meta name="author" content="Ann Example">'
    html = f"<html><head>{head}</head><body><p>{PROSE}</p><p>{PROSE}</p><p>{NOTE}</p></body></html>"
    assert noted(observed_page(html)) == [NOTE]


@pytest.mark.parametrize(
    "line",
    [
        "Bo Other covers ferries and tides. Reach him at bo@post.example.",
        "Ann Example says that the ferry has never been late, and that it never will be.",
        "The ferry office can be reached at office@ferry.example, says Ann Example.",
    ],
)
def test_a_last_paragraph_of_the_article_stays(line: str) -> None:
    byline = "By Ann Example"
    assert noted(observed_text(byline, PROSE, PROSE, line), byline) == []


def test_a_note_in_the_middle_of_a_long_text_stays() -> None:
    byline = "By Ann Example"
    assert noted(observed_text(byline, PROSE, NOTE, *[PROSE] * 8), byline) == []


def test_without_a_known_author_nothing_goes() -> None:
    assert noted(observed_text("Mill turns", PROSE, PROSE, NOTE)) == []
