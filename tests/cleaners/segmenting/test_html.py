from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import _Element

from cleaners.document import Block, BlockKind, SpanKind
from cleaners.segmenting.html import segment_html
from cleaners.segmenting.tags import DROPPED_TAGS
from cleaners.settings import settings_from
from tests.cleaners.building import document_of, tree_of


def blocks_of(body: str) -> list[Block]:
    return list(document_of(f"<html><body>{body}</body></html>").blocks)


def texts_of(body: str) -> list[str]:
    return [block.text for block in blocks_of(body)]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("<p>in<b>li</b>ne</p>", ["inline"]),
        ("<p>two <i>words</i> and<b> a</b> third</p>", ["two words and a third"]),
        ("<p>  white \n\t space  </p>", ["white space"]),
        ("<p>no\u00a0break</p>", ["no\u00a0break"]),
        ("<p>a<wbr>b<img src=x>c</p>", ["abc"]),
        ("<div>before<p>within</p>after</div>", ["before", "within", "after"]),
        ("<p>one<br>two</p>", ["one\ntwo"]),
        ("<p>one<br> <br>two</p>", ["one", "two"]),
        ("<p><b>one<br><br>two</b> three</p>", ["one", "two three"]),
        ("<p>The <button>ECB</button> said</p>", ["The ECB said"]),
        ("<div>Share <button>Post</button></div>", ["Share", "Post"]),
        ("<p>&nbsp;</p><p>\u200b</p><p>x</p>", ["x"]),
        ("<span style='display: block'>a</span><span style='display:block'>b</span>", ["a", "b"]),
        ("<noscript><p>for all</p></noscript>", ["for all"]),
        ("<template shadowrootmode=open><p>shown</p></template>", ["shown"]),
        ("<p>a</p><template><p>not shown</p></template>", ["a"]),
        ("<select><option>one<option>two</select>", ["one\ntwo"]),
        (
            "<form><input type=submit value='Sign up'><input type=hidden value=x></form>",
            ["Sign up"],
        ),
        ("<p>漢<ruby>字<rp>(</rp><rt>かな</rt><rp>)</rp></ruby></p>", ["漢字(かな)"]),
    ],
)
def test_words_join_and_part_as_in_a_browser(body: str, texts: list[str]) -> None:
    assert texts_of(body) == texts


def test_kinds_levels_and_markers() -> None:
    blocks = blocks_of(
        "<h2>Head</h2><p>Prose</p><ul><li>one<ol start=4><li>inner<li>next</ol><li><p>two</p>"
        "<p>more</p></ul><blockquote><p>said<blockquote>again</blockquote></blockquote>"
        "<figure><figcaption>Cap</figcaption><p class='photo-credit'>Photo: A. B.</p></figure>"
        "<div role=heading aria-level=3>Aria</div><label>Mail</label><div>rest</div>"
    )
    assert [(block.kind, block.level, block.marker, block.text) for block in blocks] == [
        (BlockKind.HEADING, 2, "", "Head"),
        (BlockKind.PARAGRAPH, 0, "", "Prose"),
        (BlockKind.LIST_ITEM, 0, "-", "one"),
        (BlockKind.LIST_ITEM, 1, "4.", "inner"),
        (BlockKind.LIST_ITEM, 1, "5.", "next"),
        (BlockKind.LIST_ITEM, 0, "-", "two"),
        (BlockKind.LIST_ITEM, 0, "", "more"),
        (BlockKind.QUOTE, 0, "", "said"),
        (BlockKind.QUOTE, 1, "", "again"),
        (BlockKind.CAPTION, 0, "", "Cap"),
        (BlockKind.CREDIT, 0, "", "Photo: A. B."),
        (BlockKind.HEADING, 3, "", "Aria"),
        (BlockKind.LABEL, 0, "", "Mail"),
        (BlockKind.PARAGRAPH, 0, "", "rest"),
    ]


def test_preformatted_text_is_kept_to_the_byte() -> None:
    source = "def f(x):\n\treturn  x\n\n\n  # end  "
    (block,) = blocks_of(f"<pre class='language-python'>\n{source}</pre>")
    assert block.kind is BlockKind.PREFORMATTED
    assert block.text == source
    assert block.marker == "python"


def test_lines_of_highlighted_code_stay_lines() -> None:
    (block,) = blocks_of("<pre><code><div>a = <b>1</b></div><div>  b = 2</div></code></pre>")
    assert block.text.rstrip() == "a = 1\n  b = 2"


def test_a_table_of_records_is_one_block_with_rows_and_columns() -> None:
    caption, table = blocks_of(
        "<table><caption>Votes</caption><tr><th colspan=2>Name<th>Count"
        "<tr><td rowspan=2>A<td>x<td><a href=/n>1</a><tr><td>y<td><p>2</p><p>3</p></table>"
    )
    assert caption.kind is BlockKind.CAPTION
    assert table.kind is BlockKind.TABLE
    assert table.text == "Name\t\tCount\nA\tx\t1\n\ty\t2 3"
    assert table.markup is not None
    (link,) = table.markup.spans
    assert table.text[link.start : link.end] == "1"


def test_a_table_that_lays_out_a_page_is_no_block() -> None:
    blocks = blocks_of("<table><tr><td>Menu<td><h1>Title</h1><p>Prose</p></table>")
    assert [block.kind for block in blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_huge_spans_and_tables_are_clamped_with_a_warning() -> None:
    row = "<tr><td colspan=100000 rowspan=99999999999>x<td>y"
    document = document_of(f"<table>{row * 40}</table>", max_colspan=10, max_table_cells=50)
    assert {warning.code for warning in document.warnings} == {
        "span_clamped",
        "table_cells_joined",
    }
    (block,) = document.blocks
    assert block.text.count("x") == block.text.count("y") == 40
    assert len(block.text) < 2_000


def test_hidden_text_is_kept_and_known() -> None:
    blocks = blocks_of(
        "<p>seen <span class='sr-only'>heard</span></p><div hidden><p>not yet</p></div>"
        "<p style='display: none'>never</p><iframe>old browsers</iframe><p>end</p>"
    )
    hidden = {block.text: block.markup.hidden for block in blocks if block.markup}
    assert hidden == {
        "seen heard": False,
        "not yet": True,
        "never": True,
        "old browsers": True,
        "end": False,
    }
    assert blocks[0].markup is not None
    (span,) = blocks[0].markup.spans
    assert (span.kind, blocks[0].text[span.start : span.end]) == (SpanKind.HIDDEN, "heard")


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("<h2>Retries<a class=headerlink href=#r>¶</a></h2>", "Retries"),
        ("<h2><a href=#r>#</a> Retries</h2>", " Retries"),
        ("<h2>On <a href=/c>C#</a></h2>", "On C#"),
        ("<h2><a href=/5>§ 5</a> Notice</h2>", "§ 5 Notice"),
    ],
)
def test_the_sign_that_links_a_heading_to_itself_is_hidden(heading: str, shown: str) -> None:
    (block,) = blocks_of(heading)
    assert block.markup is not None
    text = block.text
    for span in block.markup.spans:
        if span.kind is SpanKind.HIDDEN:
            text = text[: span.start] + text[span.end :]
    assert text == shown


def test_what_has_no_visible_text_is_counted() -> None:
    document = document_of("<script>a</script><style>b</style><svg><text>c</text></svg><p>d</p>")
    assert dict(document.dropped) == {"script": 1, "style": 1, "svg": 1}
    assert [block.text for block in document.blocks] == ["d"]


def test_what_is_dropped_counts_once_and_the_text_after_it_stays() -> None:
    document = document_of(
        "<p>a<svg><title>t</title><g><a href=/x>b</a> c</g></svg>d<b>e</b></p>"
        "<template><style>f</style><p>g</p></template>h"
    )
    assert dict(document.dropped) == {"svg": 1, "template": 1}
    assert [block.text for block in document.blocks] == ["ade", "h"]
    assert document.depth == 4


def test_a_part_of_a_page_is_read_alone() -> None:
    tree = tree_of("<body><p>before</p><div><p>one</p><p>two</p></div><p>after</p></body>")
    (part,) = tree.iter("div")
    document = segment_html(part, settings_from({}).reading)
    assert [block.text for block in document.blocks] == ["one", "two"]
    assert [element.parent for element in document.elements] == [-1, 0, 0]


@pytest.mark.parametrize(
    ("markup", "marked"),
    [
        ("<a>x</a>", []),
        ("<a href='' class=Link>x</a>", [SpanKind.LINK]),
        ("<a href=/m class='b SR-only'>x</a>", [SpanKind.HIDDEN, SpanKind.LINK]),
        ("<a href=/m hidden>x</a>", [SpanKind.HIDDEN, SpanKind.LINK]),
        ("<i style='VISIBILITY: hidden'>x</i>", [SpanKind.HIDDEN, SpanKind.EMPHASIS]),
        ("<i style='color: red'>x</i>", [SpanKind.EMPHASIS]),
        ("<button hidden>x</button>", [SpanKind.HIDDEN]),
        ("<datalist class=a>x</datalist>", [SpanKind.HIDDEN]),
        ("<a href=/m style='display: block'>x</a>", []),
    ],
)
def test_attributes_decide_what_an_inline_element_makes_of_its_text(
    markup: str, marked: list[SpanKind]
) -> None:
    block = next(block for block in blocks_of(f"<p>{markup}</p>") if block.text == "x")
    assert block.markup is not None
    assert sorted(span.kind for span in block.markup.spans) == sorted(marked)


def test_text_that_strays_into_the_head_is_kept() -> None:
    document = document_of("<head><title>t</title><my-banner>stray</my-banner></head><p>d</p>")
    assert [block.text for block in document.blocks] == ["stray", "d"]
    assert document.title == "t"


def test_elements_are_the_skeleton_that_blocks_hang_on() -> None:
    document = document_of("<div class='a B' id=m role=main><p itemprop=articleBody>x</p></div>")
    (block,) = document.blocks
    assert block.markup is not None
    paragraph = document.elements[block.markup.element]
    division = document.elements[paragraph.parent]
    assert (paragraph.tag, paragraph.itemprop) == ("p", "articleBody")
    assert (division.tag, division.classes, division.identifier, division.role) == (
        "div",
        "a B",
        "m",
        "main",
    )


def test_text_at_great_depth_is_kept() -> None:
    depth = 1_500
    assert texts_of("<div>" * depth + "deep" + "</div>" * depth + "after") == ["deep", "after"]


TAGS = st.sampled_from(
    "p div b a span ul ol li table tr td th h2 pre blockquote button label br figure figcaption "
    "section script noscript code em dl dt dd details summary font center".split()
)
WORDS = st.text(st.sampled_from("ab é字\u00a0\n\t "), max_size=8)
HTML = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, parts, hidden: f"<{tag}{' hidden' if hidden else ''}>{''.join(parts)}</{tag}>",
        TAGS,
        st.lists(inner, max_size=4),
        st.booleans(),
    ),
    max_leaves=30,
)


def visible(element: _Element) -> str:
    """All text below an element but for what is dropped, without white space."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in DROPPED_TAGS:
            parts.append(visible(child))
        parts.append(child.tail or "")
    return "".join("".join(parts).split())


@given(HTML)
def test_no_character_is_lost_or_invented(body: str) -> None:
    html = f"<html><body><div>.{body}</div></body></html>"
    document = document_of(html)
    kept = "".join("".join(block.text.split()) for block in document.blocks)
    assert kept == visible(tree_of(html))


@given(HTML)
def test_blocks_are_well_formed(body: str) -> None:
    document = document_of(f"<html><body><div>.{body}</div></body></html>")
    for index, block in enumerate(document.blocks):
        assert block.index == index
        assert block.text.strip()
        assert block.markup is not None
        assert 0 <= block.markup.element < len(document.elements)
        for span in block.markup.spans:
            assert 0 <= span.start < span.end <= len(block.text)
    for index, element in enumerate(document.elements):
        assert -1 <= element.parent < index


def test_inline_elements_that_are_never_closed_make_no_more_spans_with_each_block() -> None:
    document = document_of("<code><section>Mill</section>" * 3_000)
    assert len(document.blocks) > 1_000
    assert max(len(block.markup.spans) for block in document.blocks if block.markup) <= 2
    assert document.depth > 1_000


def test_spans_stay_right_behind_very_deep_inline_elements() -> None:
    deep = "<b><i>" * 60
    document = document_of(f"<p>{deep}x{'</i></b>' * 60} <a href=/mill>mill</a></p>")
    (block,) = document.blocks
    assert block.markup is not None
    links = [span for span in block.markup.spans if span.kind is SpanKind.LINK]
    assert [block.text[span.start : span.end] for span in links] == ["mill"]
