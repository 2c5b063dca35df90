"""Which expressions are taken, and as what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cleaners.rules.expressions import (
    MAX_CHARACTERS,
    ExpressionError,
    check_xpath,
    compiled,
    selection_from,
)
from tests.cleaners.building import tree_of

PAGE = tree_of(
    "<div id=a class='story big'><p>one</p><p class=x>two</p></div><aside>three</aside>"
    "<div class=storyline>four</div>"
)


def texts(written: str) -> list[str]:
    found = compiled(selection_from(written).xpath)(PAGE)
    assert isinstance(found, list)
    return [each.text_content() for each in found if isinstance(each, etree._Element)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (".story", ["onetwo"]),  # not .storyline
        ("div.story > p.x", ["two"]),
        ("aside, p", ["one", "two", "three"]),
        ("css: #a p", ["one", "two"]),
        ("DIV p:first-child", ["one"]),
        ("//div[@id='a']/p[2]", ["two"]),
        ("(//p)[1]", ["one"]),
        (".//aside", ["three"]),
        ("xpath: //aside", ["three"]),
        ("descendant::aside", ["three"]),
        ("//*[contains(concat(' ', normalize-space(@class), ' '), ' big ')]", ["onetwo"]),
        ("//p[. = 'a $x f:g() text'] | //aside", ["three"]),  # within quotes all is text
        ("//p[not(@class) and position() = 1]", ["one"]),
    ],
)
def test_css_and_xpath_select(written: str, found: list[str]) -> None:
    assert texts(written) == found


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("//div[", "is no XPath"),
        ("div..x", "is no CSS selector"),
        ("p::first-line", "is no CSS selector"),
        ("a:hover", "depends on what a person does"),
        ("document('http://a.example/')//p", "the function document()"),
        ("//p[evil(.)]", "the function evil()"),
        ("//p[evil (.)]", "the function evil()"),
        ("//p[re:test(., 'x')]", "namespace"),
        ("//og:title", "namespace"),
        ("//p[. = $name]", "variable"),
        ("count(//p)", "gives a value"),
        ("string(//p)", "gives a value"),
        ("//p[count('x')]", ""),  # no page can tell before it has a p
        (f"//p[. = '{'x' * MAX_CHARACTERS}']", "more than 2,000 characters"),
        ("//p[. = 'a\0b']", "is no XPath"),
    ],
)
def test_what_is_no_expression_is_refused(written: str, complaint: str) -> None:
    if not complaint:
        selection_from(written)
        return
    with pytest.raises(ExpressionError, match=complaint.replace("(", r"\(").replace(")", r"\)")):
        selection_from(written)


def test_a_value_may_be_text() -> None:
    selection = selection_from("string(//aside)", selects_elements=False)
    assert compiled(selection.xpath)(PAGE) == "three"


@given(st.text(max_size=200))
def test_any_text_is_taken_or_refused(text: str) -> None:
    try:
        selection = selection_from(text)
    except ExpressionError:
        return
    check_xpath(selection.xpath)


XPATHISH = st.lists(
    st.sampled_from(
        "// div * [ ] @class ( ) contains 'a' , | :: : $ and 1 = . .. text() ancestor document "
        'not - foo "'.split(" ")
    ),
    max_size=14,
).map("".join)


@given(XPATHISH)
def test_what_is_taken_fails_on_no_page_for_its_names(text: str) -> None:
    try:
        check_xpath(text)
    except ExpressionError:
        return
    try:
        compiled(text)(PAGE)
    except etree.XPathEvalError as error:
        complaint = str(error)
    else:
        complaint = ""
    assert "Unregistered" not in complaint
    assert "Undefined" not in complaint
