"""One page from Python: bytes or text in, a result out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.result import Result
from cleaners.settings import Settings
from cleaners.sites.site import Site


@cache
def cleaner_of(settings: Settings | None) -> Cleaner:
    """Return the cleaner for some settings; what it loads is loaded once."""
    return Cleaner(settings)


def clean(  # noqa: PLR0913 - the facts of a fetch are keywords
    source: bytes | str,
    *,
    url: str | None = None,
    headers: Mapping[str, str] | None = None,
    status: int | None = None,
    fetched_at: str | None = None,
    latest_date: str | None = None,
    settings: Settings | None = None,
    site: Site | None = None,
) -> Result:
    """Return the article of a page, with its metadata and everything that was cut.

    Args:
        source: The page as bytes (HTML, Markdown or text; gzip and zstd are unpacked) or as text.
        url: Its address.
        headers: HTTP response headers.
        status: HTTP status.
        fetched_at: ISO 8601 time of the fetch.
        latest_date: ISO 8601 day after which no date of the page is believed; by default the day
            of the fetch, if that is known.
        settings: Other settings than the shipped ones, from ``settings_from``.
        site: What is known of its site, from ``cleaners.sites``.

    Raises:
        UnreadablePageError: The bytes cannot be read as a page; nothing else is raised.
    """
    page = Page(
        raw=source,
        url=url,
        headers=dict(headers or {}),
        status=status,
        fetched_at=fetched_at,
        latest_date=latest_date,
    )
    return cleaner_of(settings).clean(page, site)
