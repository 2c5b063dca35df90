"""Marks headlines of other stories that nothing names: lines that are links and no sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.document import Block, BlockKind, Mark, SpanKind
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import whole
from cleaners.reasons import Reason

DETECTOR = "link_lists"

LIKELY, WEAK = 0.7, 0.6

ALL_LINK = 0.9
MIN_HEADLINE_WORDS = 5
MAX_HEADLINE_WORDS = 30

MIN_ARTICLE_WORDS = 300
"""Words of prose from which links behind the last of it are no list that the page is for."""


def mark_link_lists(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each line that is nothing but a link with the length of a headline.

    Behind the prose these are other stories. Between paragraphs they are where two or more follow
    one another and lead to the same site, and single ones where the page says that it is news; a
    list of links under bullets there may as well be the article's own.
    """
    if features.is_text or not features.prose:
        return
    shapes = features.shapes
    first, behind = features.prose[0], features.prose_end
    words = sum(shapes[index].word_count for index in features.prose)
    lines = [
        index
        for index, shape in enumerate(shapes)
        if shape.link_density
        and shape.link_density >= ALL_LINK
        and MIN_HEADLINE_WORDS <= shape.word_count <= MAX_HEADLINE_WORDS
        and index >= first
        and shape.folded[-1] != "."
    ]
    if sum(shapes[index].word_count for index in lines) > words or words < MIN_ARTICLE_WORDS:
        return
    candidates = set(lines)
    for index in lines:
        block = features.blocks[index]
        if index >= behind:
            yield whole(
                block, Reason.RELATED, DETECTOR, WEAK, "a headline as a link behind the prose"
            )
        elif block.kind is BlockKind.PARAGRAPH and leads_to_own_site(block, features.document.url):
            in_row = any(
                at in candidates and features.blocks[at].kind is BlockKind.PARAGRAPH
                for at in (index - 1, index + 1)
            )
            if in_row or features.is_declared_news:
                evidence = "a headline as a link between paragraphs"
                yield whole(block, Reason.RELATED, DETECTOR, LIKELY, evidence)


def leads_to_own_site(block: Block, url: str | None) -> bool:
    """Return whether all links of a block lead to the site of the page."""
    targets = link_targets(block)
    own = host_of(url or "")
    return bool(targets) and all(host_of(target) in {"", own} for target in targets)


def link_targets(block: Block) -> Sequence[str]:
    """Return where the links of a block lead."""
    spans = block.markup.spans if block.markup else ()
    return [span.target for span in spans if span.kind is SpanKind.LINK]


def host_of(address: str) -> str:
    """Return the host of an address; none where it is relative."""
    scheme, slashes, rest = address.partition("//")
    if not slashes or scheme not in {"http:", "https:", ""}:
        return ""
    return rest.partition("/")[0].removeprefix("www.")
