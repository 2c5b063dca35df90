"""What follows from the statistics of a site, kept in the catalog until they change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec
from sqlalchemy import Connection

from cleaners.settings import SitesSettings, digest_of
from cleaners.sites.knowledge import SiteKnowledge, Verdict
from cleaners.sites.statistics import SiteStatistics
from cleaners.versions import library_versions, shipped_digest, tool_version
from flows.learning.drawing import Drawer
from flows.storing.catalog.known_site_rows import SiteSummary, put_site, site_body, site_summary

_DAY_CHARS = 10


@cache
def made_by(settings: SitesSettings) -> str:
    """Return a digest of all that can change which verdicts follow from the same statistics."""
    return digest_of([settings, tool_version(), library_versions(), shipped_digest()])


def settle_verdicts(
    connection: Connection, statistics: Sequence[SiteStatistics], drawer: Drawer
) -> list[str]:
    """Keep what follows from the statistics of some sites.

    Args:
        connection: A connection in a transaction that writes.
        statistics: Of each site.
        drawer: Draws the verdicts.

    Returns:
        The sites whose verdicts are others than before, by name.
    """
    drawn = zip(statistics, drawer.draw(statistics), strict=True)
    return [
        each.host
        for each, knowledge in drawn
        if _keep(connection, each, knowledge, made_by(drawer.settings))
    ]


def _keep(
    connection: Connection, statistics: SiteStatistics, knowledge: SiteKnowledge, maker: str
) -> bool:
    """Keep what is known of a site; return whether the verdicts are others than before."""
    before = site_summary(connection, statistics.host)
    days = sorted(page.seen[:_DAY_CHARS] for page in statistics.pages if page.seen)
    summary = SiteSummary(
        site=statistics.host,
        pages=knowledge.page_count,
        recurring=len(knowledge.blocks),
        templates=sum(block.verdict is Verdict.TEMPLATE for block in knowledge.blocks),
        first_seen=days[0] if days else "",
        last_seen=days[-1] if days else "",
        digest=knowledge.digest,
        made_by=maker,
    )
    put_site(connection, summary, msgspec.msgpack.encode(knowledge))
    return summary.digest != (before.digest if before else "")


def knowledge_in(connection: Connection, site: str) -> SiteKnowledge | None:
    """Return what is known of a site; None for nothing."""
    body = site_body(connection, site)
    return None if body is None else msgspec.msgpack.decode(body, type=SiteKnowledge)
