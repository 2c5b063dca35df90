from __future__ import annotations

import pytest

from cleaners.detecting.about import MAX_BIOGRAPHIES, mark_about
from cleaners.document import Document, Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from tests.cleaners.building import document_of, text_document

PROSE = "The harbour board voted on Thursday to rebuild the northern quay before the winter storms."
BODY = (PROSE,) * 8


def marked(document: Document) -> set[str]:
    marks = list(mark_about(DocumentFeatures(document)))
    assert {mark.reason for mark in marks} <= {Reason.ABOUT}
    return {text_of(document, mark) for mark in marks}


def text_of(document: Document, mark: Mark) -> str:
    assert mark.evidence
    return document.blocks[mark.block].text[mark.start : mark.end]


def html_of(*lines: str) -> Document:
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return document_of(f"<body><article>{paragraphs}</article></body>")


@pytest.mark.parametrize(
    "line",
    [
        "Ilse Marbach is a staff writer at Quay Watch.",
        "Ilse Marbach is a freelance journalist based in Lindenau.",
        "Ilse Marbach ist Redakteurin im Ressort Küste.",
        "Ilse Marbach est journaliste à Lindenau.",
        "Ilse Marbach es periodista y vive en Lindenau.",
        "The views expressed are the author's own.",
        "The views expressed here do not necessarily reflect those of the board.",
        "Contact the author at ilse@quay.example.",
        "Follow her on Mastodon.",
        "Got a tip? Write to us.",
        "Les opinions exprimées n'engagent que leur auteur.",
        "Las opiniones expresadas en este texto son de su autora.",
        "Gastbeiträge geben nicht die Meinung der Redaktion wieder.",
    ],
)
def test_a_line_below_the_article_is_marked_in_text_and_in_html(line: str) -> None:
    assert marked(text_document(*BODY, line)) == {line}
    assert marked(html_of(*BODY, line)) == {line}


@pytest.mark.parametrize(
    "line",
    [
        "About 40 people stood on the quay when the board came out.",
        "At the end of the hall the man who is a staff writer of the board's paper was asleep.",
        "Contact with the author of the plan was lost in the storm.",
        "Follow her onto the pier, the guide says, and look to the north.",
    ],
)
def test_a_last_sentence_of_the_article_is_spared(line: str) -> None:
    assert marked(text_document(*BODY, line)) == set()


def test_a_person_whom_the_article_speaks_of_is_spared() -> None:
    line = "Ilse Marbach is a staff writer at Quay Watch."
    spoken = "A reporter, Ilse Marbach, was the only one who had read the plan before the vote."
    assert marked(text_document(*BODY, spoken, line)) == set()


def test_a_person_who_is_introduced_within_the_article_is_spared() -> None:
    line = "Ilse Marbach is a staff writer at Quay Watch."
    assert marked(text_document(*BODY, line, *BODY)) == set()


def test_a_list_of_people_is_spared() -> None:
    people = [f"Ilse Mar{'b' * at}ach is a staff writer." for at in range(MAX_BIOGRAPHIES + 1)]
    assert marked(text_document(*BODY, *people)) == set()


@pytest.mark.parametrize("heading", ["About the author", "Über die Autorin", "Sobre el autor"])
def test_the_section_below_a_heading_goes_with_it(heading: str) -> None:
    biography = "Ilse Marbach has sailed every sea there is, and has written nine books about them."
    assert marked(text_document(*BODY, heading, biography)) == {heading, biography}
    assert marked(text_document(heading, biography, *BODY)) == set()


def test_the_section_ends_above_the_next_heading() -> None:
    document = document_of(
        f"<body>{''.join(f'<p>{line}</p>' for line in BODY)}<h2>About the author</h2>"
        "<p>Ilse Marbach sails</p><h2>What comes next</h2><p>Rain</p></body>"
    )
    assert marked(document) == {"About the author", "Ilse Marbach sails"}


DESCRIPTION = (
    "The Quay Watch is a club of readers who look after harbours: write to us@quay.example"
)


def test_a_site_says_what_it_is_beside_its_copyright_line() -> None:
    copyright_line = "Copyright © 2014-2031 Quay Watch - Harbour News"
    assert marked(text_document(*BODY, copyright_line, DESCRIPTION)) == {DESCRIPTION}
    assert marked(html_of(*BODY, DESCRIPTION, copyright_line)) == {DESCRIPTION}
    assert marked(text_document(*BODY, "Copyright © 2031 Pier Post", DESCRIPTION)) == set()
    assert marked(text_document(*BODY, DESCRIPTION)) == set()


def test_a_region_is_marked_that_is_named_for_it() -> None:
    body = "".join(f"<p>{line}</p>" for line in BODY)
    html = f"<body>{body}<div class='author-bio'><p>Ilse Marbach likes rain</p></div></body>"
    assert marked(document_of(html)) == {"Ilse Marbach likes rain"}
    portrait = (
        f"<body><p>{PROSE}</p><div class='author-bio'><p>{PROSE}</p></div><p>{PROSE}</p></body>"
    )
    assert marked(document_of(portrait)) == set()
