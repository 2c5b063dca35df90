"""What a run would do, without doing it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from cleaners.pipeline import Cleaner
from flows.configuration import Configuration
from flows.sources.roots import Sources
from flows.sources.selection import Selection
from flows.storing.ledger import Row, Status
from flows.working.index import Index
from flows.working.page_work import MakeCleaner, PageTask
from flows.working.planning import Planner, Terms
from flows.working.preparing import prepare
from flows.working.run import terms_of
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
    destination: Path,
    configuration: Configuration,
    *,
    make_cleaner: MakeCleaner = Cleaner,
    force: bool = False,
    retry_failed: bool = False,
    prune: bool = False,
) -> Iterator[Step]:
    """Yield what ``clean_sources`` would do with the same arguments; nothing is written."""
    destination = Path(os.path.realpath(destination))
    sources = Sources(given, os.fsencode(destination))
    running = configuration.running
    selection = Selection(running.run.include, running.run.exclude)
    with ExitStack() as stack:
        page = stack.enter_context(
            standard_input_file(given, configuration.cleaning.reading.max_bytes)
        )
        index = stack.enter_context(Index())
        file_format = running.output.format
        prepare(sources, selection, destination, file_format, index, standard_input=page)
        store = stack.enter_context(open_store(destination, file_format, index, sources))
        terms = terms_of(configuration, make_cleaner, force=force, retry_failed=retry_failed)
        planner = Planner(index, sources, store, terms)
        for key in index.input_keys():
            found = index.input(key)
            if found is not None:
                previous = index.row(key)
                yield _step(planner.plan(found), previous, terms)
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
        (previous.duplicate_of != row.duplicate_of, "other duplicates than before"),
    )
    return next((words for holds, words in causes if holds), "its output is missing or was changed")
