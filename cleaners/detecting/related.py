"""Marks lists of other stories and products, with their headings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from cleaners.document import BlockKind, Mark
from cleaners.features.boxes import box_end
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.furniture import furniture_blocks, story_end
from cleaners.features.marking import found_whole, whole
from cleaners.features.region_blocks import region_blocks
from cleaners.features.wording import Found
from cleaners.reasons import Reason

DETECTOR = "related"

SURE, LIKELY, WEAK = 0.9, 0.7, 0.6

MIN_LINKED = 0.5
"""Share of links from which a block is an entry of a list of stories."""

MAX_PROSE_SHARE = 0.2
"""Share of the page's prose that a list of other stories may hold in its teasers."""

MAX_HEADING_WORDS = 8
MAX_ENTRY_WORDS = 25
MAX_LINE_WORDS = 35
MIN_HEADLINE_WORDS = 5
MAX_GAP = 2
"""Blocks between two entries of a list, such as a date and the name of a section."""

MIN_SENTENCE_WORDS = 6
MAX_ENTRIES = 60

MIN_ARTICLE_WORDS = 150
"""Words of prose from which a page has an article beside its lists of stories; one that has fewer,
and does not say that it is an article, may be such a list itself."""

COLON = re.compile(r"\s{0,2}[:：|»›>→–-]")


class Heading(Struct, frozen=True):
    """A line that announces other stories; alone it counts only where it is sure."""

    found: Found
    is_sure: bool


def mark_related(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks for lists of other stories, and for single lines that point to one.

    A list is named by its markup, or by its heading, which takes along what belongs to it: the
    rest of its box, or the blocks of links below it up to the next prose. In a text these are the
    lines below it that are no sentences.
    """
    yield from single_lines(features)
    if features.is_text or has_article(features):
        yield from region_lists(features)
        yield from headed_lists(features)


def has_article(features: DocumentFeatures) -> bool:
    """Return whether a page has an article beside its lists."""
    shapes = features.shapes
    words = sum(shapes[index].word_count for index in features.prose)
    return words >= MIN_ARTICLE_WORDS or features.is_declared_article


def region_lists(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each block of the regions that the markup names, but for much prose."""
    of_regions = region_blocks(features, Reason.RELATED, max_prose_share=MAX_PROSE_SHARE)
    for block, named in of_regions:
        yield whole(block, Reason.RELATED, DETECTOR, LIKELY, named.evidence)


def single_lines(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each line such as ``Related: Mill to close in spring``.

    A sentence without a link stays: ``Related: the council also voted on the bridge.``
    """
    for found in features.found("related_line"):
        shape = features.shapes[found.block]
        if shape.word_count > MAX_LINE_WORDS or not COLON.match(shape.folded, found.end):
            continue
        is_sentence = shape.ends_sentence if features.is_text else shape.folded.endswith(".")
        if not is_sentence or (shape.link_density or 0) >= MIN_LINKED:
            yield found_whole(features, found, Reason.RELATED, DETECTOR, SURE)


def headed_lists(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks for headings of lists of stories, and for the entries below them."""
    headings = headings_of(features)
    if not headings:
        return
    furniture = furniture_blocks(features) if features.is_text else frozenset()
    behind = story_end(features, furniture) if features.is_text else 0
    done = 0
    for heading in headings:
        index = heading.found.block
        if index < done:
            continue
        if features.is_text:
            done = text_list_end(features, heading, behind, furniture)
        else:
            done = list_end(features, heading)
        if done == index:
            continue
        sure = heading.is_sure
        yield found_whole(
            features, heading.found, Reason.RELATED, DETECTOR, SURE if sure else LIKELY
        )
        for entry in features.blocks[index + 1 : done]:
            evidence = f"below {heading.found.entry}"
            yield whole(entry, Reason.RELATED, DETECTOR, LIKELY if sure else WEAK, evidence)


def headings_of(features: DocumentFeatures) -> list[Heading]:
    """Return the lines that announce other stories, in reading order, one a block."""
    shapes = features.shapes
    headings = {
        found.block: Heading(found, is_sure=False)
        for table in ("related_heading", "related_weak")
        for found in features.found(table)
        if shapes[found.block].word_count <= MAX_HEADING_WORDS
        and not shapes[found.block].ends_sentence
        and not introduces_prose(features, found.block)
    }
    headings |= {found.block: Heading(found, is_sure=True) for found in features.found("related")}
    return [headings[index] for index in sorted(headings)]


def introduces_prose(features: DocumentFeatures, index: int) -> bool:
    """Return whether a line ends in a colon and a sentence follows, such as what somebody said."""
    shapes = features.shapes
    if not shapes[index].folded.endswith(":") or index + 1 >= len(shapes):
        return False
    following = shapes[index + 1]
    is_linked = (following.link_density or 0) >= MIN_LINKED
    return following.ends_sentence and following.word_count >= MIN_SENTENCE_WORDS and not is_linked


def list_end(features: DocumentFeatures, heading: Heading) -> int:
    """Return the end of the list below a heading; the heading itself where it announces none."""
    index = heading.found.block
    block = features.blocks[index]
    if block.kind is BlockKind.LIST_ITEM:  # an entry of a menu
        return index + heading.is_sure
    end = box_end(features.document, index)
    if end == index + 1 or not is_list(features, index + 1, end):
        end = run_end(features, index)
    if end > index + 1:
        return end
    follows_prose = end < len(features.blocks) and features.shapes[end].is_prose
    return index + (heading.is_sure and not follows_prose)


def is_list(features: DocumentFeatures, first: int, end: int) -> bool:
    """Return whether blocks are entries of a list of stories, with little of the page's prose."""
    prose = features.prose
    inside = bisect_left(prose, end) - bisect_left(prose, first)
    return inside <= MAX_PROSE_SHARE * len(prose) and any(
        (shape.link_density or 0) >= MIN_LINKED for shape in features.shapes[first:end]
    )


def run_end(features: DocumentFeatures, index: int) -> int:
    """Return the end of the blocks of links below a heading, with their dates and teasers."""
    shapes, blocks = features.shapes, features.blocks
    end, gap = index + 1, 0
    for at in range(index + 1, min(index + 1 + MAX_ENTRIES, len(blocks))):
        shape = shapes[at]
        if (shape.link_density or 0) >= MIN_LINKED and shape.word_count <= MAX_LINE_WORDS:
            end, gap = at + 1, 0
        elif gap < MAX_GAP and blocks[at].kind is not BlockKind.HEADING and not shape.is_prose:
            gap += 1
        else:
            break
    return end


def text_list_end(
    features: DocumentFeatures, heading: Heading, behind: int, furniture: frozenset[int]
) -> int:
    """Return the end of the lines below a heading of a text that are headlines of other stories.

    Behind the end of the article these are all lines that are no sentences. Before it these are
    lines as long as a headline, but for the last of several, which may be a subhead of the article.
    """
    index = heading.found.block
    is_behind = index >= behind
    if not heading.is_sure and not is_behind:
        return index
    last = min(index + MAX_ENTRIES, len(features.blocks))
    end = index + 1
    while (
        end < last
        and end not in furniture
        and is_other_headline(features, end, is_behind=is_behind)
    ):
        end += 1
    is_above_prose = end < len(features.blocks) and features.shapes[end].is_prose
    return end - 1 if is_above_prose and end > index + 2 else end


def is_other_headline(features: DocumentFeatures, index: int, *, is_behind: bool) -> bool:
    """Return whether a line below a heading of a text may be the headline of another story."""
    shape = features.shapes[index]
    min_words = 1 if is_behind else MIN_HEADLINE_WORDS
    return min_words <= shape.word_count <= MAX_ENTRY_WORDS and not shape.folded.endswith(".")
