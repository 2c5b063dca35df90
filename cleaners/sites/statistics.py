"""Statistics of a site: a sample of its pages that merges in any order and never grows large.

The sample holds the pages with the smallest numbers (a bottom-k sample; Cohen and Kaspi 2007, as
"KMV" in Bar-Yossef et al. 2002 for counting): which pages those are depends on nothing but the
pages. So merging is commutative, associative and idempotent, a page that is learned twice counts
once, and the share of pages with a block is known to within sqrt(p(1-p)/k).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from cleaners.sites.observations import PageObservation

MAX_PAGES = 200
"""So many pages of a site are kept: a share of one half is known to within 3.5 %. More would cost
more to judge, since each page is left out once, and no verdict asks for a closer share."""

NUMBERS = 2**64


class SiteStatistics(Struct, frozen=True):
    """What was seen of a site.

    Attributes:
        host: The site.
        pages: Its pages with the smallest numbers, at most ``MAX_PAGES``, in the order of these.
    """

    host: str
    pages: tuple[PageObservation, ...] = ()

    @property
    def page_count(self) -> int:
        """How many pages were seen: exactly below ``MAX_PAGES``, from there on by estimate.

        Page numbers lie evenly between 0 and 2 to the 64th, so the largest of the k smallest ones
        shows how many there are, to within 1/sqrt(k - 2): 7.1 % for 200.
        """
        if len(self.pages) < MAX_PAGES:
            return len(self.pages)
        largest = self.pages[-1].page
        return max(MAX_PAGES, round((MAX_PAGES - 1) * NUMBERS / max(largest, 1)))


def merged(host: str, observations: Iterable[PageObservation]) -> SiteStatistics:
    """Return the statistics of some pages, in any order; of a page seen twice the later one."""
    latest: dict[int, PageObservation] = {}
    for observation in observations:
        known = latest.get(observation.page)
        if known is None or age(observation) > age(known):
            latest[observation.page] = observation
        if len(latest) > 2 * MAX_PAGES:
            latest = smallest_of(latest)
    return SiteStatistics(host, tuple(smallest_of(latest).values()))


def smallest_of(pages: dict[int, PageObservation]) -> dict[int, PageObservation]:
    """Return the pages with the smallest numbers, in their order."""
    return {number: pages[number] for number in sorted(pages)[:MAX_PAGES]}


def age(observation: PageObservation) -> tuple[str, bytes, str]:
    """Return by what two captures of a page are ordered: no two different ones are equal."""
    return observation.seen, observation.packed, observation.texts
