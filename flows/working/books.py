"""What becomes of every input of a run, and the account of it at the end."""

from __future__ import annotations

import os
from collections.abc import Callable

from msgspec.structs import replace

from flows.drifting.host_watch import watch_hosts
from flows.learning.run_learning import RunLearning
from flows.near_duplicates.near_copies import NearCopies
from flows.near_duplicates.run_copies import RunCopies
from flows.run_settings import Format
from flows.storing.byproducts import NOTHING, Byproducts
from flows.storing.catalog.catalog import Begun, Catalog
from flows.storing.catalog.run_rows import RunState
from flows.storing.catalog.settings import DriftLimits
from flows.storing.destinations import Destination
from flows.storing.ledger import Row
from flows.storing.lines import LINES_FILE
from flows.storing.parts import is_part
from flows.working.index import Index
from flows.working.journal import Journal
from flows.working.limits import memory_is_limited
from flows.working.outcomes import DestinationError
from flows.working.preparing import Prepared
from flows.working.report import RunReport, Tally, by_count

_NO_MEMORY_LIMIT = "this system does not limit the memory of worker processes"


class Books:
    """Takes the outcome of every input, once."""

    def __init__(  # noqa: PLR0913 - what a run consists of
        self,
        destination: Destination,
        index: Index,
        catalog: Catalog,
        run: Begun,
        journal: Journal,
        *,
        file_format: Format,
        prune: bool,
        drift: DriftLimits,
        learning: RunLearning,
        copies: RunCopies,
    ) -> None:
        self._destination = destination
        self._index = index
        self._catalog = catalog
        self._run = run
        self._journal = journal
        self._ending = f".{file_format}"
        self._prune = prune
        self._drift = drift
        self._learning = learning
        self._copies = copies
        self._tally = Tally()
        self._pruned = 0
        self._settled: Callable[[Row], None] = lambda _: None

    def on_settle(self, settled: Callable[[Row], None]) -> None:
        """Say who is to be told of every outcome."""
        self._settled = settled

    def settle(self, row: Row, byproducts: Byproducts = NOTHING) -> None:
        """Take the outcome of an input, and what it gives besides."""
        previous = self._index.row(row.input)
        row = replace(row, run=self._run.name, superseded=self._superseded(row, previous))
        self._index.put(row)
        if previous is not None and _still_holds(previous, row):
            self._journal.found(row)
        else:
            self._journal.put(row, byproducts)
        self._tally.add(row)
        self._learning.settle(row, previous)
        self._settled(row)

    def move(self, row: Row) -> None:
        """Note that the article of a settled row has got into another part."""
        self._journal.put(row)

    def commit(self) -> None:
        """Write to the catalog what was settled by now, as one transaction."""
        self._journal.flush()

    def close(
        self, prepared: Prepared, *, stopped: bool, seconds: float, notes: tuple[str, ...] = ()
    ) -> RunReport:
        """Complete the catalog and return what the run came to, as the catalog has it."""
        self._journal.flush()
        copies = self._near_copies(prepared, stopped=stopped)
        self._remove_stale_parts(prepared)
        self._catalog.forget_waiting()
        report = self._report(prepared, copies, stopped=stopped, seconds=seconds, notes=notes)
        state = RunState.STOPPED if stopped else RunState.COMPLETED
        self._catalog.end_run(self._run, state, report)
        return report

    def _near_copies(self, prepared: Prepared, *, stopped: bool) -> NearCopies:
        try:
            return self._copies.close(prepared.parts, self._tally.replace, stopped=stopped)
        except OSError as error:
            raise DestinationError(
                f"the records of near copies cannot be written: {error.strerror}; "
                "make room, and run the same command again to go on"
            ) from error

    def _report(
        self,
        prepared: Prepared,
        copies: NearCopies,
        *,
        stopped: bool,
        seconds: float,
        notes: tuple[str, ...],
    ) -> RunReport:
        inputs = self._index.input_count()
        written = self._catalog.status_counts(self._run.name)
        tally = self._tally
        outcomes = tally.outcome_counts()
        unreached = inputs - sum(written.values()) if stopped else 0
        agreed = {str(status): count for status, count in written.items()} == {
            status: count for status, count in outcomes.items() if count
        }
        if not memory_is_limited():
            notes = (*notes, _NO_MEMORY_LIMIT)
        return RunReport(
            run=self._run.name,
            destination=os.fsdecode(self._destination.path),
            inputs=inputs,
            outcomes=outcomes,
            unreached=unreached,
            reasons=by_count(tally.reasons),
            left_out={str(reason): count for reason, count in sorted(prepared.left_out.items())},
            words_in=tally.words_in,
            words_out=tally.words_out,
            cuts=by_count(tally.cuts),
            gone=prepared.gone,
            superseded=tally.superseded,
            pruned=prepared.pruned + self._pruned,
            slowest=tally.slowest(),
            doubtful=tally.doubtful(),
            failures=tally.failures(),
            seconds=round(seconds, 3),
            stopped=stopped,
            drifting=watch_hosts(self._catalog, self._run, self._drift),
            sites=self._learning.close(self._index.rows(), run=self._run.name, stopped=stopped),
            near_duplicates=copies,
            balanced=agreed and inputs == sum(written.values()) + unreached,
            notes=notes,
        )

    def _superseded(self, row: Row, previous: Row | None) -> tuple[str, ...]:
        """Return the files of earlier outputs of an input; with ``prune`` they are removed."""
        if previous is None:
            return ()
        earlier = {*previous.files, *previous.superseded} - {*row.files, LINES_FILE}
        # Parts of this run's format are made anew, and what has become of them is seen at the end.
        earlier = {name for name in earlier if not (is_part(name) and name.endswith(self._ending))}
        if not self._prune:
            return tuple(sorted(earlier))
        for name in earlier:
            if not is_part(name):
                self._pruned += self._destination.remove(name)
        return ()

    def _remove_stale_parts(self, prepared: Prepared) -> None:
        """Remove parts that no row names any more; those of another format only on request.

        Their names were noted when the run began: were it killed here, the next one would do it.
        """
        parts = set(prepared.parts).union(*(each.parts for each in self._run.unfinished))
        for part in sorted(parts):
            is_ours = self._prune or part.endswith(self._ending)
            if is_ours and not self._index.output_count(part):
                self._pruned += self._destination.remove(part)


def _still_holds(previous: Row, row: Row) -> bool:
    """Return whether a row of the catalog holds as it stands, but for its run and status."""
    if not row.carried or row.output == LINES_FILE:
        return False
    return previous == replace(
        row, status=previous.status, run=previous.run, carried=previous.carried
    )
