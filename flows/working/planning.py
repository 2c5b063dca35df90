"""What is to be done with an input: nothing, because its outcome is known, or cleaning."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from typing import Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from cleaners.document import PageWarning
from cleaners.settings import digest_of
from flows.learning.known_sites import KnownSites
from flows.run_settings import Format, Output
from flows.sources.roots import Sources
from flows.sources.sidecar import Facts
from flows.storing.articles import ArchivePlace, DumpPlace, Placed
from flows.storing.ledger import NEAR_DUPLICATE, PASSING_FAILURES, Failure, Row, Status
from flows.working.collecting import STANDARD_INPUT_SOURCE
from flows.working.index import Index, Input
from flows.working.observing import Observed
from flows.working.page_work import PageTask


class Places(Protocol):
    """Where articles go, and whether they are there."""

    def place(self, found: Input, sources: Sources, previous: Row | None) -> Placed:
        """Return where the article of an input goes."""

    def intact(self, row: Row) -> bool:
        """Return whether the output of a row is there as it was written."""


class Terms(Struct, frozen=True):
    """What decides whether an earlier outcome still holds.

    Attributes:
        configuration: Digest of all that can change a result, but for the page.
        rendering: Digest of the output settings that can change a file.
        output: The output settings.
        max_bytes: Largest file that is read.
        force: Whether everything is cleaned again.
        retry_failed: Whether failed pages are tried again.
        refresh_sites: Whether pages are cleaned again if other things are known of their sites.
        leaves_out: Whether near copies of other articles are left out.
    """

    configuration: str
    rendering: str
    output: Output
    max_bytes: int
    force: bool = False
    retry_failed: bool = False
    refresh_sites: bool = False
    leaves_out: bool = False


class Planner:
    """Plans the inputs of a run one by one, in the order of their keys."""

    def __init__(
        self, index: Index, sources: Sources, places: Places, terms: Terms, sites: KnownSites
    ) -> None:
        self._index = index
        self._sources = sources
        self._places = places
        self._terms = terms
        self._sites = sites
        self.max_bytes = terms.max_bytes

    def look_up(self, keys: Sequence[str]) -> None:
        """Read what is known of some inputs, which are planned next."""
        self._sites.look_up(keys)

    def plan(self, found: Input, seen: Observed) -> Row | PageTask:
        """Return the outcome of an input where it is known, else the task to clean it."""
        row = Row(
            input=found.key,
            source=self._sources.source_key(found.source),
            status=Status.FAILED,
            configuration=self._terms.configuration,
            rendering=self._terms.rendering,
        )
        if seen.rejected:
            return replace(row, status=Status.REJECTED, reason=seen.rejected, detail=seen.problem)
        digest = seen.digest
        if digest is None or seen.problem:
            return replace(row, reason=Failure.UNREADABLE, detail=seen.problem)
        first = self._index.first_with(digest.sha256, found.key)
        site = self._sites.site_of(
            found.key, self._sources.named(found.source, found.relative), seen.facts
        )
        row = replace(
            row,
            sha256=digest.sha256,
            facts=facts_digest(seen.facts, seen.warning),
            duplicate_of=None if first == found.key else first,
            site=site,
            site_digest=self._sites.known(site).digest,
        )
        return self._known(row) or self._task(found, row, seen)

    def _known(self, row: Row) -> Row | None:
        """Return the outcome of an input that need not be cleaned (again)."""
        if row.duplicate_of is not None and self._terms.output.duplicates == "skip":
            return replace(row, status=Status.DUPLICATE)
        previous = self._index.row(row.input)
        if previous is None or not self._holds(previous, row):
            return None
        if previous.reason == NEAR_DUPLICATE:
            return self._left_out(previous, row)
        if previous.status is Status.FAILED:
            passing = previous.reason in PASSING_FAILURES
            return None if passing or self._terms.retry_failed else _carried(previous, row)
        if previous.status is Status.REJECTED:
            return _carried(previous, row)
        is_there = previous.duplicate_of == row.duplicate_of and self._places.intact(previous)
        return replace(_carried(previous, row), status=Status.UNCHANGED) if is_there else None

    def _holds(self, previous: Row, row: Row) -> bool:
        """Return whether an earlier outcome may be taken over, if its files are there."""
        if self._terms.force or not _is_same(previous, row):
            return False
        is_outdated = bool(previous.id) and previous.site_digest != row.site_digest
        return not (self._terms.refresh_sites and is_outdated)

    def _left_out(self, previous: Row, row: Row) -> Row | None:
        """Return the outcome of a near copy that was left out, as long as its original is there."""
        original = self._index.row(previous.duplicate_of or "")
        if not self._terms.leaves_out or original is None or original.status is Status.GONE:
            return None
        return replace(
            _carried(previous, row), status=Status.DUPLICATE, duplicate_of=previous.duplicate_of
        )

    def _task(self, found: Input, row: Row, seen: Observed) -> PageTask:
        placed = self._places.place(found, self._sources, self._index.row(found.key))
        first = self._index.input(row.duplicate_of) if row.duplicate_of else None
        return PageTask(
            key=found.key,
            location=found.location,
            name=os.fsdecode(found.relative.rpartition(b"/")[2]),
            facts=seen.facts,
            placed=replace(
                placed,
                via=_via(found),
                archive=self._archive(found),
                dump=self._dump(found),
                duplicate_of=self._sources.label(first.source, first.relative) if first else None,
            ),
            row=row,
            warnings=() if seen.warning is None else (seen.warning,),
            site=self._sites.known(row.site).content,
        )

    def _archive(self, found: Input) -> ArchivePlace | None:
        if found.member is None or found.table is not None:
            return None
        file = self._sources.label(found.source, found.relative.rpartition(b"/")[0])
        return ArchivePlace(file, found.member.start, found.member.record_id)

    def _dump(self, found: Input) -> DumpPlace | None:
        if found.member is None or found.table is None:
            return None
        file = self._sources.label(found.source, found.relative.rpartition(b"/")[0])
        has_types = self._terms.output.format is Format.PARQUET
        return DumpPlace(file, found.member.row, found.table.types if has_types else {})


def facts_digest(facts: Facts, warning: PageWarning | None) -> str:
    """Return a digest of what is known of a page's fetching; empty where nothing is."""
    if facts == Facts() and warning is None:
        return ""
    return hashlib.sha256(msgspec.json.encode([facts, warning], order="sorted")).hexdigest()


def _via(found: Input) -> str:
    if found.member is not None:
        return "warc" if found.table is None else "dump"
    return "stdin" if found.source == STANDARD_INPUT_SOURCE else "file"


def _is_same(previous: Row, row: Row) -> bool:
    """Return whether an outcome was made from the same page under the same configuration."""
    return (previous.sha256, previous.facts, previous.configuration, previous.rendering) == (
        row.sha256,
        row.facts,
        row.configuration,
        row.rendering,
    )


def _carried(previous: Row, row: Row) -> Row:
    return replace(previous, source=row.source, duplicate_of=row.duplicate_of, carried=True)


def rendering_digest(output: Output) -> str:
    """Return a digest of the output settings that can change what is written of a page."""
    return digest_of(
        {
            "format": output.format,
            "comments": output.comments,
            "languages": sorted(output.languages),
        }
    )
