import sys

import html5lib
import pytest
from lxml.html import HtmlElement

from cleaners.reading.tolerant import parse_tolerantly
from cleaners.reasons import Unreadable, UnreadablePageError
from tests.cleaners.reading.building import codes, limited, reading_of, words

PARAGRAPHS = "<p>one</p>\n<p>two</p>\n<p>three</p>\n<p>four</p>\n"
FOUR = ["one", "two", "three", "four"]


def depth_of(tree: HtmlElement) -> int:
    deepest, level = 0, [tree]
    while level:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest


def test_all_elements_are_of_one_class() -> None:
    tree = reading_of("<form><input name=a><select><option>b</select><label>c</label></form>").tree
    assert tree is not None
    assert {type(element) for element in tree.iter()} == {HtmlElement}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<html><body><p>a</p></body></html><div>b</div>c", "a b c"),
        ("<html><body><p>a</p></body>b<p>c</p></html>", "a b c"),
        ("<html><body>a</body></html><html><head></head><body>b<p>c</p>d</body></html>", "a b c d"),
        ("<html><head><title>t</title><button>a</button><meta name=x></head><body>b", "a b"),
        ("<html><body><p>a</p></body></html>b</html>c</html><p>d</p>", "a b c d"),
        ("<body>a<p>b</p></body> c</html>d", "a b c d"),
    ],
)
def test_what_stands_outside_the_body_is_brought_into_it(page: str, expected: str) -> None:
    reading = reading_of(page)
    assert words(reading) == expected.split()
    assert reading.tree is not None
    assert [child.tag for child in reading.tree] == (
        ["head", "body"] if "<head>" in page and "<title>" in page else ["body"]
    )


def test_head_keeps_what_is_not_shown() -> None:
    head = (
        "<meta name=a><link rel=b><base href=c><script>d</script><style>e</style><title>f</title>"
    )
    tree = reading_of(f"<html><head>{head}</head><body>g").tree
    assert tree is not None
    assert [child.tag for child in tree[0]] == ["meta", "link", "base", "script", "style", "title"]


@pytest.mark.parametrize("depth", [300, 1_900])
def test_deep_nesting_within_the_limit_is_kept(depth: int) -> None:
    reading = reading_of("<div>" * depth + "deep" + "</div>" * depth + "<p>end</p>")
    assert words(reading) == ["deep", "end"]
    assert codes(reading) == []
    assert reading.tree is not None
    assert depth_of(reading.tree) == depth + 2


@pytest.mark.parametrize("depth", [3_000, 20_000])
def test_deeper_nesting_is_flattened_without_loss(depth: int) -> None:
    assert depth > sys.getrecursionlimit()
    reading = reading_of("<div>a<b>b</b>" * depth + "c" + "</div>" * depth + "<p>end</p>")
    assert words(reading) == ["a", "b"] * depth + ["c", "end"]
    assert codes(reading) == ["tolerant_parser", "deep_nesting_flattened"]
    assert reading.tree is not None
    assert depth_of(reading.tree) == 2_000


def test_a_lower_limit_of_depth_is_kept_to() -> None:
    page = "<div>" * 30 + "<p>x<i>y</i>z</p>" + "</div>" * 30 + "w"
    reading = reading_of(page, settings=limited(max_depth=20))
    assert reading.tree is not None
    assert depth_of(reading.tree) == 20
    assert words(reading) == ["x", "y", "z", "w"]
    assert codes(reading_of(page, settings=limited(max_depth=40))) == []


@pytest.mark.parametrize(
    "opening",
    [
        "<title>Ferry ",
        "<textarea>",
        "<plaintext>",
        "<!-- Ferry ",
        "<iframe src=a>",
        "<noframes>",
        "<xmp>",
        "<script>var a = 1 < 2;",
        "<style>p { color: red }",
        "<STYLE media='all'>p > b { color: red }",
    ],
)
def test_markup_that_is_never_closed_does_not_hide_the_page(opening: str) -> None:
    reading = reading_of(f"<html><body><p>zero</p>{opening}\n{PARAGRAPHS}")
    assert codes(reading) == ["unclosed_markup_closed"]
    assert words(reading)[-4:] == FOUR
    assert reading.tree is not None
    assert [p.text for p in reading.tree.iter("p")] == ["zero", *FOUR]


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body>{PARAGRAPHS}{PARAGRAPHS}<script>var a = '</p></p></p></p>'",
        f"<html><body>{PARAGRAPHS}<script>if (s.indexOf('<!--')) a('</p></p></p></p>')</script>",
        f"<html><body>{PARAGRAPHS}<!-- </p></p></p></p> -->",
        f"<html><body>{PARAGRAPHS}<textarea>a</textarea>",
        f"<html><body><div id=root></div><script>a('{'</p>' * 12}')</script>",
    ],
)
def test_markup_that_hides_little_stays_hidden(page: str) -> None:
    reading = reading_of(page)
    assert codes(reading) == []


def test_a_quote_that_never_ends_does_not_hide_the_page() -> None:
    reading = reading_of(f"<html><body><p class='lead>{PARAGRAPHS * 3}")
    assert codes(reading) == ["tolerant_parser"]
    assert words(reading)[-4:] == FOUR


def test_xhtml_has_no_prefixes_and_self_closing_elements_hide_nothing() -> None:
    tree = reading_of(
        '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml">'
        "<head><title/><script src='a.js'/></head><body><p>Größe</p></body></html>"
    ).tree
    assert tree is not None
    assert [element.tag for element in tree.iter()] == [
        *("html", "head", "title", "script"),
        *("body", "p"),
    ]
    assert tree[1][0].text == "Größe"


def test_comments_and_instructions_are_left_out() -> None:
    tree = reading_of("<p>a<!-- b -->c<?php d ?>e</p>").tree
    assert tree is not None
    assert all(isinstance(element.tag, str) for element in tree.iter())
    assert tree.find("body/p").text == "ace"


@pytest.mark.parametrize("page", ["<!doctype html>", "<!-- <p>a</p> -->", "<html></html>"])
def test_a_page_without_content_has_an_empty_body(page: str) -> None:
    reading = reading_of(page)
    assert words(reading) == []
    assert codes(reading) == []


def test_too_many_elements() -> None:
    page = "<html><body>" + "<b>" * 200
    with pytest.raises(UnreadablePageError) as caught:
        reading_of(page, settings=limited(max_elements=200))
    assert caught.value.reason is Unreadable.TOO_COMPLEX
    assert words(reading_of(page + "x" + "< " * 200, settings=limited(max_elements=202)))[0] == "x<"


@pytest.mark.parametrize("raw", ["ü" * 501, b"x" * 1_001, ("ü" * 501).encode()])
def test_too_large(raw: str | bytes) -> None:
    with pytest.raises(UnreadablePageError) as caught:
        reading_of(raw, settings=limited(max_bytes=1_000))
    assert caught.value.reason is Unreadable.TOO_LARGE


def test_an_entity_bomb_does_not_grow() -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    reading = reading_of(f'<!DOCTYPE html [<!ENTITY a0 "bomb">{entities}]><p>&a11;</p>')
    assert len(" ".join(words(reading))) < 2_000


ORDINARY = """<!DOCTYPE html><html lang="en"><head><title>Ferry</title></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/x" class="a b">News</a></li></ul></nav>
</header><main><article><h1>The ferry sails</h1><p>It <em>sails</em> on&nbsp;Monday&#8212;again.</p>
<table><tr><td>Monday</td><td>3&lt;4</td></tr></table><pre>a
  b</pre><blockquote>So be it.</blockquote></article></main><footer>End</footer></body></html>"""


def test_both_parsers_and_the_standards_agree_on_an_ordinary_page() -> None:
    main = reading_of(ORDINARY)
    tolerant = parse_tolerantly(ORDINARY, 2_000)
    standard = html5lib.parse(ORDINARY, treebuilder="lxml", namespaceHTMLElements=False).getroot()
    assert main.tree is not None
    assert tolerant.flattened_count == 0
    texts = ["".join(tree.find("body").itertext()) for tree in (main.tree, tolerant.tree, standard)]
    assert texts[0].split() == texts[1].split() == texts[2].split()
    link = tolerant.tree.find(".//a[@class]")
    assert link.get("class") == "a b"
    assert all(isinstance(element, HtmlElement) for element in tolerant.tree.iter())


def test_the_tolerant_parser_takes_characters_and_names_that_lxml_refuses() -> None:
    page = "<p a\x01='b' @click='c' id='d\x02'>e\x0cf\x03g\ufffe</p><a:b:c$>h</a:b:c$><![CDATA[i]]>"
    tree = parse_tolerantly(page, 2_000).tree
    assert "".join(tree.itertext()) == "e f\ufffdg\ufffdhi"
    assert dict(tree.find("body/p").attrib)["id"] == "d\ufffd"


def test_the_tolerant_parser_keeps_the_order_of_a_page_within_a_page() -> None:
    inner = "<html><head><title>x</title></head><body class='k'>b<p>c</p></body></html>"
    page = f"<html><head><title>t</title><i>a</i><body><div>{inner}d</div>e</body></html> f"
    tree = parse_tolerantly(page, 2_000).tree
    assert " ".join(tree.xpath("//body//text()[not(parent::title)]")).split() == list("abcdef")
    assert tree.find("body").get("class") is None
