"""What the blocks of one page are to its site, while this page is cleaned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from cleaners.document import Block
from cleaners.features.shapes import Shape
from cleaners.sites.bodies import MIN_OWN_WORDS, best_stretches, worth_of
from cleaners.sites.fingerprints import exact_digest, loose_digest
from cleaners.sites.knowledge import KnownBlock, SiteKnowledge
from cleaners.sites.observed_rows import MAX_LOOSE_WORDS, SHORT, seen_of_line
from cleaners.sites.verdicts import TEMPLATES, Role


class KnownPage(Struct, frozen=True, eq=False):
    """What the blocks of a page are to its site.

    Attributes:
        roles: Of each block.
        known: What is known of it; None where that is nothing.
        body: The stretch of blocks with most words that are no template; empty if there are few.
    """

    roles: Sequence[Role]
    known: Sequence[KnownBlock | None]
    body: range


def known_page(
    blocks: Sequence[Block], shapes: Sequence[Shape], knowledge: SiteKnowledge, page: int
) -> KnownPage:
    """Return what the blocks of a page are to its site.

    Args:
        blocks: The blocks.
        shapes: Their shapes.
        knowledge: What is known of the site. If the page is one of those that this was learned
            from, the page itself does not count.
        page: Number of the page.
    """
    excepted = knowledge.roles_without(page)
    known, roles = [], []
    for block, shape in zip(blocks, shapes, strict=True):
        key, found = found_for(block, shape, knowledge)
        known.append(found)
        roles.append(excepted.get(key, found.role) if found is not None else Role.NONE)
    return KnownPage(roles, known, body_of(shapes, roles))


def found_for(
    block: Block, shape: Shape, knowledge: SiteKnowledge
) -> tuple[tuple[int, bool], KnownBlock | None]:
    """Return by which fingerprint a block is known, and what is known of it."""
    is_short = len(block.text) < SHORT
    digest = seen_of_line(block.text)[0] if is_short else exact_digest(block.text)
    exact = (int.from_bytes(digest, "big"), False)
    found = knowledge.judged.get(exact)
    if found is not None or shape.is_prose or shape.word_count > MAX_LOOSE_WORDS:
        return exact, found
    digest = seen_of_line(block.text)[1] if is_short else loose_digest(block.text)
    loose = (int.from_bytes(digest, "big"), True)
    return loose, knowledge.judged.get(loose)


def body_of(shapes: Sequence[Shape], roles: Sequence[Role]) -> range:
    """Return the stretch of blocks with most words that are no template."""
    if not roles:
        return range(0)
    is_template = np.array([role in TEMPLATES for role in roles])
    is_own = np.array([shape.is_prose for shape in shapes]) & ~is_template
    words = np.array([shape.word_count for shape in shapes], dtype=np.int64)
    worth = worth_of(words, is_own, is_template)
    zeros = np.zeros(len(worth), dtype=np.int64)
    first, last, gain = best_stretches(worth, zeros, zeros[:1])
    return range(int(first[0]), int(last[0]) + 1) if gain[0] >= MIN_OWN_WORDS else range(0)
