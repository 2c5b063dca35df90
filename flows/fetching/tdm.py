"""tdmrep.json: which parts of a site are reserved from text and data mining.

The TDM Reservation Protocol, final report of the W3C community group, 10 May 2024. Of its three
places the later supersede the earlier: this file, response headers, meta elements.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct
from protego import Protego

from flows.fetching.fetched import Signal
from flows.fetching.policies import Policy, PolicyState

RESERVATION = "tdm-reservation"
POLICY = "tdm-policy"
FILE = "tdmrep.json"
WELL_KNOWN = "/.well-known/tdmrep.json"

_VALUES = (0, 1)  # any other value is an error by the protocol, and means that none is set
_NOT_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_MAX_RULES = 2_000


class _Rule(Struct, frozen=True):
    location: str
    reservation: object = msgspec.field(name=RESERVATION, default=None)
    policy: object = msgspec.field(name=POLICY, default=None)


class Reservation(Struct, frozen=True):
    """What the file says of some paths."""

    location: Protego
    reserved: bool
    policy: str


def parse_tdm(policy: Policy) -> tuple[Reservation, ...]:
    """Return the rules of a file in their order; a file that is none of this kind has none."""
    if policy.state is not PolicyState.PRESENT:
        return ()
    try:
        rules = msgspec.json.decode(policy.body, type=list[msgspec.Raw])
    except _NOT_JSON:
        return ()
    return tuple(filter(None, map(_reservation, rules[:_MAX_RULES])))


def tdm_signals(reservations: tuple[Reservation, ...], url: str) -> tuple[Signal, ...]:
    """Return what the first rule that fits an address says."""
    for rule in reservations:
        if not rule.location.can_fetch(url, "*"):
            reservation = Signal(RESERVATION, str(int(rule.reserved)), FILE)
            return (reservation, Signal(POLICY, rule.policy, FILE))[: 2 if rule.policy else 1]
    return ()


def _reservation(encoded: msgspec.Raw) -> Reservation | None:
    try:
        rule = msgspec.json.decode(encoded, type=_Rule)
    except _NOT_JSON:
        return None
    if rule.reservation not in _VALUES:
        return None
    return Reservation(
        location=_pattern(rule.location),
        reserved=bool(rule.reservation),
        policy=rule.policy if isinstance(rule.policy, str) else "",
    )


def _pattern(location: str) -> Protego:
    """Return a pattern: the protocol takes those of robots.txt, so protego matches them."""
    line = " ".join(location.split())
    return Protego.parse(f"User-agent: *\nDisallow: {line}\n")
