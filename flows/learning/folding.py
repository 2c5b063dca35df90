"""Folding what has arrived into the samples of sites, and what follows from these.

Nothing depends on the order in which pages come: a sample is the pages with the smallest numbers,
so two nights' runs add up to what one run over all pages would have learned.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection

from cleaners.settings import SitesSettings
from cleaners.sites.statistics import MAX_PAGES, SiteStatistics
from flows.learning.drawing import Drawer, drawer_for
from flows.learning.samples import joined, statistics_of
from flows.learning.site_names import UNKNOWN, is_group
from flows.learning.text_groups import regroup
from flows.learning.verdicts import made_by, settle_verdicts
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.known_site_rows import sites_made_otherwise
from flows.storing.catalog.site_rows import (
    arrived_pages,
    arrived_sites,
    forget_arrivals,
    move_arrivals,
    trim_arrivals,
)
from flows.storing.catalog.upserting import batches

_DRAWN_AT_ONCE = 32
"""The samples of so many sites are in memory at once, some 2 MB each."""


class Folded(Struct, frozen=True):
    """What has come of folding.

    Attributes:
        sites: Of how many sites pages had arrived.
        changed: The sites whose verdicts are others than before, by name.
    """

    sites: int = 0
    changed: tuple[str, ...] = ()


def fold(catalog: Catalog, settings: SitesSettings, *, jobs: int = 1) -> Folded:
    """Fold all that has arrived into the samples of its sites, as one transaction.

    Args:
        catalog: The catalog, which no other run is learning into.
        settings: From when on something follows from what a site repeats.
        jobs: Processes that draw verdicts; 0 takes one a processor.
    """
    with catalog.writing() as connection:
        for group in filter(is_group, arrived_sites(connection)):
            move_arrivals(connection, group, UNKNOWN)  # what its pages show may part it
        trim_arrivals(connection)
        arrived = arrived_sites(connection)
        changed: list[str] = []
        with drawer_for(len(arrived), settings, jobs) as drawer:
            for some in batches([site for site in arrived if site != UNKNOWN], _DRAWN_AT_ONCE):
                changed += _fold_sites(connection, some, drawer)
            if UNKNOWN in arrived:
                changed += regroup(connection, drawer)
        forget_arrivals(connection)
    return Folded(len(arrived), tuple(sorted(changed)))


def _fold_sites(connection: Connection, sites: Sequence[str], drawer: Drawer) -> list[str]:
    """Fold what has arrived of some sites; return those whose verdicts are others than before."""
    statistics = []
    for site in sites:
        shown, is_new = joined(connection, site, arrived_pages(connection, site), MAX_PAGES)
        if is_new:
            statistics.append(SiteStatistics(site, tuple(shown)))
    return settle_verdicts(connection, statistics, drawer)


def bring_up_to_date(catalog: Catalog, settings: SitesSettings, *, jobs: int = 1) -> None:
    """Draw the verdicts anew that another version has drawn, or under other settings."""
    with catalog.reading() as reading:
        outdated = sites_made_otherwise(reading, made_by(settings))
    with drawer_for(len(outdated), settings, jobs) as drawer:
        for some in batches([site for site in outdated if not is_group(site)], _DRAWN_AT_ONCE):
            with catalog.writing() as connection:
                settle_verdicts(
                    connection, [statistics_of(connection, site) for site in some], drawer
                )
        if any(map(is_group, outdated)):
            with catalog.writing() as connection:
                regroup(connection, drawer, anew=True)
