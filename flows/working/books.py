"""The rows of a run while it goes on, and the ledger at its end."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from flows.run_settings import Format
from flows.storing.atomic import remove_file
from flows.storing.ledger import LEDGER_FILE, PartialLedger, Row, write_ledger
from flows.storing.lines import LINES_FILE
from flows.storing.parts import is_part
from flows.working.index import Index
from flows.working.limits import memory_is_limited
from flows.working.preparing import Prepared
from flows.working.report import RunReport, Tally, by_count

_NO_MEMORY_LIMIT = "this system does not limit the memory of worker processes"


class Books:
    """Takes the outcome of every input, once."""

    def __init__(
        self,
        destination: Path,
        index: Index,
        partial: PartialLedger,
        file_format: Format,
        *,
        prune: bool,
    ) -> None:
        self._destination = destination
        self._index = index
        self._partial = partial
        self._ending = f".{file_format}"
        self._prune = prune
        self._run = _run_name()
        self._tally = Tally()
        self._pruned = 0
        self._settled: Callable[[Row], None] = lambda _: None

    def on_settle(self, settled: Callable[[Row], None]) -> None:
        """Say who is to be told of every outcome."""
        self._settled = settled

    def settle(self, row: Row) -> None:
        """Take the outcome of an input."""
        row = replace(row, run=self._run, superseded=self._superseded(row))
        self._index.put(row)
        if not row.carried:
            self._partial.append(row)
        self._tally.add(row)
        self._settled(row)

    def close(self, prepared: Prepared, *, stopped: bool, seconds: float) -> RunReport:
        """Write the ledger and return what the run came to.

        What the ledger no longer names is removed before it is written: were the run killed in
        between, the next one would find the files of this one's rows, and no others.
        """
        self._remove_stale_parts(prepared)
        inputs = self._index.input_count()
        counted = _Counted(self._run)
        write_ledger(self._destination / LEDGER_FILE, counted.rows(self._index))
        self._partial.discard()
        tally = self._tally
        outcomes = tally.outcome_counts()
        unreached = inputs - counted.count if stopped else 0
        return RunReport(
            run=self._run,
            destination=str(self._destination),
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
            balanced=inputs == sum(outcomes.values()) + unreached == counted.count + unreached,
            notes=() if memory_is_limited() else (_NO_MEMORY_LIMIT,),
        )

    def _superseded(self, row: Row) -> tuple[str, ...]:
        """Return the files of earlier outputs of an input; with ``prune`` they are removed."""
        previous = self._index.row(row.input)
        if previous is None:
            return ()
        earlier = {*previous.files, *previous.superseded} - {*row.files, LINES_FILE}
        # Parts of this run's format are made anew, and what has become of them is seen at the end.
        earlier = {name for name in earlier if not (is_part(name) and name.endswith(self._ending))}
        if not self._prune:
            return tuple(sorted(earlier))
        for name in earlier:
            if not is_part(name):
                self._pruned += remove_file(self._destination / name, up_to=self._destination)
        return ()

    def _remove_stale_parts(self, prepared: Prepared) -> None:
        """Remove parts that no row names any more; those of another format only on request."""
        for part in sorted(prepared.parts):
            is_ours = self._prune or part.endswith(self._ending)
            if is_ours and not self._index.output_count(part):
                self._pruned += remove_file(self._destination / part, up_to=self._destination)


class _Counted:
    """Counts the rows of a run while they are written."""

    def __init__(self, run: str) -> None:
        self._run = run
        self.count = 0

    def rows(self, index: Index) -> Iterator[Row]:
        for row in index.rows():
            self.count += row.run == self._run
            yield row


def _run_name() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
