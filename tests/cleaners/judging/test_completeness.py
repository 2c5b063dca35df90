"""How much of the article a page gives, by what is kept of it."""

from __future__ import annotations

import pytest

from cleaners.document import Completeness
from cleaners.judging.completeness import judge_completeness
from cleaners.judging.page import judged_page
from cleaners.metadata.values import Metadata
from tests.cleaners.building import document_of

PROSE = "The weir keeper raised the gates again, and the river went down by a foot."


@pytest.mark.parametrize("hidden", [False, True])
def test_blocks_beside_the_article_count_unless_they_are_hidden(*, hidden: bool) -> None:
    attribute = " hidden" if hidden else ""
    html = f"<p>{PROSE}</p><div{attribute}>{'<p>Five words stand right here</p>' * 600}</div>"
    document = document_of(html)
    page = judged_page(document, document.blocks[:1], Metadata(), status=None, declared_words=None)
    assert page.article.words == 15
    words = 15 if hidden else 3_015
    assert page.measures_of_whole().words == words
    assert page.has_at_most(words)
    assert not page.has_at_most(words - 1)


def test_an_article_that_a_script_shows_is_no_empty_page() -> None:
    html = f"<nav>Menu</nav><div hidden id='S:0'><article>{f'<p>{PROSE}</p>' * 6}</article></div>"
    document = document_of(html)
    kept = tuple(block for block in document.blocks if block.text == PROSE)
    page = judged_page(document, kept, Metadata(), status=None, declared_words=None)
    assert len(kept) == 6
    assert judge_completeness(page).completeness is Completeness.FULL
    nothing = judged_page(document, (), Metadata(), status=None, declared_words=None)
    assert judge_completeness(nothing).completeness is Completeness.EMPTY
