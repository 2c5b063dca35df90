"""Spares sentences that would be cut, and of which the site shows that they are an article's.

What a site says of its newsletters and its terms, it says on many pages. A sentence that stands
between sentences of the article and on no other page may be about newsletters, not of one. And a
paragraph that stands between those of several articles is theirs, whatever an engine makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.document import Block, Element, Mark, Spare
from cleaners.features.document_features import DocumentFeatures
from cleaners.reasons import Reason
from cleaners.sites.knowledge import WELL_KNOWN_PAGES
from cleaners.sites.page_roles import KnownPage
from cleaners.sites.verdicts import Role

DETECTOR = "site_spares"
SCORE = 0.85
"""A mark that is surer stays."""

EDITORIAL_SCORE, REACH = 0.6, 3
ALIKE_SHARE, LEVELS = 0.5, 3
"""Of a page's own sentences so many stand in elements like those of one that is spared, so many
levels below the same element."""

REASONS = frozenset(
    {Reason.NEWSLETTER, Reason.LEGAL, Reason.ABOUT, Reason.CONSENT}
    | {Reason.SHARE, Reason.PAYWALL, Reason.NOTICE, Reason.PROMO}
)
"""What sites say in the same words on many pages."""


def spare_by_site(features: DocumentFeatures, claims: Sequence[Mark | Spare]) -> Iterator[Spare]:
    """Yield a spare for each sentence that the site's other pages speak for.

    Nothing is spared where no site is known, or too few of its pages.
    """
    page = features.known_page
    knowledge = features.site.knowledge if features.site is not None else None
    if page is None or knowledge is None:
        return
    others = knowledge.others_of(features.page)
    if others >= WELL_KNOWN_PAGES:
        yield from spare_unrepeated(features, claims, page, others)
    if Role.EDITORIAL in page.roles:
        yield from spare_editorial(features, claims, page)


def spare_unrepeated(
    features: DocumentFeatures, claims: Sequence[Mark | Spare], page: KnownPage, others: int
) -> Iterator[Spare]:
    """Yield a spare for each sentence between others that only wording would cut.

    Args:
        features: What is observed of the page.
        claims: What the detectors claim of it.
        page: What its blocks are to the site.
        others: How many other pages of the site are known.
    """
    named = {claim.block for claim in claims if type(claim) is Mark and claim.reason in REASONS}
    marked = {claim.block for claim in claims if type(claim) is Mark}
    for index in sorted(named.intersection(page.body)):
        if is_own(features, page, index) and all(
            near in page.body and near not in marked and is_own(features, page, near)
            for near in (index - 1, index + 1)
        ):
            evidence = f"on none of {others} other pages of this host"
            length = len(features.blocks[index].text)
            yield Spare(index, 0, length, DETECTOR, SCORE, evidence)


def spare_editorial(
    features: DocumentFeatures, claims: Sequence[Mark | Spare], page: KnownPage
) -> Iterator[Spare]:
    """Yield a spare for each paragraph of several articles that an engine would leave out.

    It has to stand near to a part of this article that stays, and on an HTML page in elements
    like those of most of its sentences: what recurs between paragraphs may be a teaser, too.
    """
    marks = [claim for claim in claims if type(claim) is Mark]
    marked = {mark.block for mark in marks}
    unnamed = marked - {mark.block for mark in marks if mark.reason is not Reason.BOILERPLATE}
    for index in sorted(unnamed.intersection(page.body)):
        if page.roles[index] is not Role.EDITORIAL:
            continue
        near = range(max(index - REACH, page.body.start), min(index + REACH + 1, page.body.stop))
        is_beside = any(at not in marked and page.roles[at] is Role.NONE for at in near)
        if is_beside and is_among_own(features, page, features.blocks[index]):
            evidence = "between the paragraphs of several articles of this host"
            length = len(features.blocks[index].text)
            yield Spare(index, 0, length, DETECTOR, EDITORIAL_SCORE, evidence)


def is_among_own(features: DocumentFeatures, page: KnownPage, block: Block) -> bool:
    """Tell whether a block stands in elements like those of most of the page's own sentences."""
    if block.markup is None:
        return True
    place = place_of(features.document.elements, block)
    own = [features.blocks[at] for at in page.body if page.roles[at] is Role.NONE]
    prose = [each for each in own if features.shapes[each.index].is_prose]
    alike = sum(place_of(features.document.elements, each) == place for each in prose)
    return alike >= max(1, ALIKE_SHARE * len(prose))


def place_of(elements: Sequence[Element], block: Block) -> tuple[int, str, str]:
    """Return the element a few levels around a block, and the tag and class of its own."""
    index = block.markup.element if block.markup is not None else -1
    if index < 0:
        return -1, "", ""
    own = elements[index]
    for _ in range(LEVELS):
        index = elements[index].parent if index >= 0 else -1
    return index, own.tag, own.classes


def is_own(features: DocumentFeatures, page: KnownPage, index: int) -> bool:
    """Tell whether a block is a sentence that hardly another page of the site has."""
    return page.roles[index] is Role.NONE and features.shapes[index].is_prose
