"""Other extractors, to be scored beside ours: ``copydesk eval --engine benchmarks.peers:NAME``.

Each takes the bytes of a page and its address, and returns its main text or None. All run with the
defaults that they document, but leave out readers' comments where there is such an option.
Those that copydesk itself does not need come with its extra ``peers``.

``python -m benchmarks.peers`` prints the options that name all peers that are installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from lxml import html as lxml_html
from trafilatura import extract

_LINE_TAGS = (
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section",
    "table", "td", "th", "tr", "ul",
)  # fmt: skip

_MODULES = {
    "trafilatura_default": "trafilatura",
    "trafilatura_precision": "trafilatura",
    "resiliparse": "resiliparse",
    "readability": "readability",
}
"""The peers that quality is compared with, and the modules that they need."""


class MissingPeerError(ModuleNotFoundError):
    """A peer that is not installed; its message says how to get it."""


def trafilatura_default(html: bytes, url: str | None) -> str | None:
    """Extract with trafilatura's defaults, but without comments."""
    text: str | None = extract(html, url=url, include_comments=False)
    return text


def trafilatura_fast(html: bytes, url: str | None) -> str | None:
    """Extract with trafilatura without its fallbacks and without comments."""
    text: str | None = extract(html, url=url, include_comments=False, fast=True)
    return text


def trafilatura_precision(html: bytes, url: str | None) -> str | None:
    """Extract with trafilatura, less text but the right one, and without comments."""
    text: str | None = extract(html, url=url, include_comments=False, favor_precision=True)
    return text


def resiliparse(html: bytes, url: str | None) -> str | None:  # noqa: ARG001 - it asks for no address
    """Extract the main content with resiliparse, without comments."""
    encoding = _module("resiliparse.parse.encoding")
    decoded = encoding.bytes_to_str(html, encoding.detect_encoding(html, from_html_meta=True))
    extract_plain_text = _module("resiliparse.extract.html2text").extract_plain_text
    text: str = extract_plain_text(decoded, main_content=True, comments=False)
    return text


def readability(html: bytes, url: str | None) -> str | None:
    """Extract with readability-lxml."""
    document = _module("readability").Document(html, url=url)
    root = lxml_html.fromstring(document.summary(html_partial=True))
    for element in root.iter(*_LINE_TAGS):  # so that words of neighbouring elements do not join
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    return "".join(map(str, root.itertext()))


def _module(name: str) -> Any:  # noqa: ANN401 - the peer may not be there to say what it has
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise MissingPeerError("this peer is not installed: pip install -e '.[peers]'") from error


def installed() -> Iterator[str]:
    """Yield the names of the peers that quality is compared with, as far as they are installed."""
    for name, module in _MODULES.items():
        if find_spec(module):
            yield name


if __name__ == "__main__":
    print(*(f"--engine benchmarks.peers:{name}" for name in installed()))
