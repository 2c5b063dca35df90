"""Arbitrary bytes and arbitrary text through ``clean()``, with nothing but documented errors.

Run: ``python -m benchmarks.fuzz [--minutes 60] [--seed 0]``, or ``--replay FOLDER`` to try findings
again. Inputs are drawn by hypothesis, in rounds; each round runs in a worker process, so that what
crashes or hangs is found too. Every input is cleaned twice and everything that the result promises
is checked. A finding is made smaller and written to a folder. Exit code 1 if there is one.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import sys
import tempfile
import time
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures import TimeoutError as RoundTimeoutError
from pathlib import Path

import msgspec
from pebble import ProcessExpired, ProcessPool

from benchmarks.fuzz_inputs import Input
from benchmarks.fuzz_round import (
    CHECKS,
    SLOWEST,
    Finding,
    Kind,
    Outcome,
    Round,
    RoundReport,
    Slow,
    default_cleaner,
    outcome_of,
    run_round,
)
from flows.working.limits import prepare_worker

ROUND_INPUTS = 1_000
ROUND_SECONDS = 50.0
STARTING_SECONDS = 60.0
MEMORY_MEGABYTES = 6_000
REPORTING_SECONDS = 60.0
INPUT_SUFFIX = ".input"


class Campaign:
    """What came of all rounds so far."""

    def __init__(self, folder: Path) -> None:
        self.kinds: dict[str, Kind] = {}
        self.slowest: list[Slow] = []
        self.signatures: dict[str, int] = {}
        self.broken = 0
        self._folder = folder

    def add(self, report: RoundReport) -> None:
        """Add what came of a round."""
        for name, kind in report.kinds.items():
            self.kinds[name] = self.kinds.get(name, Kind()) + kind
        slowest = sorted([*self.slowest, *report.slowest], key=lambda slow: -slow.seconds)
        self.slowest = slowest[:SLOWEST]
        self.broken += report.broken
        for finding in report.findings:
            self.note(finding)

    def note(self, finding: Finding) -> None:
        """Write a finding down, if it is the first of its kind."""
        signature = finding.outcome.signature
        if signature not in self.signatures:
            self.signatures[signature] = len(self.signatures) + 1
            path = write_finding(self._folder, finding)
            print(f"FOUND {signature}: {path}", flush=True)

    def died(self, underway: Path, how: str) -> None:
        """Note the input with which a worker process died or hung."""
        self.broken += 1
        if not underway.exists():
            self.signatures.setdefault(f"{how}, before its first input", 0)
            return
        drawn = msgspec.msgpack.decode(underway.read_bytes(), type=Input)
        underway.unlink()
        self.note(Finding(drawn, Outcome(0.0, False, f"{how}: {drawn.kind}")))  # noqa: FBT003 - not read

    @property
    def total(self) -> Kind:
        """Counts over all kinds."""
        return sum(self.kinds.values(), Kind())

    def line(self, minutes: float) -> str:
        """Return one line on how it goes."""
        total = self.total
        return (
            f"{minutes:5.1f} min: {total.inputs} inputs, {total.readable} of them readable, "
            f"slowest {total.slowest:.2f} s, {len(self.signatures)} findings ({self.broken} times)"
        )

    def summary(self) -> str:
        """Return a table of all kinds, the slowest inputs and the findings."""
        rows = ["| kind | inputs | readable | ms each | slowest, s |", "|---|---|---|---|---|"]
        for name, kind in [*sorted(self.kinds.items()), ("all", self.total)]:
            mean = 1000 * kind.seconds / max(1, kind.inputs)
            rows.append(
                f"| {name} | {kind.inputs} | {kind.readable} | {mean:.1f} | {kind.slowest:.2f} |"
            )
        rows.append("")
        for slow in self.slowest:
            path = write_input(self._folder, f"slow-{slow.seconds:.1f}s", slow.input)
            size = len(slow.input.content)
            rows.append(f"{slow.seconds:6.2f} s for {size} bytes of {slow.input.kind}: {path}")
        rows += [f"FOUND {signature}" for signature in self.signatures]
        rows.append(f"{len(self.signatures)} findings in {self._folder}")
        return "\n".join(rows)


def write_finding(folder: Path, finding: Finding) -> Path:
    """Write an input with what it breaks beside it, and return its path."""
    path = write_input(folder, "finding", finding.input)
    outcome = finding.outcome
    path.with_suffix(".txt").write_text(f"{outcome.signature}\n\n{outcome.detail}\n", "utf-8")
    return path


def write_input(folder: Path, stem: str, drawn: Input) -> Path:
    """Write an input so that ``--replay`` can read it, and its content so that people can."""
    folder.mkdir(parents=True, exist_ok=True)
    packed = msgspec.msgpack.encode(drawn)
    path = folder / f"{stem}-{hashlib.sha256(packed).hexdigest()[:12]}{INPUT_SUFFIX}"
    path.write_bytes(packed)
    path.with_suffix(".content").write_bytes(drawn.content)
    return path


def run(folder: Path, *, minutes: float, seed: int, jobs: int, limit: float) -> Campaign:
    """Run rounds until the time is over, and return what came of them."""
    campaign = Campaign(folder)
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    reported = began
    longest = ROUND_SECONDS + (1 + CHECKS) * limit + STARTING_SECONDS
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.fuzz_round", "trafilatura"])
    with ProcessPool(
        max_workers=jobs,
        max_tasks=20,
        context=context,
        initializer=prepare_worker,
        initargs=(MEMORY_MEGABYTES,),
    ) as pool:
        running: dict[Future[RoundReport], Round] = {}
        number = 0
        while True:
            left = began + 60 * minutes - time.monotonic()
            while left > 0 and len(running) < jobs:
                task = Round(
                    seed=seed * 1_000_000 + number,
                    inputs=ROUND_INPUTS,
                    seconds=min(ROUND_SECONDS, left),
                    limit=limit,
                    underway=folder / f"underway-{number}",
                    known=frozenset(campaign.signatures),
                )
                timeout = longest + task.shrinking_seconds
                running[pool.schedule(run_round, args=(task,), timeout=timeout)] = task
                number += 1
            if not running:
                return campaign
            done, _ = wait(running, timeout=1.0, return_when=FIRST_COMPLETED)
            for future in done:
                collect(campaign, future, running.pop(future))
            if time.monotonic() - reported > REPORTING_SECONDS:
                reported = time.monotonic()
                print(campaign.line((reported - began) / 60), flush=True)


def collect(campaign: Campaign, future: Future[RoundReport], task: Round) -> None:
    """Add what came of a round, whatever it was."""
    try:
        campaign.add(future.result())
    except RoundTimeoutError:
        campaign.died(task.underway, "hung")
    except ProcessExpired as error:
        campaign.died(task.underway, f"crashed with exit code {error.exitcode}")
    except MemoryError:
        campaign.died(task.underway, "out of memory")


def replay(folder: Path, limit: float) -> int:
    """Try the inputs of a folder again, and return how many break a promise."""
    broken = 0
    for path in sorted(folder.glob(f"*{INPUT_SUFFIX}")):
        drawn = msgspec.msgpack.decode(path.read_bytes(), type=Input)
        outcome = outcome_of(drawn, default_cleaner(), limit)
        broken += bool(outcome.signature)
        print(f"{path.name}: {outcome.seconds:.2f} s, {outcome.signature or 'holds'}")
        if outcome.detail:
            print(outcome.detail)
    return broken


def main() -> None:
    """Run for so many minutes, or replay; end with 1 if there is a finding."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--limit", type=float, default=20.0, help="seconds for one input")
    default_folder = Path(tempfile.gettempdir(), "copydesk-fuzz")
    parser.add_argument("--findings", type=Path, default=default_folder, metavar="FOLDER")
    parser.add_argument("--replay", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if options.replay:
        sys.exit(1 if replay(options.replay, options.limit) else 0)
    campaign = run(
        options.findings,
        minutes=options.minutes,
        seed=options.seed,
        jobs=options.jobs,
        limit=options.limit,
    )
    print(f"\nseed {options.seed}, {options.minutes:g} minutes, {options.jobs} processes\n")
    print(campaign.summary())
    sys.exit(1 if campaign.signatures else 0)


if __name__ == "__main__":
    main()
