"""The whole of a fetch: may we, whose turn is it, ask, follow, look at the signals."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Self

import httpx

from flows.fetching.errors import FetchError, RefusedAddressError
from flows.fetching.exchange import WITH_PAGE, Exchange
from flows.fetching.fetched import Fetched, Kind, Known, Outcome, Reason
from flows.fetching.identity import product_token
from flows.fetching.network_addresses import AddressRules, literal_address
from flows.fetching.opting_out import objection
from flows.fetching.pacing import Pacing
from flows.fetching.permission import UNAVAILABLE, Permission, refusal
from flows.fetching.policies import PolicyStore
from flows.fetching.reply import Reply
from flows.fetching.retrying import ask_patiently
from flows.fetching.settings import Fetching
from flows.fetching.signals import header_signals, meta_signals
from flows.fetching.urls import checked_url, redirect_target
from flows.fetching.way import Way

NOT_MODIFIED = 304
REDIRECTS = frozenset((301, 302, 303, 307, 308))


class Fetcher:
    """Fetches politely. One serves a whole run, and any number of fetches at a time.

    Fetches wait for each other as the settings say: callers need not, but had better not start
    thousands at a time, since each that waits takes some memory.
    """

    def __init__(self, settings: Fetching, *, policies: PolicyStore | None = None) -> None:
        """Take the settings.

        Args:
            settings: The table ``fetch``.
            policies: Remembers robots.txt and tdmrep.json beyond this run.

        Raises:
            FetchSettingsError: Settings that allow no fetching, such as no contact.
        """
        self._settings = settings
        self._token = product_token(settings)
        self._addresses = AddressRules(settings.allowed_networks)
        self._exchange = Exchange(settings)
        self._pacing = Pacing(settings)
        self._permission = Permission(settings, self._ask_policy, policies)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._permission.aclose()
        await self._exchange.aclose()

    async def fetch(
        self, url: str, *, kind: Kind = Kind.PAGE, known: Known | None = None
    ) -> Fetched:
        """Fetch an address; whatever happens is told by the outcome.

        Args:
            url: An absolute address.
            kind: What is expected there.
            known: The validators of an earlier fetch: what has not changed since is not sent again.
        """
        way = Way(url, kind)
        try:
            reply = await self._follow(checked_url(url), way, known or Known())
            return self._concluded(reply, way)
        except FetchError as error:
            return way.ended(error)

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """Return the sitemaps that the robots.txt of an address' site names.

        Raises:
            FetchError: It is no address.
        """
        return await self._permission.sitemaps(checked_url(url))

    async def _follow(self, url: httpx.URL, way: Way, known: Known) -> Reply:
        """Ask, and follow redirects one by one, each checked like a first address."""
        validated = known.url or str(url)
        for _ in range(self._settings.max_redirects + 1):
            conditions = _conditions(known) if str(url) == validated else {}
            reply = await self._ask(url, way, conditions)
            if reply.status not in REDIRECTS:
                return reply
            way.reply = reply
            url = redirect_target(reply)
            way.redirected(reply, url)
            if way.has_been_at(url):
                raise FetchError(Reason.REDIRECT_LOOP, f"redirected again to {url}")
        raise FetchError(
            Reason.TOO_MANY_REDIRECTS, f"more than {self._settings.max_redirects} redirects"
        )

    async def _ask(self, url: httpx.URL, way: Way, conditions: Mapping[str, str]) -> Reply:
        way.arrived(url, is_conditional=bool(conditions))
        self._check_literal(url)
        delay = await self._permitted(url, way) if way.obeys_robots else None
        host = url.host.lower().rstrip(".")

        async def ask() -> Reply:
            async with self._pacing.turn(host, delay):
                way.sent()
                return await self._exchange.ask(url, way.kind, conditions)

        return await ask_patiently(
            ask, lambda seconds: self._pacing.hold(host, seconds), self._settings
        )

    def _check_literal(self, url: httpx.URL) -> None:
        """Refuse a private address in the URL itself, which a proxy would connect to for us."""
        address = literal_address(url.host)
        against = self._addresses.objection(address) if address is not None else None
        if against is not None:
            raise RefusedAddressError(against)

    async def _permitted(self, url: httpx.URL, way: Way) -> float | None:
        """Return the delay that a site asks for, once its own files let us go on."""
        verdict = await self._permission.verdict(url)
        way.signals = (verdict.signal,)
        refused = refusal(verdict, self._settings)
        if refused is not None:
            raise refused
        if way.kind is not Kind.POLICY:
            way.signals += await self._permission.reservations(url)
            self._check_opt_out(way)
        return verdict.delay

    def _concluded(self, reply: Reply, way: Way) -> Fetched:
        way.reply = reply
        way.signals += header_signals(reply)
        if reply.status in WITH_PAGE:
            way.signals += meta_signals(reply, self._token)
            self._check_opt_out(way)
            return way.concluded(Outcome.FETCHED, reply)
        if reply.status == NOT_MODIFIED and way.is_conditional:
            self._check_opt_out(way)
            return way.concluded(Outcome.NOT_MODIFIED, reply)
        raise FetchError(Reason.STATUS, reply.told, reply=reply)

    def _check_opt_out(self, way: Way) -> None:
        """Refuse a page that an obeyed signal speaks of; feeds are no content of their own."""
        if way.kind is not Kind.PAGE:
            return
        against = objection(way.signals, self._settings.obey_opt_out, self._token)
        if against is not None:
            raise FetchError(Reason.OPT_OUT, against)

    async def _ask_policy(self, url: str, known: Known) -> Reply:
        is_robots = url.endswith("/robots.txt")
        way = Way(url, Kind.POLICY, obeys_robots=not is_robots)
        try:
            return await self._follow(httpx.URL(url), way, known)
        except FetchError as error:
            if way.redirects and error.reason not in UNAVAILABLE:
                raise FetchError(Reason.ROBOTS_UNREACHABLE, error.detail) from error
            raise


def _conditions(known: Known) -> dict[str, str]:
    pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in pairs.items() if value}
