"""Which blocks lie in selected elements."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml.etree import _Element

from cleaners.document import Document
from cleaners.normalizing.repairing import repair
from cleaners.segmenting.html import segment_html
from cleaners.segmenting.selected_blocks import SelectedPart, set_apart
from cleaners.settings import settings_from
from tests.cleaners.building import tree_of

SETTINGS = settings_from({})


def selected(html: str, xpath: str) -> tuple[Document, tuple[SelectedPart, ...]]:
    tree = tree_of(html)
    elements = [each for each in tree.xpath(xpath) if isinstance(each, _Element)]
    selectors = {element: [number] for number, element in enumerate(elements)}
    document = segment_html(tree, SETTINGS.reading, selectors=selectors)
    document, _ = repair(document, SETTINGS.normalizing)
    return set_apart(document)


def texts(html: str, xpath: str = "//*[@id]") -> list[tuple[int, str]]:
    document, parts = selected(html, xpath)
    blocks = document.blocks
    return [(part.block, blocks[part.block].text[part.start : part.end]) for part in parts]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>one<p id=a>two<p>three", [(1, "two")]),
        (
            "<div>zero<div id=a>one<p>two</p>three</div>four</div>",
            [(1, "one"), (2, "two"), (3, "three")],
        ),
        ("<p>one <span id=a> two </span> three", [(0, "two ")]),
        ("<p>one <b id=a>two</b>, <i>three</i>", [(0, "two")]),
        ("<p>one<br><span id=a>two<br><br>three</span> four", [(0, "two"), (1, "three")]),
        ("<span id=a>one<p>two</p>three</span>four", [(0, "one"), (1, "two"), (2, "three")]),
        ("<pre>\n a\n<span id=a> b\n</span>c</pre>", [(0, " b\n")]),
        ("<ul><li>one<li id=a>two", [(1, "two")]),
        ("<form>one <input id=a type=submit value=Send> two", [(1, "Send")]),
        ("<p>one <input id=a type=submit value=Send> two", [(0, "Send ")]),
        ("<select><option>one<option id=a>two</select>", [(0, "two")]),
        ("<p id=a>", []),
        ("<p>one<script id=a>two</script>", []),
        ("<div hidden id=a>one</div>two", [(0, "one")]),
        # The characters before it are repaired, and its place moves with them.
        ("<p>o\u00adn\u200be \u00a0<span id=a>t\u00adwo</span> three", [(0, "two")]),
        ("<p>\u00ad</p><p id=a>two", [(0, "two")]),  # the block before it goes
    ],
)
def test_a_selected_element_is_found_in_the_blocks(html: str, found: list[tuple[int, str]]) -> None:
    assert texts(html) == found


TABLE = "<table id=t><tr><td>a<td id=u>b </td></tr><tr id=v><td>c</td><td> d </td></tr></table>"


def test_cells_and_tables_are_found() -> None:
    document, parts = selected(TABLE, "//*[@id]")
    [block] = document.blocks
    assert block.text == "a\tb\nc\td"
    assert sorted(block.text[part.start : part.end].strip() for part in parts) == [
        "a\tb\nc\td",
        "b",
        "c\td",
    ]


def test_the_inner_element_is_the_deeper_one() -> None:
    document, parts = selected("<div id=a>one<p>two <b id=b>three</b></p></div>", "//*[@id]")
    depths = {document.blocks[part.block].text[part.start : part.end]: part.depth for part in parts}
    assert depths == {"one": 0, "two three": 0, "three": 1}


def test_elements_nested_beyond_what_makes_spans_are_found() -> None:
    html = "<p>" + "<b>" * 70 + "deep <i id=a>inner</i>"
    assert texts(html) == [(0, "inner")]


def test_without_a_selection_nothing_is_noted() -> None:
    tree = tree_of("<p>one <b>two</b>")
    document = segment_html(tree, SETTINGS.reading, selectors={})
    assert set_apart(document) == (document, ())


WORD = re.compile(r"w\d+")
TAGS = st.sampled_from(
    "div p span b a ul li table tr td pre h2 blockquote em section button option select".split()
)
TREES = st.recursive(
    st.sampled_from(["word", " word ", "<br>", "<br><br>", "\n"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)
    ),
    max_leaves=14,
)


def numbered(html: str) -> str:
    """Return HTML in which each word is another one."""
    pieces = html.split("word")
    return "".join(piece + f"w{at}" for at, piece in enumerate(pieces[:-1])) + pieces[-1]


@given(TREES, st.integers(min_value=0))
@example("<pre>word<b><br></b></pre>", 0)
def test_what_lies_in_an_element_is_what_is_found_of_it(html: str, number: int) -> None:
    tree = tree_of(f"<body>{numbered(html)} end")
    elements = list(tree.iter("*"))
    element = elements[number % len(elements)]
    plain = segment_html(tree, SETTINGS.reading)
    noted = segment_html(tree, SETTINGS.reading, selectors={element: [7]})
    document, parts = set_apart(noted)
    assert document == plain
    slices = (document.blocks[part.block].text[part.start : part.end] for part in parts)
    found = [word for piece in slices for word in WORD.findall(piece)]
    assert found == WORD.findall("".join(element.itertext()))
