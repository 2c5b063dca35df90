"""The pages that rules are tested on, found by their addresses: in files, kept, or afresh."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from cleaners.document import Page
from cleaners.metadata import extract_metadata
from cleaners.reading import decompress, read
from cleaners.reasons import UnreadablePageError
from cleaners.settings import Settings
from flows.fetching.settings import Fetching
from flows.sources.addresses import normalised
from flows.sources.archives import archive_pages
from flows.sources.files import read_file
from flows.sources.folder import Found, is_archive, walk
from flows.sources.locations import Location, fetch_bytes, page_bytes
from flows.sources.pages import day_of_run, page_of
from flows.sources.roots import Sources
from flows.sources.selection import Selection
from flows.sources.sidecar import Facts, read_facts
from flows.sources.warc import WarcError, read_warc_page
from flows.storing.catalog.catalog import Catalog
from flows.storing.raw_store import RawStore

_WWW = "www."


def page_key(address: str) -> str:
    """Return what an address has in common with others of the same page.

    Scheme, ``www.``, a closing slash and the fragment are left out: rules are older than many a
    site's move to https.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix(_WWW)
    except ValueError:
        return address
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


class TestPages(Struct):
    """The pages that were found, and why others were not.

    Attributes:
        pages: Pages by the address that was looked for.
        problems: What could not be read, a line each.
    """

    __test__ = False

    pages: dict[str, Page] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def pages_in(places: Sequence[str], addresses: Collection[str], settings: Settings) -> TestPages:
    """Return the pages of some addresses that lie in files, folders or WARC files.

    A page is known by its sidecar or its record, else by the address that it gives itself.

    Args:
        places: Files and folders.
        addresses: The addresses.
        settings: Limits on what is read.

    Raises:
        SourceError: A place is not there.
    """
    wanted = {page_key(address): address for address in addresses}
    found = TestPages()
    for each in walk(Sources(places, b"").roots, Selection(), left_out=Counter()):
        if len(found.pages) == len(wanted):
            break
        look = _archived if is_archive(each) else _filed
        try:
            for address, page in look(each, wanted, settings):
                found.pages.setdefault(address, page)
        except (OSError, WarcError) as error:
            found.problems.append(f"{os.fsdecode(each.path)}: {error}")
        except UnreadablePageError:  # no page, so none that is tested
            continue
    return found


def _archived(
    found: Found, wanted: Mapping[str, str], settings: Settings
) -> Iterator[tuple[str, Page]]:
    """Yield the wanted pages of a WARC file, up to where it is damaged."""
    max_bytes = settings.reading.max_bytes
    for name, member in archive_pages(found, max_bytes, Counter()):
        address = _wanted_address(member.facts, wanted)
        if address is not None and not member.problem:
            location = Location(found.path, member.start, member.length)
            content = page_bytes(location, fetch_bytes(location, max_bytes), max_bytes)
            yield address, page_of(content, os.fsdecode(name), member.facts, day_of_run())


def _filed(
    found: Found, wanted: Mapping[str, str], settings: Settings
) -> Iterator[tuple[str, Page]]:
    """Yield the page of a file if it is wanted."""
    if found.problem:
        raise OSError(found.problem)
    facts, _ = read_facts(found.path)
    address = _wanted_address(facts, wanted)
    if address is None and facts.url:
        return
    max_bytes = settings.reading.max_bytes
    content = decompress(read_file(found.path, max_bytes), max_bytes)
    page = page_of(content, os.fsdecode(found.path), facts, day_of_run())
    if address is None:
        address = _own_address(page, wanted, settings)
        page = replace(page, url=address)
    if address is not None:
        yield address, page


def _wanted_address(facts: Facts, wanted: Mapping[str, str]) -> str | None:
    for address in (facts.url, facts.final_uri):
        if address and page_key(address) in wanted:
            return wanted[page_key(address)]
    return None


def _own_address(page: Page, wanted: Mapping[str, str], settings: Settings) -> str | None:
    """Return the wanted address that a page gives itself; few are read for it."""
    raw = page.raw if isinstance(page.raw, bytes) else page.raw.encode()
    if not any(key.rpartition("/")[2].encode() in raw for key in wanted):
        return None
    metadata = extract_metadata(read(page, settings.reading).tree, page, settings.metadata)
    for value in (metadata.canonical, metadata.url):
        if value is not None and page_key(value.value) in wanted:
            return wanted[page_key(value.value)]
    return None


def kept_pages(
    catalog: Catalog, store: RawStore, addresses: Collection[str], max_bytes: int
) -> TestPages:
    """Return the pages of some addresses that ``copydesk ingest`` keeps.

    Args:
        catalog: Knows where they are.
        store: Where they are.
        addresses: The addresses.
        max_bytes: Largest page that is read.
    """
    variants = {each: address for address in addresses for each in addresses_like(address)}
    found = TestPages()
    for each, row in catalog.pages(list(variants)).items():
        address = variants[each]
        if not row.file or address in found.pages:
            continue
        try:
            member = store.member(row.file, row.offset, row.length)
            content, facts = read_warc_page(member, max_bytes=max_bytes)
        except (OSError, WarcError, UnreadablePageError) as error:
            found.problems.append(f"{address}: what is kept in {row.file} cannot be read: {error}")
            continue
        found.pages[address] = page_of(content, address, facts, day_of_run())
    return found


def addresses_like(address: str) -> list[str]:
    """Return the addresses, as the catalog knows them, that may be those of the same page."""
    key = page_key(address)
    path, question, query = key.partition("?")
    texts = (
        f"{scheme}://{www}{path}{slash}{question}{query}"
        for scheme in ("https", "http")
        for www in ("", _WWW)
        for slash in ("", "/")
    )
    return list(dict.fromkeys(filter(None, map(normalised, texts))))


async def fetched_pages(
    addresses: Collection[str], settings: Fetching, max_bytes: int
) -> TestPages:
    """Return the pages of some addresses, fetched politely.

    Args:
        addresses: The addresses.
        settings: Who asks, how often, and what is refused.
        max_bytes: Largest page that is read.

    Raises:
        FetchSettingsError: The settings allow no fetching.
    """
    from flows.fetching.decoded import decoded_body  # noqa: PLC0415 - where pages are fetched
    from flows.fetching.fetched import Outcome  # noqa: PLC0415
    from flows.fetching.fetcher import Fetcher  # noqa: PLC0415

    found = TestPages()
    async with Fetcher(settings) as fetcher:
        for fetched in await asyncio.gather(*map(fetcher.fetch, addresses)):
            if fetched.outcome is not Outcome.FETCHED:
                found.problems.append(f"{fetched.url}: {fetched.reason}: {fetched.detail}")
                continue
            try:
                content = decoded_body(fetched, max_bytes)
            except UnreadablePageError as error:
                found.problems.append(f"{fetched.url}: {error}")
                continue
            found.pages[fetched.url] = Page(
                raw=content,
                url=fetched.url,
                final_url=fetched.final_url,
                headers=dict(fetched.headers),
                status=fetched.status,
                fetched_at=fetched.fetched_at,
            )
    return found
