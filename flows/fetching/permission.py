"""What a site's own files say of an address: robots.txt first, then tdmrep.json."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import httpx
from protego import Protego

from flows.fetching.errors import FetchError
from flows.fetching.fetched import Known, Reason, Signal
from flows.fetching.identity import product_token
from flows.fetching.policies import Policies, Policy, PolicyState, PolicyStore
from flows.fetching.reply import Reply
from flows.fetching.robots import Verdict, parse_robots, verdict
from flows.fetching.settings import Fetching
from flows.fetching.tdm import WELL_KNOWN, Reservation, parse_tdm, tdm_signals

ROBOTS_PATH = "/robots.txt"

AskPolicy = Callable[[str, Known], Awaitable[Reply]]
"""Asks for a policy file, redirects followed."""

_NOT_MODIFIED = 304
_OF_THE_HOST = frozenset(
    (
        Reason.PRIVATE_ADDRESS,
        Reason.UNKNOWN_HOST,
        Reason.CONNECTION,
        Reason.CERTIFICATE,
        Reason.PROTOCOL,
    )
)
UNAVAILABLE = frozenset((Reason.TOO_MANY_REDIRECTS, Reason.REDIRECT_LOOP))


class Permission:
    """Knows the policies of sites, each asked for once."""

    def __init__(self, settings: Fetching, ask: AskPolicy, store: PolicyStore | None) -> None:
        self._settings = settings
        self._ask = ask
        self._token = product_token(settings)
        max_age = timedelta(hours=settings.policy_hours)
        self._robots: Policies[Protego] = Policies(self._load, parse_robots, max_age, store)
        self._tdm: Policies[tuple[Reservation, ...]] = Policies(
            self._load, parse_tdm, max_age, store
        )

    async def aclose(self) -> None:
        """Stop asking."""
        await self._robots.aclose()
        await self._tdm.aclose()

    async def verdict(self, url: httpx.URL) -> Verdict:
        """Return what robots.txt says of an address."""
        policy, rules = await self._robots.of(str(url.join(ROBOTS_PATH)))
        return verdict(policy, rules, str(url), self._token)

    async def reservations(self, url: httpx.URL) -> tuple[Signal, ...]:
        """Return what tdmrep.json says of an address; nothing where the settings do not ask.

        The file is not asked for where robots.txt forbids that.
        """
        place = url.join(WELL_KNOWN)
        if not self._settings.read_tdm_policy or not (await self.verdict(place)).allowed:
            return ()
        _, rules = await self._tdm.of(str(place))
        return tdm_signals(rules, str(url))

    async def sitemaps(self, url: httpx.URL) -> tuple[str, ...]:
        """Return the sitemaps that a site's robots.txt names."""
        _, rules = await self._robots.of(str(url.join(ROBOTS_PATH)))
        return tuple(rules.sitemaps)

    async def _load(self, url: str, remembered: Policy | None) -> Policy:
        """Ask for a policy; what cannot be had is ``unreachable``, with the reason."""
        known = Known()
        if remembered is not None and remembered.state is PolicyState.PRESENT:
            known = Known(etag=remembered.etag, last_modified=remembered.last_modified)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            reply = await self._ask(url, known)
        except FetchError as error:
            reason = error.reason if error.reason in _OF_THE_HOST else None
            return Policy(
                url=url,
                state=_state_of(error),
                reason=reason,
                detail=error.detail,
                fetched_at=now,
            )
        state = _state(reply.status)
        if reply.status == _NOT_MODIFIED and remembered is not None:
            state, body = PolicyState.PRESENT, remembered.body
        else:
            body = reply.head if state is PolicyState.PRESENT else b""
        return Policy(
            url=url,
            state=state,
            body=body,
            detail="" if state is PolicyState.PRESENT else reply.told,
            etag=reply.headers.get("etag") or known.etag,
            last_modified=reply.headers.get("last-modified") or known.last_modified,
            fetched_at=now,
        )


def refusal(found: Verdict, settings: Fetching) -> FetchError | None:
    """Return why a verdict lets nothing be fetched; None if it does."""
    if not found.allowed:
        if found.reason is Reason.ROBOTS:
            return FetchError(Reason.ROBOTS, "robots.txt disallows it")
        if found.reason is Reason.ROBOTS_UNREACHABLE:
            return FetchError(found.reason, f"robots.txt cannot be had: {found.detail}")
        return FetchError(found.reason, found.detail)
    if found.delay is not None and found.delay > settings.max_delay_seconds:
        return FetchError(
            Reason.CRAWL_DELAY,
            f"robots.txt asks for {found.delay:g} seconds between requests, more than "
            f"fetch.max_delay_seconds = {settings.max_delay_seconds:g}",
        )
    return None


def _state(status: int) -> PolicyState:
    """Return what a status means (RFC 9309, 2.3.1); 429 is an error, and does not come here."""
    if status in {200, 203}:
        return PolicyState.PRESENT
    if 400 <= status < 500:  # noqa: PLR2004 - all of HTTP's 4xx
        return PolicyState.MISSING
    return PolicyState.UNREACHABLE


def _state_of(error: FetchError) -> PolicyState:
    """Return what an error means: who sends robots in circles has no rules (RFC 9309, 2.3.1.2)."""
    return PolicyState.MISSING if error.reason in UNAVAILABLE else PolicyState.UNREACHABLE
