"""What a robots.txt (RFC 9309) lets us do."""

from __future__ import annotations

from msgspec import Struct
from protego import Protego

from flows.fetching.fetched import Reason, Signal
from flows.fetching.policies import Policy, PolicyState

ROBOTS = "robots.txt"


class Verdict(Struct, frozen=True):
    """What the rules say of one address.

    Attributes:
        allowed: Whether it may be fetched.
        word: ``allowed``, ``disallowed``, ``missing`` or ``unreachable``.
        delay: Seconds between requests that the site asks for.
        reason: Why the rules could not be had.
        detail: The same in plain words.
    """

    allowed: bool
    word: str
    delay: float | None = None
    reason: Reason = Reason.ROBOTS
    detail: str = ""

    @property
    def signal(self) -> Signal:
        """The verdict as it is recorded."""
        return Signal(ROBOTS, self.word, ROBOTS)


def parse_robots(policy: Policy) -> Protego:
    """Return the rules; broken lines are left out, as RFC 9309 asks."""
    return Protego.parse(policy.body.decode("utf-8-sig", "replace"))


def verdict(policy: Policy, rules: Protego, url: str, token: str) -> Verdict:
    """Return what a site's rules say of one of its addresses.

    Without a file (4xx) all is allowed; while it cannot be had (5xx, no connection) nothing is.
    """
    if policy.state is PolicyState.MISSING:
        return Verdict(allowed=True, word="missing")
    if policy.state is PolicyState.UNREACHABLE:
        reason = policy.reason or Reason.ROBOTS_UNREACHABLE
        return Verdict(allowed=False, word="unreachable", reason=reason, detail=policy.detail)
    allowed = bool(rules.can_fetch(url, token))
    return Verdict(allowed, "allowed" if allowed else "disallowed", _delay(rules, token))


def _delay(rules: Protego, token: str) -> float | None:
    """Return the longer of Crawl-delay and what Request-rate comes to."""
    rate = rules.request_rate(token)
    delays = [
        float(rules.crawl_delay(token) or 0.0),
        rate.seconds / rate.requests if rate is not None else 0.0,
    ]
    return max(delays) or None
