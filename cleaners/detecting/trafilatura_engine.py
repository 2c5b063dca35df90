"""Main content as trafilatura sees it, found again in our own blocks."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from lxml.html import HtmlElement

from cleaners.aligning import coverage_of
from cleaners.document import Block, Document, Mark
from cleaners.reasons import Reason
from cleaners.settings import MainContentSettings

DETECTOR = "trafilatura"


class Extracted(Protocol):
    """The part of trafilatura's document that is read here."""

    text: str | None
    comments: str | None


class BareExtraction(Protocol):
    """Signature of ``trafilatura.bare_extraction``, as far as it is used."""

    def __call__(self, filecontent: HtmlElement, **options: object) -> Extracted | None:
        """Return what trafilatura finds in a tree."""
        ...  # pragma: no cover


@cache
def bare_extraction() -> BareExtraction:
    """Return trafilatura's function; it is imported late because that takes a while."""
    return cast("BareExtraction", import_module("trafilatura").bare_extraction)


class TrafilaturaEngine:
    """Marks every block of a page that trafilatura does not take for main content."""

    name = DETECTOR

    def __init__(self, settings: MainContentSettings) -> None:
        self._min_coverage = settings.min_block_coverage

    def __call__(self, document: Document, tree: HtmlElement) -> list[Mark] | None:
        """Return a mark for each block that is not main content.

        Args:
            document: The page's blocks.
            tree: The page's tree; it is not changed.

        Returns:
            Marks over whole blocks: ``comments`` for what trafilatura takes for readers' comments,
            else ``boilerplate``. None where trafilatura finds no main content, or none of ours.
        """
        own_tree = deepcopy(tree)  # trafilatura takes a tree apart
        drop_spans(own_tree)
        extracted = bare_extraction()(
            own_tree, with_metadata=False, include_comments=True, deduplicate=False
        )
        if extracted is None or not extracted.text:
            return None
        texts = [block.text for block in document.blocks]
        main = coverage_of(texts, extracted.text)
        if max(main, default=0.0) < self._min_coverage:
            return None
        comments = coverage_of(texts, extracted.comments or "")
        return [
            mark_of(block, share, is_comment=comment_share >= self._min_coverage)
            for block, share, comment_share in zip(document.blocks, main, comments, strict=True)
            if share < self._min_coverage
        ]


def drop_spans(tree: HtmlElement) -> None:
    """Forget which cells span columns or rows.

    trafilatura writes an empty cell for each column of a span, with as many as a page may ask
    for; the words that it finds are the same without.
    """
    for cell in tree.iter("td", "th"):
        for name in ("colspan", "rowspan"):
            cell.attrib.pop(name, None)


def mark_of(block: Block, share: float, *, is_comment: bool) -> Mark:
    """Return the mark of a block of which too little is main content."""
    return Mark(
        block=block.index,
        start=0,
        end=len(block.text),
        reason=Reason.COMMENTS if is_comment else Reason.BOILERPLATE,
        detector=DETECTOR,
        score=round(1.0 - share, 3),
        evidence=f"{share:.0%} of its words are in trafilatura's main text",
    )
