"""Expressions that select elements: CSS or XPath 1.0, checked when they are loaded.

libxml2 compiles calls of functions that it does not have, and complains only when it comes upon
them on some page; so names are looked at here. Nothing beyond XPath 1.0 is allowed: no extension
functions, no namespaces, no variables, and so no way out of the page. How long an expression may
take is left to the limit on the page, since that depends on the page.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cssselect import HTMLTranslator, SelectorError
from lxml import etree

from cleaners.reasons import Reason
from cleaners.rules.site_rules import Selection

MAX_CHARACTERS = 2_000
"""Of an expression; real ones have a hundred or two."""

CSS_PREFIX, XPATH_PREFIX = "css:", "xpath:"

FUNCTIONS = frozenset(
    """
    last position count id local-name namespace-uri name string concat starts-with contains
    substring-before substring-after substring string-length normalize-space translate boolean not
    true false lang number sum floor ceiling round
    """.split()
)
"""The core function library of XPath 1.0."""

NODE_TESTS = frozenset({"comment", "text", "processing-instruction", "node"})
OPERATORS = frozenset({"and", "or", "div", "mod"})

_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_CALL = re.compile(r"([\w.-]+)\s*\(")
_NAMESPACE = re.compile(r"(?<!:):(?!:)")
_XPATH = re.compile(
    r"[/(@]|\.{1,2}(?:/|$)|[a-z-]+\s*\(|(?:ancestor|attribute|child|descendant|following|namespace|"
    r"parent|preceding|self)[a-z-]*\s*::"
)
"""How an expression begins that can only be XPath; in CSS a class begins with one full stop."""

_NEVER = "[0]"
"""What becomes of ``:hover`` and its like."""

_EMPTY_PAGE = etree.fromstring("<html><head/><body/></html>")


class ExpressionError(ValueError):
    """An expression that cannot be taken, with the reason."""


def selection_from(
    written: str, *, selects_elements: bool = True, reason: Reason | None = None
) -> Selection:
    """Return what an expression selects.

    Args:
        written: The expression. It is XPath if it begins as only XPath can (``/``, ``(``, ``./``, a
            function, an axis) or with ``xpath:``, else CSS.
        selects_elements: Whether it has to select elements; one for a value may also give text.
        reason: Why what it selects goes.

    Raises:
        ExpressionError: It is no expression, or has what is not allowed.
    """
    expression = written.strip()
    if expression.startswith(XPATH_PREFIX):
        xpath = expression.removeprefix(XPATH_PREFIX).strip()
    elif _XPATH.match(expression):
        xpath = expression
    else:
        xpath = xpath_of_css(expression.removeprefix(CSS_PREFIX).strip())
    check_xpath(xpath, selects_elements=selects_elements)
    return Selection(xpath, expression, reason)


def xpath_of_css(css: str) -> str:
    """Return the XPath of a CSS selector.

    Raises:
        ExpressionError: It is no selector, or has a pseudo-class that needs a browser.
    """
    _check_length(css)
    try:
        xpath = HTMLTranslator().css_to_xpath(css, prefix="//")
    except (SelectorError, RecursionError) as error:
        cause = str(error) or "it is nested too deeply"
        raise ExpressionError(f"{css!r} is no CSS selector: {cause}") from error
    if _NEVER in xpath:
        raise ExpressionError(f"{css!r} depends on what a person does; it selects nothing here")
    return xpath


def check_xpath(xpath: str, *, selects_elements: bool = True) -> None:
    """Refuse an expression that is no XPath 1.0, or that no page can satisfy.

    Raises:
        ExpressionError: With the reason.
    """
    _check_length(xpath)
    bare = _LITERAL.sub("''", xpath)
    if "$" in bare:
        raise ExpressionError(f"{xpath!r} has a variable; there are none")
    if _NAMESPACE.search(bare):
        raise ExpressionError(f"{xpath!r} has a namespace; there are none")
    for name in _CALL.findall(bare):
        if name not in FUNCTIONS | NODE_TESTS | OPERATORS:
            raise ExpressionError(f"{xpath!r} has the function {name}(), which XPath 1.0 has not")
    try:
        selected = compiled(xpath)(_EMPTY_PAGE)
    except (etree.XPathError, ValueError) as error:
        raise ExpressionError(f"{xpath!r} is no XPath: {error}") from error
    if selects_elements and not isinstance(selected, list):
        raise ExpressionError(f"{xpath!r} gives a value, not elements")


def _check_length(expression: str) -> None:
    if not expression:
        raise ExpressionError("an expression is empty")
    if len(expression) > MAX_CHARACTERS:
        raise ExpressionError(f"an expression has more than {MAX_CHARACTERS:,} characters")


@lru_cache(maxsize=4_096)
def compiled(xpath: str) -> etree.XPath:
    """Return an expression ready for use; the latest ones are kept, as each page needs them."""
    return etree.XPath(xpath, regexp=False, smart_strings=False)
