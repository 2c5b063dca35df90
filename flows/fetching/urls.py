"""Addresses that may be asked for: http and https, with a host, without a password."""

from __future__ import annotations

import httpx

from flows.fetching.errors import FetchError
from flows.fetching.fetched import Reason
from flows.fetching.reply import Reply

_MAX_PORT = 65_535
_MAX_CHARS = 4_000
_SHOWN_CHARS = 200


def checked_url(text: str) -> httpx.URL:
    """Return an address without its fragment.

    Raises:
        FetchError: ``invalid_url``.
    """
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise _invalid(text, str(error)) from error
    return _checked(url, text)


def redirect_target(reply: Reply) -> httpx.URL:
    """Return where a redirect leads to.

    Raises:
        FetchError: ``redirect`` without a target, ``invalid_url`` for one not to be asked for.
    """
    location = reply.headers.get("location", "").strip()
    if not location:
        raise FetchError(Reason.REDIRECT, f"{reply.told} without a Location", reply=reply)
    try:
        return _checked(reply.url.join(location), location)
    except (httpx.InvalidURL, ValueError) as error:
        raise _invalid(location, str(error)) from error


def _checked(url: httpx.URL, text: str) -> httpx.URL:
    if url.scheme not in {"http", "https"}:
        raise _invalid(text, "only http and https addresses can be fetched")
    if not url.host or b"%" in url.raw_host:
        raise _invalid(text, "it names no host")
    if url.port is not None and not 0 < url.port <= _MAX_PORT:
        raise _invalid(text, f"there is no port {url.port}")
    if url.userinfo:
        raise _invalid(text, "it holds a user name or password")
    if len(str(url)) > _MAX_CHARS:
        raise _invalid(text, f"it has more than {_MAX_CHARS:,} characters")
    return url.copy_with(fragment=None)


def _invalid(text: str, why: str) -> FetchError:
    shown = text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}..."
    return FetchError(Reason.INVALID_URL, f"{shown!r} cannot be fetched: {why}")
