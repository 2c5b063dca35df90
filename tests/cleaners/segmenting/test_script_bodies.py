from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Document
from cleaners.segmenting.html import segment_html
from cleaners.segmenting.script_bodies import with_script_body
from cleaners.settings import settings_from
from tests.cleaners.building import tree_of

SETTINGS = settings_from({}).reading
TITLE = "Beavers dam the mill stream at Orrel"
PARAGRAPHS = [
    (
        "Three beavers have dammed the mill stream at Orrel within a week. The miller found his "
        "wheel dry on Friday and followed the bank until he saw the dam. It is taller than a child."
    ),
    (
        "Nobody may touch it before summer, says the county. The animals are protected & rare, and "
        "there are young ones in the lodge. The mill gets power from the grid until then."
    ),
    (
        "Visitors come every evening now to watch. The miller sells them lemonade, and he says "
        "that beavers are better for his trade than flour. He has named the largest one Baroness."
    ),
]
HTML = "".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in PARAGRAPHS)
FLIGHT_ROW = f'1:["$","main"]\n2f:T{len(HTML.encode()):x},{HTML}3:null\n'


def document_of(scripts: str, body: str = "") -> Document:
    html = f"<html><head><title>{TITLE}</title></head><body>{body}<div id=app></div>{scripts}"
    tree = tree_of(html)
    return with_script_body(segment_html(tree, SETTINGS), tree, SETTINGS)


def embedded(value: object) -> str:
    return json.dumps(value).replace("<", "\\u003c")


def script(text: str, attributes: str = "") -> str:
    return f"<script {attributes}>{text}</script>"


def texts_of(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize(
    "scripts",
    [
        script(embedded({"articleBody": "\n\n".join(PARAGRAPHS)}), 'type="application/ld+json"'),
        script(embedded({"props": {"post": {"body": HTML}}}), 'type="application/json" id=N'),
        script(f"window.__STATE__ = {embedded({'a': [{'contentHtml': HTML}]})};render()"),
        script(f'window["__DATA__"]=JSON.parse({embedded(json.dumps({"content": HTML}))})'),
        script(f'window.__NUXT__=(function(a){{return {{body:{embedded(HTML)},x:a}}}}("b"))'),
        script(embedded({"body": HTML.replace("&", "&amp;").replace("<", "&lt;")}), "type=a/json"),
        script(
            embedded({"content_elements": [{"type": "text", "content": p} for p in PARAGRAPHS]}),
            "type=application/json",
        ),
        script(
            embedded(
                [
                    {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": text}]}
                    for text in PARAGRAPHS
                ]
            ),
            "type=application/json",
        ),
        *[
            script(f"self.__next_f.push({embedded([1, FLIGHT_ROW[:cut]])})")
            + script(f"self.__next_f.push({embedded([1, FLIGHT_ROW[cut:]])})")
            for cut in (3, 20, 200)
        ],
    ],
)
def test_the_article_is_found_in_scripts(scripts: str) -> None:
    document = document_of(scripts)
    assert texts_of(document) == PARAGRAPHS
    assert [warning.code for warning in document.warnings] == ["body_from_script"]


def test_its_blocks_stand_in_one_article_element_behind_the_others() -> None:
    document = document_of(
        script(embedded({"body": f"<div class=inner>{HTML}</div>"}), "type=application/json"),
        "<nav><a href=/>Start</a></nav>",
    )
    assert [block.index for block in document.blocks] == [0, 1, 2, 3]
    articles = [at for at, element in enumerate(document.elements) if element.tag == "article"]
    assert len(articles) == 1
    assert document.elements[document.elements[articles[0]].parent].tag == "body"
    for block in document.blocks[1:]:
        assert block.markup is not None
        paragraph = document.elements[block.markup.element]
        inner = document.elements[paragraph.parent]
        assert (paragraph.tag, inner.classes, inner.parent) == ("p", "inner", articles[0])
    assert document.depth == 5  # html, body, article, div, p


@pytest.mark.parametrize(
    ("scripts", "body"),
    [
        (embedded({"body": HTML}), f"<main>{HTML}</main>"),  # it is shown
        (embedded({"body": HTML}), f"<div hidden id='S:0'>{HTML}</div>"),  # it is there, hidden
        (embedded({"body": HTML}), f"<noscript>{HTML}</noscript>"),
        (embedded({"body": HTML}), "<li><a href=/>One of a list</a>" * 200),  # a page of links
        (embedded({"privacyPolicy": HTML}), ""),
        (embedded({"css": "a{b:c;} " * 200}), ""),
        (embedded({"body": "The shop sends all parcels by rail. It asks for patience. " * 30}), ""),
        (embedded([{"title": "A", "url": "/a", "text": text} for text in PARAGRAPHS]), ""),
        ('{"body": "' + "never closed " * 50, ""),
        ("[" * 100_000, ""),
    ],
)
def test_other_pages_stay_as_they_are(scripts: str, body: str) -> None:
    document = document_of(script(scripts, "type=application/json"), body)
    assert "body_from_script" not in [warning.code for warning in document.warnings]
    assert "article" not in [element.tag for element in document.elements]


def test_of_several_articles_the_one_under_the_headline_of_the_page_is_taken() -> None:
    other = "<p>The beavers of Orrel dam another stream. They like the mill. It is far.</p>" * 8
    state = [{"headline": "Another", "body": other}, {"headline": TITLE, "body": HTML}]
    assert texts_of(document_of(script(embedded(state), "type=application/json"))) == PARAGRAPHS


@given(st.text(alphabet='{}[]":,\\=(1a<>\n ', max_size=400))
def test_broken_scripts_raise_nothing(text: str) -> None:
    for prefix in ("", "w={", 'self.__next_f.push([1,"'):
        document_of(script(prefix + text.replace("<", "") + " " * 200))
