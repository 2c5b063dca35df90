"""How far one fetch has come, and what it amounts to in the end."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import httpx

from flows.fetching.errors import FetchError
from flows.fetching.fetched import REFUSALS, Fetched, Kind, Outcome, Reason, Redirect, Signal
from flows.fetching.pacing import time_after
from flows.fetching.reply import Reply


class Way:
    """What is known of a fetch while it goes on.

    Attributes:
        kind: What is asked for.
        obeys_robots: Whether robots.txt is asked first.
        url: Where it is now.
        is_conditional: Whether validators are sent there.
        redirects: Those so far.
        reply: The last answer.
        signals: What the site that it is at says.
    """

    def __init__(self, asked: str, kind: Kind, *, obeys_robots: bool = True) -> None:
        self.kind = kind
        self.obeys_robots = obeys_robots
        self.url: httpx.URL | None = None
        self.is_conditional = False
        self.redirects: list[Redirect] = []
        self.reply: Reply | None = None
        self.signals: tuple[Signal, ...] = ()
        self._asked = asked
        self._visited: set[str] = set()
        self._attempts = 0
        self._began = time.monotonic()
        self._sent_at: datetime | None = None

    def arrived(self, url: httpx.URL, *, is_conditional: bool) -> None:
        """Note which address is to be asked next; what another site said does not hold there."""
        self.url = url
        self.is_conditional = is_conditional
        self.signals = ()

    def sent(self) -> None:
        """Count a request that is about to be sent."""
        self._attempts += 1
        self._sent_at = datetime.now(UTC)
        self._visited.add(str(self.url))

    def has_been_at(self, url: httpx.URL) -> bool:
        """Return whether an address has been asked for already."""
        return str(url) in self._visited

    def redirected(self, reply: Reply, target: httpx.URL) -> None:
        """Note a redirect."""
        self.redirects.append(Redirect(str(reply.url), reply.status, str(target)))

    def ended(self, error: FetchError) -> Fetched:
        """Return what a fetch that gave nothing amounts to."""
        refused = error.reason in REFUSALS
        wait = error.wait_seconds
        return self._fetched(
            Outcome.REFUSED if refused else Outcome.FAILED,
            error.reply or self.reply,
            reason=error.reason,
            detail=" ".join(error.detail.split()),
            retry_at=None if wait is None else time_after(wait),
        )

    def concluded(self, outcome: Outcome, reply: Reply) -> Fetched:
        """Return what a fetch that went well amounts to."""
        return self._fetched(outcome, reply)

    def _fetched(
        self,
        outcome: Outcome,
        reply: Reply | None,
        *,
        reason: Reason | None = None,
        detail: str = "",
        retry_at: str | None = None,
    ) -> Fetched:
        at = self._sent_at or datetime.now(UTC)
        return Fetched(
            url=self._asked,
            final_url=str(self.url) if self.url is not None else self._asked,
            kind=self.kind,
            outcome=outcome,
            reason=reason,
            detail=detail,
            redirects=tuple(self.redirects),
            status=reply.status if reply else None,
            status_text=reply.status_text if reply else "",
            http_version=reply.http_version if reply else "",
            headers=reply.header_pairs if reply else (),
            body=reply.wire if reply and outcome is Outcome.FETCHED else b"",
            fetched_at=at.isoformat(timespec="milliseconds"),
            seconds=round(time.monotonic() - self._began, 3),
            attempts=self._attempts,
            address=reply.address if reply else None,
            signals=self.signals,
            retry_at=retry_at,
        )
