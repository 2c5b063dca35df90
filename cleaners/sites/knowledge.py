"""What is known of a site: which of its blocks recur, and what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
from msgspec import Struct

from cleaners.settings import SitesSettings, digest_of, settings_from
from cleaners.sites.recurring import KnownBlock, Verdict, recurring_blocks
from cleaners.sites.sampled import Flags, Numbers, Sampled, sampled_from
from cleaners.sites.statistics import SiteStatistics
from cleaners.sites.verdicts import Role, roles_of

WELL_KNOWN_PAGES = 20
"""So many other pages of the site have to be known, for what they do not show to say something."""


class PageException(Struct, frozen=True, array_like=True, gc=False):
    """A role that a block has without one of the sampled pages, on which it stands.

    Attributes:
        page: Number of the page.
        fingerprint: Of the block.
        is_loose: Which fingerprint that is.
        role: What the block is when this page is cleaned.
    """

    page: int
    fingerprint: int
    is_loose: bool
    role: Role


class SiteKnowledge(Struct, frozen=True, dict=True):
    """What is known of a site, as ``clean`` uses it.

    Attributes:
        host: The site.
        sampled_count: How many pages the sample holds.
        page_count: How many pages were seen, by estimate beyond the sample.
        pages: Numbers of the sampled pages, sorted: a page among them is no evidence against
            itself, and its own share in a count is taken off.
        blocks: The blocks that recur.
        exceptions: What is otherwise for single pages of the sample, because they do not count
            for themselves: exactly the roles that the statistics without the page give.
    """

    host: str
    sampled_count: int
    page_count: int
    pages: tuple[int, ...]
    blocks: tuple[KnownBlock, ...]
    exceptions: tuple[PageException, ...] = ()

    @property
    def digest(self) -> str:
        """Digest of the verdicts in hexadecimal; counts that change no verdict leave it alone.

        Empty where nothing is known that could change a page.
        """
        roles = [
            (block.fingerprint, block.is_loose, block.role) for block in self.blocks if block.role
        ]
        if not roles and not self.exceptions:
            return ""
        known = [self.sampled_count - own >= WELL_KNOWN_PAGES for own in (0, 1)]
        return digest_of([roles, self.exceptions, known])

    @cached_property
    def judged(self) -> Mapping[tuple[int, bool], KnownBlock]:
        """The blocks with a role on some page, by fingerprint and whether it is loose."""
        excepted = {(each.fingerprint, each.is_loose) for each in self.exceptions}
        return {
            (block.fingerprint, block.is_loose): block
            for block in self.blocks
            if block.role or (block.fingerprint, block.is_loose) in excepted
        }

    @cached_property
    def sampled(self) -> frozenset[int]:
        """Numbers of the sampled pages."""
        return frozenset(self.pages)

    @cached_property
    def _excepted(self) -> Mapping[int, Mapping[tuple[int, bool], Role]]:
        excepted: defaultdict[int, dict[tuple[int, bool], Role]] = defaultdict(dict)
        for each in self.exceptions:
            excepted[each.page][each.fingerprint, each.is_loose] = each.role
        return dict(excepted)

    def others_of(self, page: int) -> int:
        """Return how many pages of the sample are other ones."""
        return self.sampled_count - (page in self.sampled)

    def roles_without(self, page: int) -> Mapping[tuple[int, bool], Role]:
        """Return the roles that are otherwise while this page is cleaned."""
        return self._excepted.get(page, {})


def knowledge_of(
    statistics: SiteStatistics, settings: SitesSettings | None = None
) -> SiteKnowledge:
    """Return what follows from the statistics of a site.

    Args:
        statistics: What was seen of it.
        settings: From when on something follows; the shipped ones if None.
    """
    settings = settings or settings_from({}).sites
    sampled = sampled_from(statistics.pages)
    every = np.ones(len(sampled.pages), dtype=np.bool_)
    roles = roles_of(sampled, every, settings)
    exceptions = tuple(exceptions_of(sampled, roles, settings))
    blocks: list[KnownBlock] = []
    for keys, of_keys in zip((sampled.exact, sampled.loose), roles, strict=True):
        is_loose = keys is sampled.loose
        excepted = [each.fingerprint for each in exceptions if each.is_loose is is_loose]
        wanted = np.isin(keys.fingerprints, np.array(excepted, np.uint64)) | (of_keys > 0)
        if not is_loose:
            wanted[:] = True
        blocks += recurring_blocks(sampled, keys, of_keys, wanted)
    return SiteKnowledge(
        host=statistics.host,
        sampled_count=len(sampled.pages),
        page_count=statistics.page_count,
        pages=tuple(page.page for page in statistics.pages),
        blocks=tuple(blocks),
        exceptions=exceptions,
    )


def exceptions_of(
    sampled: Sampled, roles: tuple[Numbers, Numbers], settings: SitesSettings
) -> Iterator[PageException]:
    """Yield what the statistics without a page say otherwise of the blocks on that page."""
    live: Flags = np.ones(len(sampled.pages), dtype=np.bool_)
    for number, page in enumerate(sampled.pages):
        live[number] = False
        without = roles_of(sampled, live, settings)
        live[number] = True
        for keys, before, after in zip((sampled.exact, sampled.loose), roles, without, strict=True):
            own = keys.pair_text[keys.pair_page == number]
            for key in own[before[own] != after[own]].tolist():
                fingerprint = int(keys.fingerprints[key])
                is_loose = keys is sampled.loose
                yield PageException(page.page, fingerprint, is_loose, Role(int(after[key])))


__all__ = [
    "KnownBlock",
    "PageException",
    "SiteKnowledge",
    "Verdict",
    "knowledge_of",
]
