"""From where a text stands on the pages of its site to what follows: template or article."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from cleaners.settings import SitesSettings
from cleaners.sites.bodies import HEAD, TAIL, Bodies, bodies_of
from cleaners.sites.distinct_pages import distinct_pages
from cleaners.sites.places import Kinds, Places, beyond_counts, kinds_of, places_of
from cleaners.sites.sampled import Flags, Numbers, Sampled

SURE_SHARE = 0.95
"""What stands on the same side of the text on so many of its pages may show where the text ends."""

LEADING_SHARE = 0.8
"""A subhead is followed by what only its page has, on so many of its pages."""

REPEATED_SHARE = 0.5
"""What stands on so many of its pages more than once is no subhead."""


EDITORIAL_SHARE = 0.5
"""A paragraph of several articles stands between others on so many of its pages."""

EVERYWHERE_SHARE = 0.9
EVERYWHERE_PAGES = 10
"""A sentence on so many pages, and on so large a share of them, is no article's wherever it stands:
a background paragraph belongs to a topic, an introduction to a column."""


class Role(IntEnum):
    """What a text is to its site."""

    NONE = 0
    TEMPLATE = 1
    BELOW = 2  # a template behind which no article of the site has sentences
    ABOVE = 3  # a template before which none has
    WITHIN = 4  # a template that stands between the sentences of articles, too
    EDITORIAL = 5  # no template: a paragraph of several articles
    RECURRING = 6  # sentences on several pages; whose they are is not known


TEMPLATES = frozenset({Role.TEMPLATE, Role.BELOW, Role.ABOVE, Role.WITHIN})


OPEN = (Role.NONE, Role.EDITORIAL, Role.RECURRING)


def roles_of(sampled: Sampled, live: Flags, settings: SitesSettings) -> tuple[Numbers, Numbers]:
    """Return what each text is to the site, as far as some of its pages show.

    Args:
        sampled: The pages.
        live: Which of them are looked at.
        settings: From how many pages on something follows.

    Returns:
        Roles of the texts by their exact fingerprints, and by their loose ones.
    """
    exact, loose = sampled.exact, sampled.loose
    none = np.zeros(len(exact), np.int64), np.zeros(len(loose), np.int64)
    if live.sum() < settings.min_pages:
        return none
    counted = distinct_pages(sampled, live)
    if counted.sum() < settings.min_pages:
        return none
    bodies = bodies_of(sampled, counted)
    roles = []
    for keys in (exact, loose):
        places = places_of(keys, sampled, bodies, counted)
        kinds = kinds_of(keys, sampled, counted)
        found = common_roles(places, kinds, int(counted.sum()), settings)
        roles.append(found if keys is exact else np.where(is_outside(places, settings), found, 0))
    sides = sides_of(sampled, bodies, roles[0], counted)
    for number, keys in enumerate((exact, loose)):
        beyond = beyond_counts(keys, sampled, bodies, sides)
        enough = beyond[0] >= settings.min_recurrence
        is_beyond = enough & (beyond[1] >= settings.min_outside * beyond[0])
        is_open = np.isin(roles[number], OPEN)
        roles[number] = np.where(is_open & is_beyond, Role.TEMPLATE, roles[number])
    return roles[0], roles[1]


def common_roles(places: Places, kinds: Kinds, page_count: int, settings: SitesSettings) -> Numbers:
    """Return the roles of the texts that stand on a good part of the site's pages."""
    seen = places.witnesses
    common = (places.pages >= max(settings.min_recurrence, settings.min_share * page_count)) & (
        seen >= settings.min_recurrence
    )
    outside = is_outside(places, settings)
    once = places.repeated < REPEATED_SHARE * seen
    is_subhead = (
        kinds.may_be_subhead
        & once
        & (places.leading >= LEADING_SHARE * seen)
        & (places.below < REPEATED_SHARE * seen)
        & (places.before_all < REPEATED_SHARE * seen)
    )
    is_everywhere = (seen >= EVERYWHERE_PAGES) & (places.pages >= EVERYWHERE_SHARE * page_count)
    is_introduction = (
        kinds.is_prose & ~is_everywhere & (places.above > (1 - settings.min_outside) * seen)
    )
    is_quiet = is_subhead | (kinds.is_short & once)
    line_within = ~outside & np.where(kinds.is_prose, is_everywhere, ~is_quiet)
    is_beside = common & outside & ~is_introduction & ~is_subhead
    is_recurring = kinds.is_prose & (seen >= settings.min_recurrence)
    is_editorial = (
        is_recurring
        & (places.pages < settings.min_share * page_count)
        & (places.within >= EDITORIAL_SHARE * seen)
    )
    return np.select(
        [
            is_beside & (places.ending >= SURE_SHARE * seen),
            is_beside & (places.beginning >= SURE_SHARE * seen),
            is_beside,
            common & line_within,
            is_editorial,
            is_recurring,
        ],
        [
            *(Role.BELOW, Role.ABOVE, Role.TEMPLATE, Role.WITHIN),
            *(Role.EDITORIAL, Role.RECURRING),
        ],
        Role.NONE,
    ).astype(np.int64)


def is_outside(places: Places, settings: SitesSettings) -> Flags:
    """Return which texts stand beside the own text of nearly all of their pages."""
    return places.witnesses - places.within >= settings.min_outside * places.witnesses


def sides_of(
    sampled: Sampled, bodies: Bodies, roles: Numbers, live: Flags
) -> tuple[Numbers, Numbers]:
    """Return the last row of each page that only stands before texts, and the first one behind.

    Where a page has none, a row before its first one, and the one behind its last.
    """
    keys = sampled.exact
    role, zone = roles[keys.text], bodies.zone[keys.rows]
    counted = live[sampled.page[keys.rows]]
    above, below = sampled.starts - 1, sampled.ends.copy()
    rows = keys.rows[counted & (role == Role.ABOVE) & (zone == HEAD)]
    above[sampled.page[rows]] = rows
    rows = keys.rows[counted & (role == Role.BELOW) & (zone == TAIL)][::-1]
    below[sampled.page[rows]] = rows
    return above, below
