from __future__ import annotations

import pytest
from msgspec.structs import replace

from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from tests.cleaners.building import document_of, text_document

ARTICLE = "<body><article class='post thread-even'><p>The quay is new.</p></article></body>"


def is_forum(document: Document) -> bool:
    return DocumentFeatures(document).is_forum


@pytest.mark.parametrize(
    "html",
    [
        "<div itemtype='https://schema.org/DiscussionForumPosting'><p>Hello</p></div>",
        "<div itemtype='http://schema.org/QAPage'><p>Why?</p></div>",
        "<div id='phpbb'><p>Hello</p></div>",
        "<div class='bbWrapper'><p>Hello</p></div>",
        "<div class='section-viewtopic forum-post'><p>Hello</p></div>",
    ],
)
def test_markup_tells_a_forum(html: str) -> None:
    assert is_forum(document_of(f"<body>{html}</body>"))
    assert not is_forum(document_of(ARTICLE))


def told_by(url: str) -> bool:
    return is_forum(replace(document_of(ARTICLE), url=url))


@pytest.mark.parametrize(
    "url",
    [
        "https://forum.quay.example/t/new-quay/12",
        "https://www.community.quay.example/t/new-quay",
        "https://quay.example/threads/new-quay.12/",
        "https://quay.example/viewtopic.php?t=12",
        "https://quay.example/questions/12/why-a-quay",
    ],
)
def test_an_address_tells_a_forum(url: str) -> None:
    assert told_by(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://quay.example/news/forum-on-the-quay-opens",
        "https://forumula.example/new-quay",
        "https://[broken",
    ],
)
def test_another_address_tells_none(url: str) -> None:
    assert not told_by(url)


def test_a_text_without_an_address_is_none() -> None:
    assert not is_forum(text_document("Forum", "Reply"))
