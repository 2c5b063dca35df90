"""Pages of which nothing tells the site, in groups that share the lines of one.

What two pages of a site have in common is what stands around their texts: its own lines, of which
few other pages have any. What two prints of a wire story have in common is the story. So pages
that tell the same story are never joined for that, lines that are on sites everywhere do not
count (those of the lexicons), and of the lines of a page that recur a good part has to be shared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from cleaners.lexicons import Place, entries
from cleaners.sites.fingerprints import exact_fingerprint
from cleaners.sites.observations import PageObservation
from cleaners.sites.statistics import age

MIN_PAGES = 3
"""A group has so many pages, and a line that shows one stands on so many."""

MIN_SHARED = 2
"""Two pages of a group share so many such lines."""

MIN_SHARE = 0.3
"""And so many of those that the page with fewer of them has."""

MAX_SAME_STORY = 0.5
"""Pages that share more of the shorter one's prose, by words, tell the same story."""

FIRST, LAST = 3, 6
"""Sentences count as lines of a site among so many first and last blocks of a page."""

MIN_WORDS = 2


class Lines(Struct, frozen=True):
    """What a page gives to group it by.

    Attributes:
        lines: Fingerprints of its lines, and of the sentences at its ends.
        prose: Words of its sentences, by their fingerprints.
    """

    lines: frozenset[int]
    prose: Mapping[int, int]


def groups_of(pages: Iterable[PageObservation]) -> list[frozenset[int]]:
    """Return the groups among some pages, by the numbers of the pages; none for the other pages.

    The groups depend on nothing but the pages: not on their order, and not on how often one comes.

    Args:
        pages: Of which nothing else tells the site.
    """
    latest = {page.page: page for page in sorted(pages, key=lambda page: (page.page, *age(page)))}
    shown = {number: lines_of(page) for number, page in latest.items()}
    places: defaultdict[int, list[int]] = defaultdict(list)
    for number, page in shown.items():
        for line in page.lines:
            places[line].append(number)
    recurring = {line: at for line, at in places.items() if len(at) >= MIN_PAGES}
    counts = Counter(number for at in recurring.values() for number in at)
    parents = {number: number for number in shown}
    for first, second in sorted(neighbours(recurring.values())):
        if root(parents, first) == root(parents, second):
            continue
        shared = sum(line in recurring for line in shown[first].lines & shown[second].lines)
        needed = max(MIN_SHARED, MIN_SHARE * min(counts[first], counts[second]))
        if shared >= needed and not is_same_story(shown[first], shown[second]):
            join(parents, first, second)
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for number in shown:
        groups[root(parents, number)].add(number)
    return [frozenset(group) for _, group in sorted(groups.items()) if len(group) >= MIN_PAGES]


def lines_of(page: PageObservation) -> Lines:
    """Return what a page gives to group it by."""
    blocks = page.blocks
    generic = generic_lines()
    last = len(blocks) - LAST
    return Lines(
        lines=frozenset(
            block.exact
            for at, block in enumerate(blocks)
            if block.words >= MIN_WORDS
            and (not block.is_prose or at < FIRST or at >= last)
            and block.exact not in generic
        ),
        prose={block.exact: block.words for block in blocks if block.is_prose},
    )


@cache
def generic_lines() -> frozenset[int]:
    """Return the fingerprints of lines that stand on sites everywhere, as the lexicons know."""
    return frozenset(
        exact_fingerprint(entry.phrase) for entry in entries() if entry.place is Place.WHOLE
    )


def neighbours(places: Iterable[Sequence[int]]) -> frozenset[tuple[int, int]]:
    """Return the pages that follow each other among those with a line.

    These are enough to join all pages of a site, which share several lines, and they are few.
    """
    return frozenset(pair for at in places for pair in pairwise(at))


def is_same_story(one: Lines, other: Lines) -> bool:
    """Tell whether two pages share most of their prose."""
    shorter, longer = sorted((one.prose, other.prose), key=lambda prose: sum(prose.values()))
    shared = sum(words for text, words in shorter.items() if text in longer)
    return shared > MAX_SAME_STORY * sum(shorter.values())


def root(parents: dict[int, int], number: int) -> int:
    """Return the smallest page of the group that a page is in by now; shortens the way there."""
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def join(parents: dict[int, int], first: int, second: int) -> None:
    """Join the groups of two pages."""
    low, high = sorted((root(parents, first), root(parents, second)))
    parents[high] = low
