"""On how many pages of a site each text stands where, and what it is there."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from cleaners.sites.bodies import HEAD, TAIL, WITHIN, Bodies
from cleaners.sites.sampled import Flags, Keys, Numbers, Sampled

SUBHEAD_WORDS = 3
"""A line of at most so many words may be a subhead, such as “Ingredients” or “Why it matters”."""


class Places(Struct, frozen=True, eq=False):
    """On how many pages each text stands where; all but ``pages`` of those with own text.

    Attributes:
        pages: On which it stands at all.
        witnesses: On which it stands, of those with own text.
        within: Between the own text.
        above: Before it, all copies.
        below: Behind it, all copies.
        before_all: Before everything that only its page has, all copies.
        ending: Once, behind all prose that only its page has.
        beginning: Once, before all of it.
        leading: Directly above something that only its page has.
        repeated: More than once.
    """

    pages: Numbers
    witnesses: Numbers
    within: Numbers
    above: Numbers
    below: Numbers
    before_all: Numbers
    ending: Numbers
    beginning: Numbers
    leading: Numbers
    repeated: Numbers


class Kinds(Struct, frozen=True, eq=False):
    """What the texts are.

    Attributes:
        is_prose: Sentences of some length.
        may_be_subhead: Called a heading somewhere, or short, and not always a link.
        is_short: Short, and neither that nor always a link: “Salt” as well as “Advertisement”.
    """

    is_prose: Flags
    may_be_subhead: Flags
    is_short: Flags


def places_of(keys: Keys, sampled: Sampled, bodies: Bodies, live: Flags) -> Places:
    """Return on how many of the pages that count each text stands where."""
    rows, page = keys.rows, sampled.page[keys.rows]
    zone = bodies.zone[rows]
    here = live[keys.pair_page]
    witness = bodies.is_witness[keys.pair_page]
    within, above = keys.pairs_with(zone == WITHIN), keys.pairs_with(zone == HEAD)
    below = keys.pairs_with(zone == TAIL)
    late = keys.pairs_with(rows >= bodies.first_own[page])
    early = keys.pairs_with(rows < bodies.last_own_prose[page])
    not_first = keys.pairs_with(rows > bodies.first_own_prose[page])
    repeated = np.bincount(keys.pair, minlength=len(here)) > 1
    goes_on = np.append(sampled.page[1:] == sampled.page[:-1], [False])
    follower = np.append(bodies.is_own[1:], [False]) & goes_on
    return Places(
        pages=keys.of_texts(here),
        witnesses=keys.of_texts(witness),
        within=keys.of_texts(witness & within),
        above=keys.of_texts(witness & above & ~within & ~below),
        below=keys.of_texts(witness & below & ~within & ~above),
        before_all=keys.of_texts(witness & ~late),
        ending=keys.of_texts(witness & ~repeated & ~early),
        beginning=keys.of_texts(witness & ~repeated & ~not_first),
        leading=keys.of_texts(witness & keys.pairs_with(follower[rows])),
        repeated=keys.of_texts(witness & repeated),
    )


def kinds_of(keys: Keys, sampled: Sampled, live: Flags) -> Kinds:
    """Return what the texts are on the pages that count."""
    counted = live[sampled.page[keys.rows]]
    rows, text = keys.rows[counted], keys.text[counted]

    def texts_with(condition: Flags) -> Flags:
        return np.bincount(text[condition], minlength=len(keys)) > 0

    is_heading = texts_with(sampled.is_heading[rows])
    is_long = texts_with((sampled.words[rows] > SUBHEAD_WORDS) | sampled.ends_sentence[rows])
    is_no_link = texts_with(~sampled.is_link[rows])
    is_short = is_no_link & ~is_long
    may_be_subhead = is_short | (is_no_link & is_heading)
    return Kinds(texts_with(sampled.is_prose[rows]), may_be_subhead, is_short & ~is_heading)


def beyond_counts(
    keys: Keys, sampled: Sampled, bodies: Bodies, sides: tuple[Numbers, Numbers]
) -> tuple[Numbers, Numbers]:
    """Return on how many pages with own text each text stands, and on how many only beyond it.

    Beyond is what stands behind a template that is always below the text. Before one that is
    always above it lines are, too; a sentence there may introduce a column.
    """
    above, below = sides
    page = sampled.page[keys.rows]
    is_below = keys.rows > below[page]
    is_above = (keys.rows < above[page]) & ~sampled.is_prose[keys.rows]
    is_inner = keys.pairs_with(~is_below & ~is_above)
    witness = bodies.is_witness[keys.pair_page]
    return keys.of_texts(witness), keys.of_texts(witness & ~is_inner)
