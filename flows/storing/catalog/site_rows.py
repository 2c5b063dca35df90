"""What pages show of their sites, in the catalog: what has arrived, and the samples of sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, func, select, update

from cleaners.sites.fingerprints import written
from cleaners.sites.observations import observation_from
from cleaners.sites.statistics import MAX_PAGES
from flows.storing.byproducts import Byproducts
from flows.storing.catalog.tables import input_sites, site_arrivals, site_pages
from flows.storing.catalog.text import key_of
from flows.storing.catalog.upserting import batches, upsert
from flows.storing.ledger import Row

TRIMMED_AFTER = 20_000
"""After so many arrivals those are removed that no sample will take."""

MAX_UNKNOWN_ARRIVALS = 200_000
"""So many pages of no known site are held until they are folded; they are texts of some 2 kB."""


class Arrival(Struct, frozen=True):
    """What an input has shown of its site.

    Attributes:
        key: The input's name in the ledger.
        site: Its site; empty if that is not known.
        state: From ``input_state``.
        maker: Digest of what has read the page.
        observation: What it shows, encoded.
    """

    key: str
    site: str
    state: str
    maker: str
    observation: bytes


class SampledPage(Struct, frozen=True):
    """A page of the sample of a site.

    Attributes:
        page: Its number, in hexadecimal.
        key: An input that it is.
        maker: Digest of what has read it.
        body: What it shows, encoded.
    """

    page: str
    key: str
    maker: str
    body: bytes


class LearnedInput(Struct, frozen=True):
    """An input that was learned from.

    Attributes:
        site: Its site; empty if that is not known.
        state: From ``input_state``.
    """

    site: str
    state: str


def input_state(sha256: str, facts: str, maker: str) -> str:
    """Return a digest of all that decides what an input shows, and whether it is read again.

    Args:
        sha256: Digest of its bytes.
        facts: Digest of what is known of its fetching.
        maker: Digest of what reads it.
    """
    return blake2b(f"{sha256}\n{facts}\n{maker}".encode(), digest_size=16).hexdigest()


def arrivals_of(rows: Sequence[Row], byproducts: Mapping[str, Byproducts]) -> list[Arrival]:
    """Return what pages that were cleaned have shown of their sites."""
    return [
        arrival_of(row, byproducts[row.input])
        for row in rows
        if row.input in byproducts and byproducts[row.input].observation
    ]


def arrival_of(row: Row, byproducts: Byproducts) -> Arrival:
    """Return what a page has shown of its site: that of its row, else the one that it tells."""
    maker = byproducts.maker
    return Arrival(
        key=row.input,
        site=row.site or byproducts.site,
        state=input_state(row.sha256, row.facts, maker),
        maker=maker,
        observation=byproducts.observation,
    )


def put_arrivals(connection: Connection, arrivals: Sequence[Arrival]) -> None:
    """Put what inputs have shown, to be folded into the samples; of an input the last stays."""
    learned: list[dict[str, object]] = []
    arrived: list[dict[str, object]] = []
    for each in arrivals:
        key, site = key_of(each.key), key_of(each.site)
        page = written(observation_from(each.observation).page)
        learned.append({"key": key, "site": site, "state": each.state})
        shown = {"page": page, "maker": each.maker, "body": each.observation}
        arrived.append({"key": key, "site": site, **shown})
    upsert(connection, input_sites, learned)
    upsert(connection, site_arrivals, arrived)


def trim_arrivals(connection: Connection) -> None:
    """Remove what cannot get into a sample any more, since enough smaller numbers have come."""
    columns = site_arrivals.c
    place = func.dense_rank().over(partition_by=columns.site, order_by=columns.page)
    ranked = select(columns.key, columns.site, place.label("place")).subquery()
    limits = ((ranked.c.site != "", MAX_PAGES), (ranked.c.site == "", MAX_UNKNOWN_ARRIVALS))
    for is_known, limit in limits:
        beyond = select(ranked.c.key).where(is_known, ranked.c.place > limit)
        connection.execute(delete(site_arrivals).where(columns.key.in_(beyond)))


def arrived_sites(connection: Connection) -> list[str]:
    """Return the sites of which something has arrived, by name."""
    statement = select(site_arrivals.c.site).distinct().order_by(site_arrivals.c.site)
    return list(connection.execute(statement).scalars())


def arrived_pages(connection: Connection, site: str, limit: int | None = None) -> list[SampledPage]:
    """Return what has arrived of a site, the smallest page numbers first, at most ``limit``."""
    columns = site_arrivals.c
    statement = (
        select(columns.page, columns.key, columns.maker, columns.body)
        .where(columns.site == key_of(site))
        .order_by(columns.page, columns.key)
        .limit(limit)
    )
    return [SampledPage(*row) for row in connection.execute(statement)]


def arrived_batches(connection: Connection, site: str, size: int) -> Iterator[list[SampledPage]]:
    """Yield all that has arrived of a site, so many at once, by the names of the inputs."""
    columns, last = site_arrivals.c, ""
    while True:
        statement = (
            select(columns.page, columns.key, columns.maker, columns.body)
            .where(columns.site == key_of(site), columns.key > last)
            .order_by(columns.key)
            .limit(size)
        )
        batch = [SampledPage(*row) for row in connection.execute(statement)]
        if not batch:
            return
        yield batch
        last = batch[-1].key


def move_arrivals(connection: Connection, old: str, new: str) -> None:
    """Take what has arrived of a site for what has arrived of another one."""
    connection.execute(
        update(site_arrivals).where(site_arrivals.c.site == key_of(old)).values(site=key_of(new))
    )


def forget_arrivals(connection: Connection) -> None:
    """Remove all that has arrived: it is in the samples."""
    connection.execute(delete(site_arrivals))


def sampled_pages(connection: Connection, site: str) -> list[SampledPage]:
    """Return the sample of a site, by the numbers of the pages."""
    statement = (
        select(site_pages.c.page, site_pages.c.key, site_pages.c.maker, site_pages.c.body)
        .where(site_pages.c.site == key_of(site))
        .order_by(site_pages.c.page)
    )
    return [SampledPage(*row) for row in connection.execute(statement)]


def put_sampled_pages(connection: Connection, site: str, pages: Iterable[SampledPage]) -> None:
    """Put pages into the sample of a site, in the place of those with the same numbers."""
    name = key_of(site)
    values = [{"site": name, **msgspec.structs.asdict(page)} for page in pages]
    upsert(connection, site_pages, values)


def remove_sampled_pages(connection: Connection, site: str, pages: Sequence[str]) -> None:
    """Take pages out of the sample of a site, by their numbers."""
    for batch in batches(pages):
        connection.execute(
            delete(site_pages).where(
                site_pages.c.site == key_of(site), site_pages.c.page.in_(batch)
            )
        )


def learned_inputs(connection: Connection, keys: Sequence[str]) -> dict[str, LearnedInput]:
    """Return what is known of some inputs, by the names that were given; unknown ones are not."""
    names = {key_of(key): key for key in keys}
    return {names[key]: learned for key, learned in _learned(connection, list(names))}


def forget_inputs(connection: Connection, keys: Sequence[str]) -> None:
    """Forget of which sites some inputs are; what their pages have shown stays."""
    for batch in batches([key_of(key) for key in keys]):
        connection.execute(delete(input_sites).where(input_sites.c.key.in_(batch)))


def move_inputs(connection: Connection, old: str, new: str) -> None:
    """Note that the inputs of a site are of another one."""
    connection.execute(
        update(input_sites).where(input_sites.c.site == key_of(old)).values(site=key_of(new))
    )


def put_input_sites(connection: Connection, sites: Mapping[str, str]) -> None:
    """Note of which sites inputs are that were learned from, by the catalog's keys."""
    known = dict(_learned(connection, list(sites)))
    upsert(
        connection,
        input_sites,
        [
            {"key": key, "site": sites[key], "state": each.state}
            for key, each in known.items()
            if each.site != sites[key]
        ],
    )


def _learned(connection: Connection, keys: Sequence[str]) -> Iterator[tuple[str, LearnedInput]]:
    columns = input_sites.c
    statement = select(columns.key, columns.site, columns.state)
    for batch in batches(keys):
        for key, *values in connection.execute(statement.where(columns.key.in_(batch))):
            yield key, LearnedInput(*values)
