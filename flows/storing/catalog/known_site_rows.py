"""What is known of sites, in the catalog: what follows from the samples of their pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from sqlalchemy import Connection, delete, select, update

from flows.storing.catalog.tables import sites
from flows.storing.catalog.text import key_of
from flows.storing.catalog.upserting import batches, upsert

_STREAMED = {"yield_per": 500}


class SiteSummary(Struct, frozen=True, kw_only=True):
    """What is known of a site, in short.

    Attributes:
        site: Its name.
        pages: How many of its pages were seen; by estimate where they are more than a sample.
        recurring: How many blocks recur.
        templates: How many of them are the site's, not an article's.
        first_seen: Day of the earliest page of the sample; empty if not known.
        last_seen: Day of the latest page of the sample; empty if not known.
        digest: Digest of the verdicts; empty where none can change a page.
        made_by: Digest of what has made them.
    """

    site: str
    pages: int
    recurring: int
    templates: int
    first_seen: str
    last_seen: str
    digest: str
    made_by: str


_SUMMARY = tuple(sites.c[name] for name in SiteSummary.__struct_fields__)


def put_site(connection: Connection, summary: SiteSummary, body: bytes) -> None:
    """Put what is known of a site in the place of what was."""
    values = {name: getattr(summary, name) for name in SiteSummary.__struct_fields__}
    upsert(connection, sites, [{**values, "site": key_of(summary.site), "body": body}])


def site_body(connection: Connection, site: str) -> bytes | None:
    """Return all that is known of a site, encoded; None for nothing."""
    statement = select(sites.c.body).where(sites.c.site == key_of(site))
    return connection.execute(statement).scalar()


def site_summary(connection: Connection, site: str) -> SiteSummary | None:
    """Return what is known of a site, in short; None for nothing."""
    found = connection.execute(select(*_SUMMARY).where(sites.c.site == key_of(site))).first()
    return None if found is None else SiteSummary(**found._mapping)  # noqa: SLF001 - its interface


def site_summaries(connection: Connection) -> Iterator[SiteSummary]:
    """Yield what is known of all sites, in short, those with most pages first."""
    statement = select(*_SUMMARY).order_by(sites.c.pages.desc(), sites.c.site)
    for found in connection.execute(statement, execution_options=_STREAMED):
        yield SiteSummary(**found._mapping)  # noqa: SLF001 - its interface


def sites_made_otherwise(connection: Connection, made_by: str) -> list[str]:
    """Return the sites whose verdicts were made by something else than ``made_by``."""
    statement = select(sites.c.site).where(sites.c.made_by != made_by).order_by(sites.c.site)
    return list(connection.execute(statement).scalars())


def remove_sites(connection: Connection, names: Sequence[str]) -> None:
    """Remove what is known of some sites."""
    for batch in batches([key_of(name) for name in names]):
        connection.execute(delete(sites).where(sites.c.site.in_(batch)))


def rename_site(connection: Connection, old: str, new: str) -> None:
    """Give what is known of a site another name, of which nothing is known."""
    connection.execute(update(sites).where(sites.c.site == key_of(old)).values(site=key_of(new)))


def site_names(connection: Connection) -> list[str]:
    """Return the names of all sites that something is known of."""
    return list(connection.execute(select(sites.c.site).order_by(sites.c.site)).scalars())
