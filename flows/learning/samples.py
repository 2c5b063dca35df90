"""The samples of sites' pages, read from the catalog and joined with what has arrived."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from sqlalchemy import Connection

from cleaners.sites.observations import PageObservation, observation_from
from cleaners.sites.statistics import SiteStatistics, age, merged
from flows.storing.catalog.site_rows import (
    SampledPage,
    put_sampled_pages,
    remove_sampled_pages,
    sampled_pages,
)


def statistics_of(connection: Connection, site: str) -> SiteStatistics:
    """Return the statistics of a site."""
    pages = sampled_pages(connection, site)
    return merged(site, (observation_from(page.body) for page in pages))


def joined(
    connection: Connection, site: str, arrived: Sequence[SampledPage], limit: int
) -> tuple[list[PageObservation], bool]:
    """Join what has arrived with the sample of a site, and write what has changed of it.

    Of a page that was seen twice the later capture stays; but what has arrived goes before what
    another version of copydesk has read, or under other settings, whose fingerprints may differ.

    Args:
        connection: A connection in a transaction that writes.
        site: The site.
        arrived: Pages of it.
        limit: So many pages are kept: those with the smallest numbers.

    Returns:
        What the pages of the sample show, in the order of their numbers; and whether any of that
        is new. Of a large site it hardly ever is: few of its pages get into the sample.
    """
    before = {page.page: page for page in sampled_pages(connection, site)}
    latest = dict(before)
    shown = {number: observation_from(page.body) for number, page in before.items()}
    for page in arrived:
        number, observation = page.page, observation_from(page.body)
        known = latest.get(number)
        if known is None:
            latest[number], shown[number] = page, observation
            continue
        key = min(page.key, known.key)
        if page.maker != known.maker or age(observation) > age(shown[number]):
            latest[number], shown[number] = replace(page, key=key), observation
        else:
            latest[number] = replace(known, key=key)
    kept = sorted(shown)[:limit]
    changed = [latest[each] for each in kept if latest[each] != before.get(each)]
    gone = sorted(before.keys() - set(kept))
    put_sampled_pages(connection, site, changed)
    remove_sampled_pages(connection, site, gone)
    return [shown[each] for each in kept], bool(changed or gone)
