from __future__ import annotations

import pytest

from cleaners.detecting.related import mark_related
from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."
ARTICLE = "".join(f"<p>{PROSE}</p>" for _ in range(12))
LINKS = (
    "<ul><li><a href=/a>Mill closes after ninety years</a></li>"
    "<li><a href=/b>Ferry to the islands runs late</a></li></ul>"
)
HEADLINES = ["Mill closes after ninety years", "Ferry to the islands runs late"]


def marked(document: Document) -> list[str]:
    """Return the lines that are marked, each once, in the order of the page."""
    marks = list(mark_related(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.RELATED}
    assert all(mark.evidence for mark in marks)
    blocks = document.blocks
    assert all(mark.end == len(blocks[mark.block].text) and not mark.start for mark in marks)
    return [blocks[index].text for index in sorted({mark.block for mark in marks})]


@pytest.mark.parametrize(
    "heading",
    [
        "Related Articles",
        "Most Read",
        "You may also like:",
        "More from the author",
        "Lesen Sie auch",
        "Meistgelesen",
        "Das könnte Sie auch interessieren",
        "Articles similaires",
        "À lire aussi :",
        "Les plus lus",
        "Noticias relacionadas",
        "Lo más leído",
        "Te puede interesar",
    ],
)
def test_a_heading_takes_what_belongs_to_it_along(heading: str) -> None:
    html = document_of(f"{ARTICLE}<h3>{heading}</h3>{LINKS}{ARTICLE}")
    assert marked(html) == [heading, *HEADLINES]
    assert marked(text_document(PROSE, heading, *HEADLINES)) == [heading, *HEADLINES]
    assert marked(text_document(PROSE, heading)) == [heading]


@pytest.mark.parametrize("heading", ["Recommended", "More from The Quay Post", "Mehr aus Hafen"])
def test_a_heading_that_may_be_the_articles_own_needs_a_list(heading: str) -> None:
    assert marked(document_of(f"{ARTICLE}<h3>{heading}</h3>{LINKS}")) == [heading, *HEADLINES]
    assert not marked(document_of(f"{ARTICLE}<h3>{heading}</h3><p>{PROSE}</p>"))
    assert not marked(text_document(PROSE, heading, PROSE))


@pytest.mark.parametrize(
    "heading", ["Related work", "More on that later", "Popular belief", "See also", "Mehr Geld"]
)
def test_a_subhead_of_the_article_is_spared(heading: str) -> None:
    assert not marked(document_of(f"{ARTICLE}<h3>{heading}</h3><p>{PROSE}</p>"))
    assert not marked(text_document(PROSE, heading, PROSE))


def test_a_box_goes_whole_with_its_teasers() -> None:
    box = (
        "<div><h3>More from The Quay Post</h3><div><a href=/a>Mill closes after ninety years</a>"
        f"<p>{PROSE}</p></div><p>Two hours ago</p></div>"
    )
    assert marked(document_of(f"{ARTICLE}{box}<p>The vote was open.</p>")) == [
        "More from The Quay Post",
        "Mill closes after ninety years",
        PROSE,
        "Two hours ago",
    ]


def test_a_box_that_holds_the_article_is_none() -> None:
    document = document_of(f"<p>Quay</p><div><h2>Top stories</h2>{ARTICLE}{LINKS}</div>")
    assert not marked(document)


def test_the_list_ends_at_the_next_prose() -> None:
    document = document_of(f"{ARTICLE}<h3>Read next</h3>{LINKS}<p>{PROSE}</p>{LINKS}")
    assert marked(document) == ["Read next", *HEADLINES]


def test_in_a_text_a_subhead_below_an_inline_list_stays() -> None:
    lines = [PROSE, "Related stories", *HEADLINES, "What the vote means for fishers", PROSE]
    assert marked(text_document(*lines)) == ["Related stories", *HEADLINES]


def test_a_page_that_is_a_list_itself_keeps_it() -> None:
    assert not marked(document_of(f"<h1>The Quay Post</h1><h2>Latest news</h2>{LINKS}"))


@pytest.mark.parametrize(
    "line",
    [
        "Related: Mill closes after ninety years",
        "RELATED: Mill closes after ninety years",
        "Zum Thema: Die Mühle schließt nach neunzig Jahren",
        "Article lié : Le moulin ferme après quatre-vingt-dix ans",
        "Nota relacionada: El molino cierra tras noventa años",
    ],
)
def test_a_line_that_points_to_another_story_is_marked(line: str) -> None:
    assert marked(document_of(f"<p>{PROSE}</p><p>{line}</p><p>{PROSE}</p>")) == [line]
    assert marked(text_document(PROSE, line, PROSE)) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Related: the council also voted to keep the bridge open.",
        "Related party transactions: an overview",
        "Related species live in the north",
    ],
)
def test_a_sentence_about_what_is_related_is_spared(line: str) -> None:
    assert not marked(document_of(f"<p>{PROSE}</p><p>{line}</p><p>{PROSE}</p>"))
    assert not marked(text_document(PROSE, line, PROSE))


def test_a_region_that_the_markup_names_is_marked() -> None:
    document = document_of(f"{ARTICLE}<div class='c-related'><p>Mill closes</p></div>")
    assert marked(document) == ["Mill closes"]


def test_a_heading_is_no_region_by_its_own_words() -> None:
    heading = "<h2 id='travel-related-costs'>What it costs</h2>"
    assert not marked(document_of(f"{ARTICLE}{heading}<p>{PROSE}</p>"))


def test_a_sentence_in_brackets_stays_in_a_text() -> None:
    sentence = "(Related reading: the gates of the weir and who opens them.)"
    assert marked(text_document(PROSE, sentence, PROSE)) == []
