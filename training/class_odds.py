"""The table of class names: the odds that what stands in an element of that name is main content.

Each host has one vote a token: the mean over its pages of the share of words that are gold. The
odds that a training page sees are counted without its own host, as those of an unknown site are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from cleaners.learned.model import ODDS_STEPS
from training.examples import Example

MIN_HOSTS = 3
"""A token of fewer hosts tells of them, not of pages."""

PRIOR = 0.5
"""Half a vote for and half a vote against each token."""

Votes = Mapping[str, Mapping[str, float]]


def votes_of(examples: Iterable[Example]) -> Votes:
    """Return for each token the votes of the hosts that use it."""
    shares: defaultdict[str, defaultdict[str, list[float]]]
    shares = defaultdict(lambda: defaultdict(list))
    for example in examples:
        for token, share in example.token_shares.items():
            shares[token][example.host].append(share)
    return {
        token: {host: sum(same) / len(same) for host, same in by_host.items()}
        for token, by_host in shares.items()
        if len(by_host) >= MIN_HOSTS
    }


def odds_without(votes: Votes, host: str | None = None) -> dict[str, float]:
    """Return the odds of each token, without the votes of one host, in steps of the table."""
    odds = {}
    for token, by_host in votes.items():
        count, total = len(by_host), math.fsum(by_host.values())
        if host is not None and host in by_host:
            count, total = count - 1, total - by_host[host]
        value = math.log((total + PRIOR) / (count - total + PRIOR))
        odds[token] = round(value * ODDS_STEPS) / ODDS_STEPS
    return odds
