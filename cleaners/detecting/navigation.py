"""Marks menus, breadcrumbs, page numbers, skip links, tag lists and tables of contents."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from cleaners.document import BlockKind, Mark, SpanKind
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import found_whole, whole
from cleaners.features.region_blocks import region_blocks
from cleaners.features.wording import Found
from cleaners.reasons import Reason

DETECTOR = "navigation"

SURE, LIKELY, WEAK = 0.9, 0.7, 0.6

MAX_LEAD_WORDS = 8
MAX_TRAIL_WORDS = 30
MAX_LINE_WORDS = 40
MAX_TAG_WORDS = 4
MAX_TAGS = 40
MAX_ENTRIES = 80
MIN_LINKED = 0.5
ALL_LINK = 0.9
CONTROLS = frozenset({BlockKind.BUTTON, BlockKind.LABEL})
SURE_KINDS = frozenset({"tag", "role"})

SEPARATOR = re.compile(r"\s{0,2}(?:[>»›→|·•]|/(?!\w)|::)")
COLON = re.compile(r"\s{0,2}[:：]")


def mark_navigation(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks for what leads around a site: by its markup, its wording and its place."""
    named_blocks = set()
    for block, named in region_blocks(features, Reason.NAVIGATION):
        score = SURE if named.kind in SURE_KINDS else LIKELY
        named_blocks.add(block.index)
        yield whole(block, Reason.NAVIGATION, DETECTOR, score, named.evidence)
    for found in features.found("navigation"):
        yield found_whole(features, found, Reason.NAVIGATION, DETECTOR, SURE)
    yield from leads(features)
    yield from trails(features)
    yield from neighbours(features)
    yield from tag_lists(features)
    yield from menu_rows(features) if features.is_text else menu_controls(features, named_blocks)
    yield from contents(features)


def leads(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each short line such as ``Skip to the comments``."""
    for found in features.found("navigation_lead"):
        shape = features.shapes[found.block]
        if shape.word_count <= MAX_LEAD_WORDS and not shape.ends_sentence:
            yield found_whole(features, found, Reason.NAVIGATION, DETECTOR, SURE)


def trails(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each trail of breadcrumbs outside of the prose: ``Home > News > Sport``."""
    for found in features.found("navigation_trail"):
        shape = features.shapes[found.block]
        if (
            is_outside(features, found.block)
            and shape.word_count <= MAX_TRAIL_WORDS
            and SEPARATOR.match(shape.folded, found.end)
        ):
            yield found_whole(features, found, Reason.NAVIGATION, DETECTOR, SURE)


def neighbours(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each line that leads to the article before or behind this one."""
    for found in features.found("navigation_neighbour"):
        shape = features.shapes[found.block]
        if shape.word_count > MAX_TRAIL_WORDS or shape.folded.endswith("."):
            continue
        if (
            is_alone(features, found)
            or (shape.link_density or 0) >= MIN_LINKED
            or (found.block >= features.prose_end and COLON.match(shape.folded, found.end))
        ):
            yield found_whole(features, found, Reason.NAVIGATION, DETECTOR, SURE)


def tag_lists(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks for lists of tags: ``Tags: harbour, storm``, or the word and the tags below it.

    They stand outside of the prose, so that ``Topics: what the council will discuss`` above a list
    of the article stays.
    """
    done = 0
    for found in features.found("navigation_tags"):
        index, shape = found.block, features.shapes[found.block]
        if index < done or not is_outside(features, index) or shape.word_count > MAX_LINE_WORDS:
            continue
        if is_alone(features, found):
            done = tags_end(features, index + 1)
            if done == index + 1 and shape.link_density is not None:
                continue
            yield found_whole(features, found, Reason.NAVIGATION, DETECTOR, SURE)
            for block in features.blocks[index + 1 : done]:
                evidence = f"below {found.entry}"
                yield whole(block, Reason.NAVIGATION, DETECTOR, LIKELY, evidence)
        elif COLON.match(shape.folded, found.end) and not shape.ends_sentence:
            yield found_whole(features, found, Reason.NAVIGATION, DETECTOR, SURE)


def tags_end(features: DocumentFeatures, first: int) -> int:
    """Return the end of the tags from a block on: short links, or short lines behind the end."""
    end = first
    while end < len(features.blocks) and end - first < MAX_TAGS:
        shape = features.shapes[end]
        is_link = shape.link_density is None or shape.link_density >= ALL_LINK
        if shape.word_count > MAX_TAG_WORDS or shape.ends_sentence or not is_link:
            break
        end += 1
    return end


def menu_controls(features: DocumentFeatures, named_blocks: Container[int]) -> Iterator[Mark]:
    """Yield a mark for each entry of a menu outside of the prose that is a link or a button."""
    for found in features.found("navigation_menu"):
        index = found.block
        if index in named_blocks or not is_outside(features, index):
            continue
        density = features.shapes[index].link_density or 0
        if density >= MIN_LINKED or features.blocks[index].kind in CONTROLS:
            yield found_whole(features, found, Reason.NAVIGATION, DETECTOR, WEAK)


def menu_rows(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each entry of a menu in a text: three lines or more in a row.

    Two may be subheads of what an article lists.
    """
    all_found = features.found("navigation_menu")
    entries = {found.block for found in all_found if is_outside(features, found.block)}
    entries |= {found.block for found in features.found("navigation")}
    for found in all_found:
        around = [at in entries for at in range(found.block - 2, found.block + 3)]
        if all(around[:3]) or all(around[1:4]) or all(around[2:]):
            yield found_whole(features, found, Reason.NAVIGATION, DETECTOR, WEAK)


def contents(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield marks for tables of contents: links within the page, and lines repeated as subheads."""
    all_found = features.found("navigation_contents")
    if not all_found:
        return
    last_places = {shape.folded: index for index, shape in enumerate(features.shapes)}
    end = 0
    for found in all_found:
        if found.block < end:
            continue
        end = contents_end(features, found.block + 1, last_places)
        if end > found.block + 1:
            yield found_whole(features, found, Reason.NAVIGATION, DETECTOR, SURE)
        for block in features.blocks[found.block + 1 : end]:
            evidence = f"below {found.entry}"
            yield whole(block, Reason.NAVIGATION, DETECTOR, LIKELY, evidence)


def contents_end(features: DocumentFeatures, first: int, last_places: Mapping[str, int]) -> int:
    """Return the end of the entries of a table of contents from a block on.

    Args:
        features: The document.
        first: Index of the block.
        last_places: Index of the last block that says each text of the page.
    """
    last = min(first + MAX_ENTRIES, len(features.blocks))
    end = first
    while end < last and (
        links_within_page(features, end) or last_places[features.shapes[end].folded] > end
    ):
        end += 1
    return end


def links_within_page(features: DocumentFeatures, index: int) -> bool:
    """Return whether a block is a link to another place on the page."""
    markup, density = features.blocks[index].markup, features.shapes[index].link_density or 0
    return (
        markup is not None
        and density >= ALL_LINK
        and all("#" in span.target for span in markup.spans if span.kind is SpanKind.LINK)
    )


def is_outside(features: DocumentFeatures, index: int) -> bool:
    """Return whether a block stands above the first prose or behind the last."""
    return index >= features.prose_end or index < features.prose[0]


def is_alone(features: DocumentFeatures, found: Found) -> bool:
    """Return whether a phrase that begins a line is all of it, but for signs."""
    folded = features.shapes[found.block].folded
    return not any(map(str.isalpha, folded[found.end : found.end + MAX_LINE_WORDS]))
