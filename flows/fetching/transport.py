"""httpx on a pool of httpcore that connects as we say; httpx itself takes no network backend."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator
from functools import cache
from typing import cast

import httpcore
import httpx

from flows.fetching.connecting import CheckedBackend, places_of
from flows.fetching.errors import FetchSettingsError
from flows.fetching.network_addresses import AddressRules
from flows.fetching.settings import Fetching

_KEEP_SECONDS = 30.0


class PoolTransport(httpx.AsyncBaseTransport):
    """Sends requests through a pool; errors are those of httpcore and of its backend."""

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return the answer, of which the body has not been read."""
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=cast("httpx.AsyncByteStream", request.stream),
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer),
            extensions=answer.extensions,
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in cast("AsyncIterable[bytes]", self._answer.stream):
            yield piece

    async def aclose(self) -> None:
        await self._answer.aclose()


def transport_for(settings: Fetching) -> PoolTransport:
    """Return a transport that connects to allowed addresses, or to the proxy of the settings.

    Raises:
        FetchSettingsError: A setting that cannot be used.
    """
    context = _trust(settings.ca_file)
    if not settings.proxy:
        places = places_of(settings.resolve)
        backend = CheckedBackend(AddressRules(settings.allowed_networks), places)
        pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=settings.connections,
            max_keepalive_connections=settings.connections,
            keepalive_expiry=_KEEP_SECONDS,
            network_backend=backend,
        )
        return PoolTransport(pool)
    if settings.resolve:
        raise FetchSettingsError("fetch.resolve does nothing with fetch.proxy: remove one of them")
    try:
        proxy = httpx.Proxy(settings.proxy)
    except (ValueError, httpx.InvalidURL) as error:
        raise FetchSettingsError(f"fetch.proxy: {error}") from error
    if proxy.url.scheme not in {"http", "https"}:
        raise FetchSettingsError(f"fetch.proxy: {settings.proxy} is no http:// address of a proxy")
    return PoolTransport(
        httpcore.AsyncHTTPProxy(
            proxy_url=str(proxy.url),
            proxy_auth=proxy.raw_auth,
            ssl_context=context,
            max_connections=settings.connections,
            max_keepalive_connections=settings.connections,
            keepalive_expiry=_KEEP_SECONDS,
        )
    )


@cache
def _trust(ca_file: str) -> ssl.SSLContext:
    """Return which certificates are believed; reading the usual ones takes some 20 ms."""
    context = httpx.create_ssl_context(trust_env=False)
    if ca_file:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:
            raise FetchSettingsError(f"fetch.ca_file {ca_file}: {error}") from error
    return context
