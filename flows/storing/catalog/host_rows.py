"""What the pages of a host are like, run by run, in the catalog."""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from sqlalchemy import Connection, case, delete, or_, select

from flows.storing.catalog.run_rows import Begun
from flows.storing.catalog.tables import hosts, outcomes
from flows.storing.catalog.text import json_of, key_of, value_of
from flows.storing.catalog.upserting import Excluded, upsert
from flows.storing.ledger import Status

_MAX_SAMPLE = 200
_STREAMED = {"yield_per": 1_000}


class HostProfile(Struct, frozen=True, kw_only=True):
    """The pages of a host that came with one run, as they were cleaned under a configuration.

    Attributes:
        host: The host.
        run: Number of the run that they came with.
        configuration: Digest of all that can change a result, but for the page.
        articles: How many are articles; duplicates do not count.
        rejected: How many were rejected.
        undated: Articles without a date of publication.
        unsigned: Articles without an author.
        words: Words of articles; of a settled sample of them, as the following.
        shares_cut: Shares of the pages' words that were cut.
        confidences: How good the texts are to be expected, where that is known.
    """

    host: str
    run: int
    configuration: str
    articles: int = 0
    rejected: int = 0
    undated: int = 0
    unsigned: int = 0
    words: tuple[int, ...] = ()
    shares_cut: tuple[float, ...] = ()
    confidences: tuple[float, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.articles + self.rejected


class PageFigures(Struct, frozen=True, kw_only=True):
    """What of a page goes into a profile.

    Attributes:
        order: Its place in the order that samples are taken in.
        is_article: Whether it is an article, or was rejected.
        is_dated: Whether it has a date of publication.
        is_signed: Whether it has an author.
        words: Words of the article.
        share_cut: Share of the page's words that was cut.
        confidence: How good the text is to be expected.
    """

    order: bytes
    is_article: bool
    is_dated: bool
    is_signed: bool
    words: int
    share_cut: float
    confidence: float | None


def new_profiles(connection: Connection, run: Begun) -> Iterator[HostProfile]:
    """Yield the profiles of the pages that a run has cleaned, each with the run it came with.

    Pages that a run before it has cleaned and could not account for belong to them.
    """
    unfinished = [each.number for each in run.unfinished]
    columns = outcomes.c
    statement = (
        select(
            columns.host,
            columns.since,
            columns.key,
            columns.status,
            columns.words_in,
            columns.words_out,
            columns.words_cut,
            columns.published,
            columns.author_count,
            columns.confidence,
        )
        .where(
            columns.run == run.name,
            columns.host.is_not(None),
            columns.status.not_in([str(Status.DUPLICATE), str(Status.FAILED)]),
            or_(columns.carried.is_(False), columns.since.in_(unfinished)),
            columns.since > 0,
        )
        .order_by(columns.host, columns.since)
    )
    rows = connection.execute(statement, execution_options=_STREAMED)
    for (host, since), found in groupby(rows, key=lambda row: (row.host, row.since)):
        pages = [
            PageFigures(
                order=hashlib.sha256(row.key.encode("utf-8")).digest()[:8],
                is_article=row.status != Status.REJECTED,
                is_dated=row.published is not None,
                is_signed=row.author_count > 0,
                words=row.words_out,
                share_cut=round(min(row.words_cut / max(row.words_in, 1), 1.0), 3),
                confidence=row.confidence,
            )
            for row in found
        ]
        yield profile_of(host, since, run.configuration, pages)


def profile_of(
    host: str, run: int, configuration: str, pages: Sequence[PageFigures]
) -> HostProfile:
    """Return the profile of some pages."""
    articles = sorted((page for page in pages if page.is_article), key=lambda page: page.order)
    sample = articles[:_MAX_SAMPLE]
    return HostProfile(
        host=host,
        run=run,
        configuration=configuration,
        articles=len(articles),
        rejected=len(pages) - len(articles),
        undated=sum(not page.is_dated for page in articles),
        unsigned=sum(not page.is_signed for page in articles),
        words=tuple(page.words for page in sample),
        shares_cut=tuple(page.share_cut for page in sample),
        confidences=tuple(page.confidence for page in sample if page.confidence is not None),
    )


def put_profiles(connection: Connection, profiles: Sequence[HostProfile]) -> None:
    """Keep profiles; one of more pages of the same run and configuration stays."""
    upsert(connection, hosts, [_values(profile) for profile in profiles], _larger)


def trim_profiles(connection: Connection, host: str, configuration: str, kept_pages: int) -> None:
    """Remove what is not compared any more: other configurations, and what is too long ago."""
    key = key_of(host)
    connection.execute(
        delete(hosts).where(hosts.c.host == key, hosts.c.configuration != configuration)
    )
    found = connection.execute(
        select(hosts.c.run, hosts.c.pages).where(hosts.c.host == key).order_by(hosts.c.run.desc())
    )
    pages, old = 0, []
    for run, count in found:
        if pages >= kept_pages:
            old.append(run)
        pages += count
    if old:
        connection.execute(delete(hosts).where(hosts.c.host == key, hosts.c.run <= max(old)))


def profiles_by_host(
    connection: Connection, names: Iterable[str] | None = None
) -> Iterator[list[HostProfile]]:
    """Yield the profiles of each host, the newest first; of all hosts or of some."""
    statement = select(hosts.c.host, hosts.c.body).order_by(
        hosts.c.host, hosts.c.run.desc(), hosts.c.configuration
    )
    if names is not None:
        statement = statement.where(hosts.c.host.in_([key_of(name) for name in names]))
    found = connection.execute(statement, execution_options=_STREAMED)
    for _, rows in groupby(found, key=lambda row: row.host):
        yield [value_of(row.body, HostProfile) for row in rows]


def _larger(new: Excluded) -> Mapping[str, object]:
    keeps = hosts.c.pages > new.pages
    return {
        column.name: case((keeps, column), else_=new[column.name])
        for column in hosts.columns
        if not column.primary_key
    }


def _values(profile: HostProfile) -> dict[str, object]:
    articles = profile.articles
    return {
        "host": key_of(profile.host),
        "run": profile.run,
        "configuration": profile.configuration,
        "pages": profile.pages,
        "rejected": profile.rejected,
        "median_words": _median(profile.words),
        "share_cut": _median(profile.shares_cut),
        "share_undated": profile.undated / articles if articles else None,
        "share_unsigned": profile.unsigned / articles if articles else None,
        "median_confidence": _median(profile.confidences),
        "body": json_of(profile),
    }


def _median(values: Sequence[float]) -> float | None:
    return float(statistics.median(values)) if values else None
