"""What a run would do, without doing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from cleaners.pipeline import Cleaner
from flows.configuration import Configuration
from flows.dumps.finding import Dumps
from flows.learning.known_sites import KnownSites
from flows.learning.rules_folder import rule_book_of
from flows.sources.roots import Sources
from flows.sources.selection import Selection
from flows.storing.catalog.catalog import find_catalog
from flows.storing.catalog.old_ledger import OldLedger
from flows.storing.destinations import open_destination
from flows.storing.ledger import Row, Status
from flows.working.index import Index
from flows.working.observing import observations
from flows.working.page_work import MakeCleaner, PageTask
from flows.working.planning import Planner, Terms
from flows.working.preparing import prepare
from flows.working.run_terms import Choices, terms_of
from flows.working.scanned_archives import ScannedArchives
from flows.working.standard_input import standard_input_file
from flows.working.stores import open_store

CLEAN = "clean"


class Step(Struct, frozen=True):
    """What a run would do with an input.

    Attributes:
        action: ``clean``, the outcome that is known without cleaning, or ``gone``.
        input: The input's name in the ledger.
        why: What speaks for it, in words.
        output: The article file, where it is known by now.
    """

    action: str
    input: str
    why: str = ""
    output: str | None = None


def plan_sources(  # noqa: PLR0913 - the options of a run
    given: Sequence[str],
    destination: str | Path,
    configuration: Configuration,
    *,
    make_cleaner: MakeCleaner = Cleaner,
    force: bool = False,
    retry_failed: bool = False,
    prune: bool = False,
    refresh_sites: bool = False,
) -> Iterator[Step]:
    """Yield what ``clean_sources`` would do with the same arguments; nothing is written."""
    place = open_destination(destination)
    sources = Sources(given, place.path)
    running = configuration.running
    selection = Selection(running.run.include, running.run.exclude)
    rules = rule_book_of(configuration)
    with ExitStack() as stack:
        page = stack.enter_context(
            standard_input_file(given, configuration.cleaning.reading.max_bytes)
        )
        index = stack.enter_context(Index())
        file_format = running.output.format
        max_bytes = configuration.cleaning.reading.max_bytes
        catalog = find_catalog(running.catalog.url, place)
        ledger = OldLedger(place.folder) if catalog is None else stack.enter_context(catalog)
        prepare(
            sources,
            selection,
            place,
            ledger,
            index,
            file_format=file_format,
            standard_input=page,
            archives=ScannedArchives(
                catalog, index, Dumps(running.dumps, max_bytes), reading_only=True
            ),
        )
        store = stack.enter_context(open_store(place, file_format, index))
        choices = Choices(force=force, retry_failed=retry_failed, refresh_sites=refresh_sites)
        terms = terms_of(configuration, make_cleaner, choices)
        planner = Planner(index, sources, store, terms, KnownSites(catalog, rules))
        inputs = (found for key in index.input_keys() if (found := index.input(key)))
        for found, seen in observations(inputs, planner.max_bytes):
            previous = index.row(found.key)
            yield _step(planner.plan(found, seen), previous, terms)
        for row in index.rows():
            if row.status is Status.GONE and not index.has_input(row.input):
                why = "its output would be removed" if prune else "--prune removes its output"
                yield Step(str(row.status), row.input, why, row.output)


def _step(planned: Row | PageTask, previous: Row | None, terms: Terms) -> Step:
    if isinstance(planned, PageTask):
        why = _why(planned.row, previous, terms)
        return Step(CLEAN, planned.key, why, planned.placed.output)
    return Step(str(planned.status), planned.input, planned.reason, planned.output)


def _why(row: Row, previous: Row | None, terms: Terms) -> str:
    if previous is None:
        return "new"
    causes = (
        (terms.force, "--force"),
        ((previous.sha256, previous.facts) != (row.sha256, row.facts), "changed"),
        (
            (previous.configuration, previous.rendering) != (row.configuration, row.rendering),
            "other settings or versions",
        ),
        (previous.status is Status.FAILED, f"failed before: {previous.reason}"),
        (
            terms.refresh_sites and previous.site_digest != row.site_digest,
            "other things are known of its site",
        ),
        (previous.duplicate_of != row.duplicate_of, "other duplicates than before"),
    )
    return next((words for holds, words in causes if holds), "its output is missing or was changed")
