"""What is known of sites, as it is shown: counts, verdicts, and what people have said of blocks."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from msgspec import Struct

from cleaners.rules.rule_book import RuleBook
from cleaners.rules.site_rules import KnownText
from cleaners.sites.fingerprints import written
from cleaners.sites.knowledge import KnownBlock, Verdict
from flows.drifting.host_watch import drifting_hosts
from flows.learning.verdicts import knowledge_in
from flows.storing.catalog.catalog import Catalog
from flows.storing.catalog.known_site_rows import site_names, site_summaries, site_summary
from flows.storing.catalog.settings import DriftLimits

PINNED, PARDONED = "pinned", "pardoned"
_LIKE = 0.75
_ORDER = (PINNED, Verdict.TEMPLATE, PARDONED, Verdict.EDITORIAL, Verdict.UNDECIDED)


class SiteLine(Struct, frozen=True, kw_only=True):
    """A site in the list of all.

    Attributes:
        site: Its name: a host, the name that a copyright line gives, or that of a group of texts.
        pages: How many pages were seen, by estimate where they are more than the sample.
        recurring: How many blocks recur.
        templates: How many of these are the site's.
        first_seen: Day of the earliest page; empty if not known.
        last_seen: Day of the latest page; empty if not known.
        drifting: What has changed of its newest pages; empty if nothing has.
    """

    site: str
    pages: int
    recurring: int
    templates: int
    first_seen: str
    last_seen: str
    drifting: tuple[str, ...] = ()


class ShownBlock(Struct, frozen=True, kw_only=True):
    """A block that a site repeats.

    Attributes:
        fingerprint: By which it is found, 16 hexadecimal digits.
        is_loose: Whether digits and names are forgotten in it.
        pages: On how many of the sampled pages it stands.
        verdict: What follows: ``template``, ``editorial``, ``undecided``, or what a person said:
            ``pinned``, ``pardoned``.
        place: Where on the page it mostly stands, in words.
        first_seen: Day of the earliest page with it; empty if not known.
        last_seen: Day of the latest page with it; empty if not known.
        sample: The beginning of its text.
        note: What the person says of it.
    """

    fingerprint: str
    is_loose: bool = False
    pages: int = 0
    verdict: str = Verdict.UNDECIDED
    place: str = ""
    first_seen: str = ""
    last_seen: str = ""
    sample: str = ""
    note: str = ""


class ShownSite(Struct, frozen=True, kw_only=True):
    """What is known of a site.

    Attributes:
        site: Its name.
        pages: How many pages were seen, by estimate where they are more than the sample.
        sampled: How many pages the sample holds.
        first_seen: Day of the earliest page; empty if not known.
        last_seen: Day of the latest page; empty if not known.
        digest: Digest of the verdicts; empty where none can change a page.
        blocks: What recurs, and what people have pinned or pardoned: what is cut first, then the
            most frequent first.
    """

    site: str
    pages: int
    sampled: int
    first_seen: str
    last_seen: str
    digest: str
    blocks: tuple[ShownBlock, ...]


def site_lines(catalog: Catalog, limits: DriftLimits) -> Iterator[SiteLine]:
    """Yield all sites of a catalog, those with most pages first."""
    drifting = {
        host.host.removeprefix("www."): tuple(change.figure for change in host.changes)
        for host in drifting_hosts(catalog, limits)
    }
    with catalog.reading() as connection:
        for summary in site_summaries(connection):
            yield SiteLine(
                site=summary.site,
                pages=summary.pages,
                recurring=summary.recurring,
                templates=summary.templates,
                first_seen=summary.first_seen,
                last_seen=summary.last_seen,
                drifting=drifting.get(summary.site, ()),
            )


def shown_site(catalog: Catalog, rules: RuleBook, given: str) -> ShownSite | None:
    """Return what is known of a site; None for nothing.

    Args:
        catalog: What knows it.
        rules: What people have written down.
        given: Its name, or an address of it.
    """
    site = plain_site(given)
    with catalog.reading() as connection:
        summary, knowledge = site_summary(connection, site), knowledge_in(connection, site)
    judged = judged_blocks(rules, site)
    if (summary is None or knowledge is None) and not judged:
        return None
    blocks = _blocks(knowledge.blocks if knowledge else (), judged)
    return ShownSite(
        site=site,
        pages=summary.pages if summary else 0,
        sampled=knowledge.sampled_count if knowledge else 0,
        first_seen=summary.first_seen if summary else "",
        last_seen=summary.last_seen if summary else "",
        digest=summary.digest if summary else "",
        blocks=tuple(sorted(blocks, key=_rank)),
    )


def plain_site(given: str) -> str:
    """Return the name of a site as the catalog has it, of whatever a person gives for it."""
    host = urlsplit(given).hostname or "" if "://" in given else given
    return host.strip().lower().rstrip("./").removeprefix("www.")


def near_sites(catalog: Catalog, given: str, limit: int) -> list[str]:
    """Return the sites whose names are like one that is not known."""
    with catalog.reading() as connection:
        return difflib.get_close_matches(plain_site(given), site_names(connection), limit, _LIKE)


def judged_blocks(rules: RuleBook, site: str) -> dict[str, tuple[str, KnownText]]:
    """Return what people have said of the blocks of a site, by fingerprint."""
    judged: dict[str, tuple[str, KnownText]] = {}
    for each in rules.by_host.get(site, ()):
        for verdict, texts in ((PINNED, each.pinned), (PARDONED, each.pardoned)):
            for text in texts:
                judged.setdefault(written(text.fingerprint), (verdict, text))
    return judged


def _blocks(
    known: Iterable[KnownBlock], judged: dict[str, tuple[str, KnownText]]
) -> Iterator[ShownBlock]:
    missing = dict(judged)
    for block in known:
        fingerprint = written(block.fingerprint)
        verdict, text = (None, None) if block.is_loose else missing.pop(fingerprint, (None, None))
        yield ShownBlock(
            fingerprint=fingerprint,
            is_loose=block.is_loose,
            pages=block.page_count,
            verdict=verdict or str(block.verdict),
            place=block.place,
            first_seen=block.first_seen,
            last_seen=block.last_seen,
            sample=block.sample,
            note=text.note if text else "",
        )
    for fingerprint, (verdict, text) in missing.items():
        yield ShownBlock(fingerprint=fingerprint, verdict=verdict, sample=text.text, note=text.note)


def _rank(block: ShownBlock) -> tuple[int, int, str]:
    return _ORDER.index(block.verdict), -block.pages, block.fingerprint
