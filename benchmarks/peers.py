"""Other extractors, to be scored beside ours: ``copydesk eval --engine benchmarks.peers:NAME``.

Each takes the bytes of a page and its address, and returns its main text or None.
"""

from __future__ import annotations

from importlib import import_module

from lxml import html as lxml_html
from trafilatura import extract

_LINE_TAGS = (
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section",
    "table", "td", "th", "tr", "ul",
)  # fmt: skip


def trafilatura_default(html: bytes, url: str | None) -> str | None:
    """Extract with trafilatura's defaults, but without comments."""
    text: str | None = extract(html, url=url, include_comments=False)
    return text


def trafilatura_fast(html: bytes, url: str | None) -> str | None:
    """Extract with trafilatura without its fallbacks and without comments."""
    text: str | None = extract(html, url=url, include_comments=False, fast=True)
    return text


def readability(html: bytes, url: str | None) -> str | None:
    """Extract with readability-lxml, which has to be installed beside copydesk."""
    try:
        document = import_module("readability").Document(html, url=url)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError("this peer needs: pip install readability-lxml") from error
    root = lxml_html.fromstring(document.summary(html_partial=True))
    for element in root.iter(*_LINE_TAGS):  # so that words of neighbouring elements do not join
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    return "".join(map(str, root.itertext()))
