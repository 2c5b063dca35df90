"""Articles as files: the text, the record beside or in it."""

from __future__ import annotations

import hashlib
import json

import pytest

from cleaners.document import Page
from cleaners.metadata.values import Metadata, Value
from flows.run_settings import Format
from flows.storing.articles import Placed, article_names, record_source, render_article
from tests.flows.working.results import result_of

PAGE = Page(raw=b"raw", url="https://gazette.example/a")
RESULT = result_of(
    ["The *old* bridge reopens.", "Traffic resumes."],
    comments=["# At last!", "About time."],
    metadata=Metadata(title=Value("Bridge", "dom.h1")),
)


def rendered(file_format: Format, *, comments: bool = False) -> tuple[str, dict[str, object]]:
    output, record = article_names("a/b.html", file_format)
    placed = Placed(source="a/b.html", output=output, record=record, duplicate_of="a/a.html")
    files = render_article(RESULT, PAGE, placed, file_format, comments=comments)
    return files.article.decode(), json.loads(files.record or files.article)


def test_markdown_has_front_matter_then_the_article() -> None:
    article, record = rendered(Format.MARKDOWN)
    head, _, body = article.partition("\n---\n")
    assert head.startswith('---\ntitle: "Bridge"\n')
    assert body == "\nThe \\*old\\* bridge reopens.\n\nTraffic resumes.\n"
    assert isinstance(record["output"], dict)
    expected = {
        "file": "a/b.html.md",
        "sha256": hashlib.sha256(article.encode()).hexdigest(),
        "words": 6,
        "duplicate_of": "a/a.html",
    }
    assert expected.items() <= record["output"].items()


def test_text_is_the_text() -> None:
    article, record = rendered(Format.TEXT)
    assert article == "The *old* bridge reopens.\n\nTraffic resumes.\n"
    assert record["id"] == RESULT.provenance.identifier


@pytest.mark.parametrize("file_format", [Format.JSON, Format.JSON_LINES])
def test_json_holds_record_and_article(file_format: Format) -> None:
    article, record = rendered(file_format)
    assert record["text"] == RESULT.text
    assert record["markdown"] == RESULT.markdown
    assert (article.count("\n") == 1) == (file_format is Format.JSON_LINES)


def test_comments_stand_below_a_heading_when_they_are_asked_for() -> None:
    markdown, _ = rendered(Format.MARKDOWN, comments=True)
    assert markdown.endswith("resumes.\n\n## Comments\n\n\\# At last!\n\nAbout time.\n")
    text, _ = rendered(Format.TEXT, comments=True)
    assert text.endswith("resumes.\n\nComments\n\n# At last!\n\nAbout time.\n")


def test_a_record_says_which_input_it_is_of() -> None:
    _, record = rendered(Format.TEXT)
    assert record_source(json.dumps(record).encode()) == "a/b.html"
    assert record_source(b'{"source": {"path": null}}') is None
    assert record_source(b'{"name": "somebody else\'s"}') is None
    assert record_source(b"\xff") is None
