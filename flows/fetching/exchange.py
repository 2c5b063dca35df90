"""One request and its answer, within limits of time and size."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx
import msgspec

from flows.fetching.errors import FetchError, fetch_error
from flows.fetching.fetched import Kind, Reason
from flows.fetching.identity import request_headers
from flows.fetching.receiving import Limits, limits_of, receive
from flows.fetching.reply import Reply
from flows.fetching.settings import Fetching
from flows.fetching.transport import transport_for

WITH_PAGE = frozenset((HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION))

_ACCEPTED = {
    Kind.PAGE: "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1",
    Kind.FEED: "application/rss+xml,application/atom+xml,application/xml,text/xml,*/*;q=0.5",
    Kind.POLICY: "text/plain,application/json,*/*;q=0.5",
}
_DRAINED_BYTES = 64_000


class Exchange:
    """Sends single requests; follows nothing, repeats nothing, and keeps no cookies."""

    def __init__(self, settings: Fetching) -> None:
        self._total_seconds = settings.total_seconds
        self._limits = limits_of(settings)
        self._client = httpx.AsyncClient(
            transport=transport_for(settings),
            headers=request_headers(settings),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds),
            follow_redirects=False,
            trust_env=False,
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def ask(self, url: httpx.URL, kind: Kind, conditions: Mapping[str, str]) -> Reply:
        """Send a request.

        Args:
            url: Where to.
            kind: What is asked for.
            conditions: Headers of a conditional request.

        Raises:
            FetchError: No answer, or one that goes beyond a limit.
        """
        headers = {"Accept": _ACCEPTED[kind], **conditions}
        request = self._client.build_request("GET", url, headers=headers)
        try:
            async with asyncio.timeout(self._total_seconds):
                response = await self._client.send(request, stream=True)
                try:
                    return await _read(response, self._limits[kind])
                finally:
                    await response.aclose()
        except TimeoutError as error:
            told = f"not done after {self._total_seconds:g} seconds"
            raise FetchError(Reason.TOO_SLOW, told) from error
        except httpx.RemoteProtocolError as error:
            # httpx looks at the target of a redirect although it is not to follow it.
            told = " ".join(str(error).split()).rstrip(".")
            raise FetchError(Reason.INVALID_URL, told) from error
        except _TROUBLE as error:
            raise fetch_error(error) from error


_TROUBLE = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    OSError,
)


async def _read(response: httpx.Response, limits: Limits) -> Reply:
    reply = _reply(response)
    if response.status_code not in WITH_PAGE:
        await _drain(response)
        return reply
    try:
        received = await receive(response, limits)
    except FetchError as error:
        error.reply = reply
        raise
    return msgspec.structs.replace(reply, wire=received.wire, head=received.head)


def _reply(response: httpx.Response) -> Reply:
    stream = response.extensions["network_stream"]
    peer = stream.get_extra_info("server_addr")
    return Reply(
        url=response.request.url,
        status=response.status_code,
        status_text=response.reason_phrase,
        http_version=response.http_version,
        headers=response.headers,
        address=str(peer[0]) if peer else None,
    )


async def _drain(response: httpx.Response) -> None:
    """Read the body of a redirect or an error if it is small, so that the connection can stay."""
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) <= _DRAINED_BYTES:
        async for _ in response.aiter_raw():
            pass
