"""Spares a paragraph or subhead that an engine left out of the middle of the text around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from cleaners.document import Block, Document, Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason

DETECTOR = "siblings"
SCORE = 0.6
MIN_KEPT_PROSE = 3
"""So many paragraphs of one container show that it holds the text."""

MIN_KEPT_SHARE = 0.66
"""Share of the container's prose that stays, for the rest to be spared."""

MAX_LINK_DENSITY = 0.3
LEAF_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "li", "dt", "dd"})


ContainerKey = tuple[int, str, str]


class Container(Struct):
    """The prose of one element: what stays of it and where."""

    kept: list[int]
    cut_count: int = 0


def spare_siblings(features: DocumentFeatures, claims: Sequence[Mark | Spare]) -> Iterator[Spare]:
    """Yield a spare for each block that stands between paragraphs of its container that stay.

    Only blocks that are prose, or headings, and that nothing but an engine's judgement would cut.
    """
    cut, named = cut_blocks(claims)
    candidates = cut.intersection([*features.prose, *[block.index for block in features.headings]])
    if not candidates:
        return
    containers = containers_of(features, cut, named)
    for index in sorted(candidates):
        block, shape = features.blocks[index], features.shapes[index]
        if (shape.link_density or 0.0) > MAX_LINK_DENSITY:
            continue
        container = containers.get(container_of(features.document, block))
        if container is None or len(container.kept) < MIN_KEPT_PROSE:
            continue
        is_between = container.kept[0] < index < container.kept[-1]
        whole = len(container.kept) + container.cut_count
        if is_between and len(container.kept) >= MIN_KEPT_SHARE * whole:
            evidence = f"between {len(container.kept)} paragraphs of its container that stay"
            yield Spare(index, 0, len(block.text), DETECTOR, SCORE, evidence)


def cut_blocks(claims: Sequence[Mark | Spare]) -> tuple[set[int], set[int]]:
    """Return the blocks that only a mark for boilerplate would cut, and those with a named one."""
    boilerplate = Reason.BOILERPLATE
    unnamed: set[int] = set()
    named: set[int] = set()
    for claim in claims:
        if type(claim) is Mark:
            (unnamed if claim.reason is boilerplate else named).add(claim.block)
    return unnamed - named, named


def containers_of(
    features: DocumentFeatures, cut: set[int], named: set[int]
) -> Mapping[ContainerKey | None, Container]:
    """Return the containers of prose by their element; what has a named reason is no prose."""
    containers: defaultdict[ContainerKey | None, Container] = defaultdict(lambda: Container([]))
    for index in features.prose:
        element = container_of(features.document, features.blocks[index])
        if index in named:
            continue
        if index in cut:
            containers[element].cut_count += 1
        else:
            containers[element].kept.append(index)
    containers.pop(None, None)
    return containers


def container_of(document: Document, block: Block) -> ContainerKey | None:
    """Return what holds a block among its siblings; None for text.

    Elements side by side with the same class hold one text, parted by what stands between them.
    """
    if block.markup is None or block.markup.element < 0:
        return None
    index = block.markup.element
    element = document.elements[index]
    if element.tag in LEAF_TAGS and element.parent >= 0:
        index = element.parent
        element = document.elements[index]
    return (element.parent, element.tag, element.classes) if element.classes else (index, "", "")
