"""Answers of workers to rows of the ledger, and the cleaning of some pages as one step."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Protocol

from msgspec.structs import replace

from cleaners.document import PageWarning
from flows.dumps.reading import DumpReader
from flows.sources.files import reading_error
from flows.sources.locations import fetch_bytes
from flows.storing.byproducts import Cleaned
from flows.storing.ledger import Failure, Row, Status
from flows.working.guard import GuardedWorkers
from flows.working.page_work import Answer, PageTask
from flows.working.read_ahead import read_ahead

# What no other page would fare better with: the run ends, and its ledger says how far it came.
FATAL_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


class DestinationError(RuntimeError):
    """The destination takes no more files; its message is one line."""


class Store(Protocol):
    """Where articles are kept."""

    def keep(self, task: PageTask, answer: Answer, row: Row) -> Row:
        """Write the files of a page and return its row with their names.

        Raises:
            OSError: A file cannot be written.
        """


def clean_pages(
    tasks: Iterable[PageTask], workers: GuardedWorkers, store: Store
) -> Iterator[Cleaned]:
    """Clean pages and write their articles; yield each with its row when its files are there.

    This is all that touches pages: a run calls it with the tasks of all its shards, and whoever
    moves single shards calls it with theirs, for the same bytes.

    Raises:
        DestinationError: The destination takes no more files.
        WorkersUnavailableError: Not one worker could be started.
    """
    for task, answer in workers.clean(fetched_tasks(tasks, workers.max_bytes)):
        row = outcome(task, answer)
        try:
            yield Cleaned(store.keep(task, answer, row), answer.byproducts)
        except OSError as error:
            if error.errno in FATAL_ERRORS:
                raise DestinationError(
                    f"{task.placed.output or 'the destination'} cannot be written: "
                    f"{error.strerror}; make room, and run the same command again to go on"
                ) from error
            failed = replace(
                row,
                status=Status.FAILED,
                reason=Failure.UNWRITABLE,
                detail=f"{task.placed.output}: {error.strerror}",
            )
            yield Cleaned(failed)


def fetched_tasks(tasks: Iterable[PageTask], max_bytes: int) -> Iterator[PageTask]:
    """Yield tasks, those of remote pages with their bytes: workers read what lies near only.

    Those of a dump's rows have theirs as well: they are read here in their order, from a dump that
    stays open.
    """
    with DumpReader() as dumps:

        def with_bytes(task: PageTask) -> PageTask:
            location = task.location
            try:
                if location.table is not None:
                    return replace(task, fetched=dumps.fetch(location))
                if location.is_remote:
                    return replace(task, fetched=fetch_bytes(location, max_bytes))
            except OSError as error:
                return replace(task, problem=reading_error(error))
            return task

        for _, task in read_ahead(tasks, with_bytes, is_far=_is_far):
            yield task


def _is_far(task: PageTask) -> bool:
    """Return whether it takes a while to begin to read a page."""
    return task.location.is_remote and task.location.table is None


def outcome(task: PageTask, answer: Answer) -> Row:
    """Return what the ledger says of a page that was cleaned, but for its files."""
    row = task.row
    status = answer.status
    if status is Status.WRITTEN and row.duplicate_of is not None:
        status = Status.DUPLICATE
    warnings = answer.warnings
    if answer.sha256 not in ("", row.sha256):
        warnings = (*warnings, PageWarning(code="changed_while_running"))
    row = replace(
        row,
        status=status,
        reason=answer.reason,
        detail=answer.detail,
        sha256=answer.sha256 or row.sha256,
        warnings=warnings,
        seconds=answer.seconds,
        time=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    article = answer.article
    if article is None:
        return row
    return replace(
        row,
        id=article.id,
        words_in=article.words_in,
        words_out=article.words_out,
        cuts=article.cuts,
        completeness=article.completeness,
        confidence=article.confidence,
        title=article.title,
        url=article.url,
        host=article.host,
        language=article.language,
        published=article.published,
        author_count=article.author_count,
        fetched_at=article.fetched_at,
        site=row.site or answer.byproducts.site,
        site_digest=article.site_digest,
        text_digest=article.text_digest,
    )
