"""What an ingest comes to: one outcome for every address that a source lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

_LISTED_PROBLEMS = 20


class Settled(StrEnum):
    """What becomes of an address that a source lists.

    ``SAME`` came again with the bytes that are kept. ``KNOWN`` was not asked for, because its
    source says that it has not changed, or because ``refetch_days`` have not passed. ``REPEATED``
    is an address that this run has already. ``POSTPONED`` is beyond ``max_pages``.
    """

    FETCHED = "fetched"
    NOT_MODIFIED = "not_modified"
    SAME = "same"
    REFUSED = "refused"
    FAILED = "failed"
    KNOWN = "known"
    FILTERED = "filtered"
    REPEATED = "repeated"
    POSTPONED = "postponed"


class Trouble(Struct, frozen=True):
    """Something that a person may have to look at.

    Attributes:
        url: The address that it is about.
        reason: Which of the closed list of reasons it is.
        detail: The particulars, in words for a person.
    """

    url: str
    reason: str
    detail: str


class SourceReport(Struct, frozen=True, kw_only=True):
    """What an ingest came to for one source.

    Attributes:
        name: Name of the source.
        kind: Its kind.
        listed: How many addresses it lists; of files, how many there are.
        outcomes: How many of them came to what; they add up, with ``unreached``.
        unreached: Addresses that a stopped run has not got to.
        reasons: How many were refused or failed, by reason.
        filtered: How many its filters left out, by filter.
        listings: How many feeds and sitemaps came to what.
        unread: Feeds and sitemaps that could not be fetched or read as a whole.
        troubles: The first addresses that were refused or failed.
        bytes: What came for its pages, in bytes, as it came.
    """

    name: str
    kind: str
    listed: int = 0
    outcomes: Mapping[str, int] = {}
    unreached: int = 0
    reasons: Mapping[str, int] = {}
    filtered: Mapping[str, int] = {}
    listings: Mapping[str, int] = {}
    unread: tuple[Trouble, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    bytes: int = 0

    @property
    def balanced(self) -> bool:
        """Whether every address that is listed has one outcome."""
        return not self.outcomes or self.listed == sum(self.outcomes.values()) + self.unreached


class IngestReport(Struct, frozen=True, kw_only=True):
    """What an ingest came to.

    Attributes:
        run: The run's name in the catalog.
        raw: Where the raw pages are.
        sources: What it came to, source by source.
        recovered: Files of a killed run that were saved.
        seconds: How long it took.
        stopped: Whether it was asked to stop before its end.
        notes: What else a person should know.
    """

    run: str
    raw: str
    sources: tuple[SourceReport, ...]
    recovered: int = 0
    seconds: float = 0.0
    stopped: bool = False
    notes: tuple[str, ...] = ()

    @property
    def balanced(self) -> bool:
        """Whether every address of every source has one outcome."""
        return all(source.balanced for source in self.sources)

    def count(self, outcome: Settled) -> int:
        """Return how many addresses of all sources came to an outcome."""
        return sum(source.outcomes.get(outcome, 0) for source in self.sources)

    @property
    def failed(self) -> int:
        """How many pages failed, and feeds and sitemaps could not be read."""
        return self.count(Settled.FAILED) + sum(len(source.unread) for source in self.sources)


class SourceTally:
    """Counts what becomes of a source's addresses; its size does not depend on their number."""

    def __init__(self, name: str, kind: str) -> None:
        self.name = name
        self.kind = kind
        self.listed = 0
        self.outcomes: Counter[Settled] = Counter()
        self.reasons: Counter[str] = Counter()
        self.filtered: Counter[str] = Counter()
        self.listings: Counter[str] = Counter()
        self.bytes = 0
        self._unread: list[Trouble] = []
        self._troubles: list[Trouble] = []

    def settle(self, outcome: Settled, trouble: Trouble | None = None) -> None:
        """Count an outcome, and what was wrong."""
        self.outcomes[outcome] += 1
        if trouble is not None:
            self.reasons[trouble.reason] += 1
            _keep(self._troubles, trouble)

    def unread(self, trouble: Trouble) -> None:
        """Count a listing that could not be fetched or read as a whole."""
        self._unread.append(trouble)

    def report(self) -> SourceReport:
        """Return what it came to."""
        return SourceReport(
            name=self.name,
            kind=self.kind,
            listed=self.listed,
            outcomes={str(each): self.outcomes[each] for each in Settled},
            unreached=self.listed - self.outcomes.total(),
            reasons=_by_count(self.reasons),
            filtered=_by_count(self.filtered),
            listings=_by_count(self.listings),
            unread=tuple(self._unread),
            troubles=tuple(self._troubles),
            bytes=self.bytes,
        )


def _keep(troubles: list[Trouble], trouble: Trouble) -> None:
    if len(troubles) < _LISTED_PROBLEMS:
        troubles.append(trouble)


def _by_count(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def outcomes_of(reports: Sequence[SourceReport]) -> dict[Settled, int]:
    """Return the outcomes of several sources together."""
    return {each: sum(report.outcomes.get(each, 0) for report in reports) for each in Settled}
