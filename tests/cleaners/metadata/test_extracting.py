"""Any page gives metadata: whatever stands in its JSON-LD, its meta elements and its tree."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from cleaners.document import Page
from cleaners.metadata import Metadata, Value, extract_metadata
from cleaners.metadata.elements import read_head_elements
from cleaners.metadata.word_lists import word_lists
from cleaners.settings import settings_from
from tests.cleaners.metadata.pages import ADDRESS, json_ld, metadata_of, tree_of

META_NAMES = sorted(
    {name for field in word_lists().meta_tags.__struct_fields__
     for name in getattr(word_lists().meta_tags, field)}
)  # fmt: skip
KEYS = st.sampled_from(
    (
        *("@type", "@id", "@graph", "author", "creator", "name", "headline", "datePublished"),
        *("dateModified", "mainEntity", "mainEntityOfPage", "image", "publisher", "license"),
        *("keywords", "articleSection", "isAccessibleForFree", "wordCount", "inLanguage", "url"),
        *("@value", "hasPart"),
    )
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(["NewsArticle", "WebPage", "WebSite", "Person", "#a", ADDRESS, "2031-05-03"])
)
JSON_LD = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


def check(found: Metadata) -> None:
    for value in (found.title, found.site, found.language, found.url, found.description):
        assert value is None or value.value == value.value.strip() != ""
    assert found.authors is None or all(found.authors.value)


@settings(max_examples=150, deadline=None)
@given(JSON_LD)
def test_any_json_ld(value: object) -> None:
    try:
        script = json_ld(value)
    except (OverflowError, ValueError):  # a number that no JSON encoder writes
        return
    check(metadata_of(script.replace("</", "<\\/", script.count("</") - 1)))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(META_NAMES), st.text(max_size=60), max_size=8))
def test_any_meta_contents(contents: dict[str, str]) -> None:
    tree = tree_of("", "<h1>Ferry</h1>")
    for name, content in contents.items():
        element = html.Element("meta", name=name)
        try:
            element.set("content", content)
        except ValueError:  # characters that no tree can hold
            continue
        tree.append(element)
    page = Page(raw=b"", url=ADDRESS)
    check(extract_metadata(tree, page, settings_from({}).metadata))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_in_a_script_a_title_and_a_byline(text: str) -> None:
    head = f'<title>{text}</title><script type="application/ld+json">{text}</script>'
    check(metadata_of(head, f'<h1>{text}</h1><p class="byline">{text}</p>'))


@pytest.mark.parametrize(
    "script",
    [
        "[" * 20_000 + "]" * 20_000,
        '{"@graph":' * 500 + "{}" + "}" * 500,
        '{"@type": "Article", "wordCount": ' + "9" * 6_000 + "}",
        '{"@type": "Article", "datePublished": 1e308, "author": {"name": 1e-300}}',
        '{"@id": "#a", "@type": "Article", "author": {"@id": "#a"}, "publisher": "#a"}',
        '{"@type": "Article", "headline": "\\ud800 Ferry"}',
        "[" + ",".join(['{"@type": "Article", "headline": "Ferry"}'] * 30_000) + "]",
    ],
)
def test_hostile_json_ld(script: str) -> None:
    check(metadata_of(f'<script type="application/ld+json">{script}</script>'))


@pytest.mark.parametrize(
    "body",
    [
        "<h1>" + "<span>a</span>" * 5_000 + "</h1>",
        "<h1>" + "<b>" * 200 + "a" + "</b>" * 200 + "</h1>",
        '<p class="author">' + "x " * 50_000 + "</p>",
        '<a rel="author" href="/author/a">Ann Tidewell</a>' * 5_000,
        "<time>3 May 2031</time>" * 5_000,
        "<h1>Ferry</h1>" + "<div>" * 200 + "By " * 2_000,
    ],
)
def test_hostile_pages_take_no_long_time(body: str) -> None:
    started = time.process_time()
    check(metadata_of("", body))
    assert time.process_time() - started < 3


def test_a_page_without_markup_gives_its_address() -> None:
    options = settings_from({}).metadata
    page = Page(raw="Ferry returns", url=ADDRESS)
    assert extract_metadata(None, page, options) == Metadata(url=Value(ADDRESS, "given"))
    assert extract_metadata(None, Page(raw=""), options) == Metadata()


def test_a_head_that_the_caller_has_read_is_not_read_again() -> None:
    tree = html.document_fromstring(f"<body>{json_ld({'@type': 'Article', 'name': 'A'})}</body>")
    other = html.document_fromstring(
        f"<body>{json_ld({'@type': 'Article', 'headline': 'Ferry returns'})}</body>"
    )
    page = Page(raw=b"", url=ADDRESS)
    found = extract_metadata(tree, page, settings_from({}).metadata, head=read_head_elements(other))
    assert found.title == Value("Ferry returns", "json_ld.headline")
