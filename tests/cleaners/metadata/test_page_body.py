from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.metadata.marked_elements import Cue, read_marked_elements
from cleaners.metadata.names import name_reader
from cleaners.metadata.page_body import PageBody
from cleaners.metadata.signatures import MAX_SIGNATURE_LINKS, find_signatures
from cleaners.metadata.surroundings import name_words
from tests.cleaners.metadata.pages import tree_of


def test_one_walk_finds_headline_signatures_times_and_dates() -> None:
    tree = tree_of(
        "",
        '<a rel="author">Ann</a><h1>Ferry</h1><p class="byline">Bo</p><time>3 May</time>'
        '<p class="date">4 May</p><nav><time>5 May</time><b class="author">Cy</b></nav>',
    )
    found = read_marked_elements(tree)
    assert found.heading is tree.find(".//h1")
    assert [(item.above, item.cue) for item in found.signed] == [
        (True, Cue.RELATION),
        (False, Cue.BYLINE),
    ]
    assert [element.text for element in found.times] == ["3 May"]
    assert [element.text for element in found.dated] == ["4 May"]


def test_lines_keep_their_order_and_lack_what_is_unseen() -> None:
    tree = tree_of(
        "",
        "<div><h1>Ferry</h1> one <p>two <b>three</b> four</p><script>no</script> five</div>"
        "<footer>no</footer> six",
    )
    body = PageBody(tree, None)
    assert [line.text for line in body.lines] == ["one", "two", "three", "four", "five", "six"]
    assert [line.element.tag for line in body.lines] == ["div", "p", "b", "p", "div", "body"]


def test_a_page_without_a_headline_has_no_lines() -> None:
    assert PageBody(tree_of("", "<p>Ferry</p>"), None).lines == ()


def test_thousands_of_levels_are_walked() -> None:
    depth = 2_000
    tree = tree_of()
    innermost = tree.find("body")
    for _ in range(depth):
        child = innermost.makeelement("div")
        innermost.append(child)
        innermost = child
    innermost.append(innermost.makeelement("h1"))
    innermost.tail = "below"
    body = PageBody(tree, None)
    assert body.marked.heading is innermost[0]
    assert [line.text for line in body.lines] == ["below"]


def test_a_signature_with_very_many_links_is_read_in_part() -> None:
    links = " ".join(
        f'<a href="/author/{first}-{last}">{first} {last}</a>'
        for first in ("Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gil", "Hal")
        for last in ("Marsh", "Priel", "Quay", "Reed", "Shore", "Tidewell", "Weir", "Yawl")
    )
    tree = tree_of("", f'<div class="byline">{links}</div>')
    signed = read_marked_elements(tree).signed[:1]
    (found,) = find_signatures(signed, name_reader("en"))
    assert len(found.value) == MAX_SIGNATURE_LINKS


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Post-comments_list", ["post", "comments", "list"]),
        ("md:flex[x]\x1fdate\tA1", ["md", "flex", "x", "date", "a1"]),
        ("größe-Datum İd\udc80x", ["größe", "datum", "i", "d", "x"]),
        (" -_ ", []),
        ("", []),
    ],
)
def test_a_class_has_words_in_lower_case(written: str, expected: list[str]) -> None:
    assert name_words(written) == expected


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_words_of_ascii_are_those_of_the_pattern(written: str) -> None:
    assert name_words(written) == re.findall(r"[^\W_]+", written.lower())
