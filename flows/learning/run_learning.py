"""What a cleaning run has to do with sites: it learns from pages, and tells what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from cleaners.rules.rule_book import RuleBook
from cleaners.settings import SitesSettings
from flows.learning.folding import Folded, fold
from flows.learning.known_sites import KnownSites
from flows.learning.site_names import UNKNOWN
from flows.learning.site_report import SitesReport
from flows.storing.catalog.catalog import Catalog
from flows.storing.ledger import Row

_LOOKED_UP = 500


class RunLearning:
    """Takes every outcome of a run; folds what its pages have shown when it ends.

    A run that was stopped (or killed) folds nothing: what its pages have shown waits in the
    catalog, so the run that goes on with it cleans with the same knowledge.
    """

    def __init__(
        self, catalog: Catalog, rules: RuleBook, settings: SitesSettings, *, jobs: int
    ) -> None:
        self._catalog = catalog
        self._settings = settings
        self._jobs = jobs
        self._rules = rules
        self._cleaned_with: Counter[tuple[str, str]] = Counter()
        self._refreshed = 0
        self._changed: list[str] = []

    def settle(self, row: Row, previous: Row | None) -> None:
        """Take the outcome of an input.

        Args:
            row: The outcome.
            previous: The one before, if there was one.
        """
        if row.id:
            self._cleaned_with[row.site, row.site_digest] += 1
        if previous is None or row.carried or not _was_refreshed(previous, row):
            return
        self._refreshed += 1
        if _article(previous) != _article(row):
            self._changed.append(row.input)

    def close(self, rows: Iterable[Row], *, run: str, stopped: bool) -> SitesReport:
        """Fold what has arrived, and return what the run has come to.

        Args:
            rows: All outcomes, of which those of the run are looked at.
            run: Its name.
            stopped: Whether it has not come to its end.
        """
        folded = Folded() if stopped else fold(self._catalog, self._settings, jobs=self._jobs)
        known = KnownSites(self._catalog, self._rules)
        refreshable = sum(
            count
            for (site, digest), count in self._cleaned_with.items()
            if site != UNKNOWN and known.known(site).digest != digest
        )
        if any(site == UNKNOWN for site, _ in self._cleaned_with):
            unknown = (row for row in rows if row.run == run and row.id and row.site == UNKNOWN)
            refreshable += sum(_are_outdated(unknown, known))
        return SitesReport(
            learned=folded.sites,
            changed_sites=folded.changed,
            refreshable=refreshable,
            refreshed=self._refreshed,
            changed_articles=tuple(sorted(self._changed)),
        )


def _was_refreshed(previous: Row, row: Row) -> bool:
    """Return whether nothing but what is known of its site has changed of an input."""
    return (
        bool(previous.id)
        and _made_from(previous) == _made_from(row)
        and previous.site_digest != row.site_digest
    )


def _made_from(row: Row) -> tuple[str, ...]:
    return (row.sha256, row.facts, row.configuration, row.rendering)


def _article(row: Row) -> tuple[object, ...]:
    """Return what two articles with the same text and the same cuts share."""
    return (bool(row.output), row.text_digest, row.words_out, dict(row.cuts), row.title)


def _are_outdated(rows: Iterable[Row], known: KnownSites) -> Iterator[bool]:
    """Yield for rows of no known site whether they would be cleaned otherwise by now.

    The group of a text is known only after others of its group were read.
    """
    remaining = iter(rows)
    while batch := list(islice(remaining, _LOOKED_UP)):
        known.look_up([row.input for row in batch])
        for row in batch:
            learned = known.learned(row.input)
            site = learned.site if learned is not None else UNKNOWN
            yield known.known(site).digest != row.site_digest
