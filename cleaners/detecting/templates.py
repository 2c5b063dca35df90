"""Marks what recurs on other pages of the same site beyond what chance and news allow."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.document import Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import whole
from cleaners.reasons import Reason
from cleaners.sites.knowledge import KnownBlock, SiteKnowledge
from cleaners.sites.page_roles import KnownPage
from cleaners.sites.verdicts import TEMPLATES, Role

DETECTOR = "templates"
SCORE = 0.5
"""A detector that knows what a block is goes before: its reason says more, and metadata are read
from what was cut as a byline, a source or a date."""

BEYOND_SCORE = 0.6
MIN_SIGNS = 2
"""One alone may be an advertisement."""


def mark_templates(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each block that is the site's, as its other pages show.

    A sentence stays where it stands between sentences that no template has, whatever other pages
    say; so does a line that only resembles others. What stands beyond a template behind which no
    article of the site goes on is not the article either, though only this page has it.
    """
    page = features.known_page
    knowledge = features.site.knowledge if features.site is not None else None
    if page is None or knowledge is None:
        return
    for block, role, known in zip(features.blocks, page.roles, page.known, strict=True):
        if known is None:
            continue
        if role in TEMPLATES and not stands_elsewhere(features, page, block.index):
            evidence = evidence_of(known, knowledge, features.page)
            yield whole(block, Reason.TEMPLATE, DETECTOR, SCORE, evidence)
    if features.is_text:
        yield from lines_around_text(features, page)


def lines_around_text(features: DocumentFeatures, page: KnownPage) -> Iterator[Mark]:
    """Yield a mark for each block beyond two templates beyond which no article has paragraphs.

    Such as the headlines and teasers of other stories, which change too often to recur. What runs
    on for two paragraphs stays.
    """
    above, below = text_bounds(page)
    prose = [shape.is_prose for shape in features.shapes]
    for index, role in enumerate(page.roles):
        if role is not Role.NONE or above <= index <= below:
            continue
        around = prose[max(0, index - 1) : index] + prose[index + 1 : index + 2]
        if not (prose[index] and any(around)):
            found = page.known[above if index < above else below]
            side = "above" if index < above else "below"
            evidence = f"{side} “{found.sample}”" if found is not None else side
            block = features.blocks[index]
            yield whole(block, Reason.BOILERPLATE, DETECTOR, BEYOND_SCORE, evidence)


def text_bounds(page: KnownPage) -> tuple[int, int]:
    """Return between which blocks the article stands, as far as two templates show it each."""
    above = [at for at, role in enumerate(page.roles) if role is Role.ABOVE]
    below = [at for at, role in enumerate(page.roles) if role is Role.BELOW]
    has_above = len(above) >= MIN_SIGNS and above[-1] < page.body.start
    has_below = len(below) >= MIN_SIGNS and below[0] >= page.body.stop > 0
    return (
        above[-MIN_SIGNS] if has_above else -1,
        below[MIN_SIGNS - 1] if has_below else len(page.roles),
    )


def stands_elsewhere(features: DocumentFeatures, page: KnownPage, index: int) -> bool:
    """Tell whether a block is the site's only beside a page's sentences, and stands between them.

    A line stays unless another template stands next to it; one that only resembles others stays
    so anywhere.
    """
    known = page.known[index]
    is_within = index in page.body
    if page.roles[index] is Role.WITHIN or known is None:
        return False
    if is_within and (known.is_loose or features.shapes[index].is_prose):
        return True
    around = [*page.roles[max(0, index - 1) : index], *page.roles[index + 1 : index + 2]]
    return (is_within or known.is_loose) and TEMPLATES.isdisjoint(around)


def evidence_of(known: KnownBlock, knowledge: SiteKnowledge, page: int) -> str:
    """Return on how many other pages a block stands and where, in words."""
    every = knowledge.others_of(page)
    pages = known.page_count - (knowledge.sampled_count - every)
    alike = "but for numbers and names " if known.is_loose else ""
    return f"{alike}on {pages} of {every} pages of this host, {known.place}"
