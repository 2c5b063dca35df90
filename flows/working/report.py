"""What a run comes to: outcomes, words, cuts, and the pages that a person should look at."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from flows.drifting.drift import DriftingHost
from flows.learning.site_report import SitesReport
from flows.near_duplicates.near_copies import NearCopies
from flows.storing.doubts import doubts
from flows.storing.ledger import OUTCOMES, Row, Status

LISTED_PAGES = 10
_Ranked = tuple[float, str, float, tuple[str, ...]]  # rank, input, seconds, what is doubtful


class ListedPage(Struct, frozen=True):
    """A page that stands in the report by name.

    Attributes:
        input: Its name in the ledger.
        seconds: How long cleaning it took.
        why: What is doubtful about it or made it fail, in words; empty for a slow page.
    """

    input: str
    seconds: float
    why: tuple[str, ...] = ()


class RunReport(Struct, frozen=True, kw_only=True):
    """What a run came to.

    Attributes:
        run: The run's name in the ledger.
        destination: Where the articles are.
        inputs: How many inputs there were.
        outcomes: How many came to what; they add up to the inputs of a run that was not stopped.
        unreached: Inputs that a stopped run has not got to.
        reasons: How many inputs were rejected or failed, by reason.
        left_out: Files and folders that are no inputs, by reason.
        words_in: Words of the pages.
        words_out: Words of the articles.
        cuts: Words cut, by reason.
        gone: Inputs of the ledger that are no longer there.
        superseded: Files of earlier outputs that are still there.
        pruned: Files removed.
        slowest: The pages that took longest.
        doubtful: The articles most in need of a look.
        failures: The first pages that failed, with their reasons.
        seconds: How long the run took.
        stopped: Whether it was asked to stop before its end.
        balanced: Whether every input has one outcome in the ledger.
        drifting: Hosts whose newest pages, of this run, are unlike their earlier ones.
        sites: What it has learned of sites, and what came of it.
        near_duplicates: The near copies among all articles of the destination.
        notes: What else a person should know.
    """

    run: str
    destination: str
    inputs: int
    outcomes: Mapping[str, int]
    unreached: int
    reasons: Mapping[str, int]
    left_out: Mapping[str, int]
    words_in: int
    words_out: int
    cuts: Mapping[str, int]
    gone: int
    superseded: int
    pruned: int
    slowest: tuple[ListedPage, ...]
    doubtful: tuple[ListedPage, ...]
    failures: tuple[ListedPage, ...]
    seconds: float
    stopped: bool
    balanced: bool
    drifting: tuple[DriftingHost, ...] = ()
    sites: SitesReport = SitesReport()
    near_duplicates: NearCopies = NearCopies()
    notes: tuple[str, ...] = ()

    @property
    def failed(self) -> int:
        """How many inputs failed."""
        return self.outcomes[Status.FAILED]


class Tally:
    """Counts the outcomes of a run as they come; its size does not depend on their number."""

    def __init__(self) -> None:
        self.outcomes: Counter[Status] = Counter()
        self.reasons: Counter[str] = Counter()
        self.cuts: Counter[str] = Counter()
        self.words_in = 0
        self.words_out = 0
        self.superseded = 0
        self._slowest: list[_Ranked] = []
        self._doubtful: list[_Ranked] = []
        self._failures: list[ListedPage] = []

    def add(self, row: Row) -> None:
        """Count an outcome."""
        self.outcomes[row.status] += 1
        self.superseded += len(row.superseded)
        if row.reason and row.status is not Status.DUPLICATE:
            self.reasons[str(row.reason)] += 1
        if row.status is Status.FAILED and len(self._failures) < LISTED_PAGES:
            page = ListedPage(row.input, row.seconds, (row.reason, row.detail))
            self._failures.append(page)
        if not row.carried:
            _keep_largest(self._slowest, (row.seconds, row.input, row.seconds, ()))
        if row.output is None:
            return
        self.words_in += row.words_in
        self.words_out += row.words_out
        self.cuts.update(row.cuts)
        if why := doubts(row):
            share = row.words_out / max(row.words_in, 1)
            _keep_largest(self._doubtful, (len(why) - share, row.input, row.seconds, why))

    def replace(self, earlier: Row, later: Row) -> None:
        """Count another outcome in the place of one that was counted."""
        self.outcomes[earlier.status] -= 1
        self.outcomes[later.status] += 1
        if earlier.output is not None and later.output is None:
            self.words_in -= earlier.words_in
            self.words_out -= earlier.words_out
            self.cuts.subtract(earlier.cuts)

    def outcome_counts(self) -> dict[str, int]:
        """Return the count of every outcome, 0 included, in their usual order."""
        return {str(status): self.outcomes[status] for status in OUTCOMES}

    def slowest(self) -> tuple[ListedPage, ...]:
        """Return the pages that took longest, the longest first."""
        return _listed(self._slowest)

    def doubtful(self) -> tuple[ListedPage, ...]:
        """Return the articles most in need of a look, the worst first."""
        return _listed(self._doubtful)

    def failures(self) -> tuple[ListedPage, ...]:
        """Return the first pages that failed."""
        return tuple(sorted(self._failures, key=lambda page: page.input))


def by_count(counts: Counter[str]) -> dict[str, int]:
    """Return counts, the largest first, in a settled order."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _keep_largest(heap: list[_Ranked], item: _Ranked) -> None:
    if len(heap) < LISTED_PAGES:
        heapq.heappush(heap, item)
    else:
        heapq.heappushpop(heap, item)


def _listed(heap: list[_Ranked]) -> tuple[ListedPage, ...]:
    ordered = sorted(heap, reverse=True)
    return tuple(ListedPage(key, seconds, why) for rank, key, seconds, why in ordered if rank)
