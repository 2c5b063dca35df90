"""Addresses of pages in one form, so that a page is known again across runs and sources."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

_MAX_CHARACTERS = 4_000
_BREAKS = re.compile(r"[\t\r\n]+")
_SCHEMES = frozenset(("http", "https"))
# Parameters that say where a reader came from, and are never part of what is asked for. courlan's
# own list is wider: it would take `?gallery=5`, `?reference=7` and `?cid=1234` for tracking, drop
# `?1234` and sort the rest, so that some sites' articles would all have the same address.
_TRACKING = re.compile(
    r"(?:utm|mtm|pk|piwik|itm|vero|oly|hsa|hmb|at_|ns)_\w*"
    r"|(?:dc|fbc|gc|twc|yc|ysc)lid|(?:msclk|igsh|wbra|gbra)id|gclsrc|igsh|mc_[ce]id|mkt_tok"
    r"|_ga|_gl|_hsenc|_hsmi|xtor|wt_mc|ito|cmpid|ncid|smid|sr_share|ocid|guccounter",
    re.IGNORECASE,
)


def normalised(address: str) -> str | None:
    """Return an address in the form by which pages are known; None where it is none of the web.

    Scheme and host in lower case and without the scheme's own port, the host in letters where it
    came as punycode, the path as courlan writes it (quoted, without ``//`` and leading ``/..``; the
    closing slash stays). Of the query, parameters that only track readers go; the others stay as
    and where they are. The fragment goes. What was ``&amp;`` becomes ``&``.
    """
    from courlan import normalize_url, scrub_url  # noqa: PLC0415 - takes a quarter of a second

    if len(address) > _MAX_CHARACTERS:
        return None
    try:
        # An address within an address is left alone: courlan would take one of the two.
        trimmed = _BREAKS.sub("", address.strip()).replace(" ", "%20")
        parts = urlsplit(trimmed if trimmed.count("://") > 1 else scrub_url(trimmed))
        if not _is_of_the_web(parts):
            return None
        bare = parts._replace(query="", fragment="", path="" if "//" in parts.path else parts.path)
        scheme, host, path, _, _ = urlsplit(normalize_url(bare))
    except (ValueError, AttributeError):
        return None
    return urlunsplit((scheme, host, path or parts.path or "/", _query(parts.query), ""))


def host_of(address: str) -> str:
    """Return the host of a normalised address, with its port where it has one."""
    return urlsplit(address).netloc


def _is_of_the_web(parts: SplitResult) -> bool:
    """Return whether an address has what it needs; a port that is none raises ValueError."""
    has_host = bool(parts.hostname) and parts.username is None and parts.port != 0
    return has_host and parts.scheme.lower() in _SCHEMES


def _query(query: str) -> str:
    kept = [each for each in query.split("&") if not _TRACKING.fullmatch(each.partition("=")[0])]
    return "&".join(kept)
