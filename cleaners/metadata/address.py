"""Addresses: of the page, its canonical one, and that of its lead image."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

_LINE_BREAK = re.compile(r"[\t\r\n]+")


@lru_cache(maxsize=64)
def split_address(address: str) -> SplitResult | None:
    """Return the parts of an absolute http(s) address; None for anything else."""
    try:
        parts = urlsplit(address.strip())
        has_host = bool(parts.hostname)
    except ValueError:  # such as an unclosed bracket in the host
        return None
    return parts if has_host and parts.scheme in {"http", "https"} else None


def host_of(address: str) -> str:
    """Return the lower-case host of an address without a leading ``www.``; empty if none."""
    parts = split_address(address)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def path_parts(address: str) -> list[str]:
    """Return the parts of an address's path, decoded: two of ``/region/storm-hits-coast``."""
    parts = split_address(address)
    return [part for part in unquote(parts.path).split("/") if part] if parts else []


def address_key(address: str) -> str | None:
    """Return what two spellings of one page's address share: host and path.

    Scheme, ``www.``, query, fragment and a trailing slash do not tell pages apart here.
    """
    parts = split_address(address)
    if parts is None:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{unquote(parts.path).rstrip('/')}".casefold()


def absolute(address: str, base: str | None) -> str | None:
    """Return an address as an absolute http(s) one; None if it cannot be made one."""
    address = _LINE_BREAK.sub("", address.strip()).replace(" ", "%20")  # as browsers do
    if base and not address.startswith(("https://", "http://")):
        try:
            address = urljoin(base, address)
        except ValueError:
            return None
    return address if split_address(address) else None
