"""What the catalog costs: outcomes written, found again, counted and read.

Run: ``python -m benchmarks.catalog [--rows 100000] [--url postgresql://...]``. Without an address
it is SQLite in a temporary folder; a database that is given has to be empty, and is left full.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from flows.storing.catalog.catalog import Catalog, open_catalog
from flows.storing.catalog.run_rows import RunKind
from flows.storing.destinations import open_destination
from flows.storing.ledger import Row, Status
from flows.working.index import Index
from flows.working.journal import Journal


def invented_rows(count: int, run: str) -> Iterator[Row]:
    """Yield rows as those of an archive of news: of 300 hosts, in the order of their keys."""
    for number in range(count):
        host = f"paper-{number * 300 // count:03}.example"
        name = f"{host}/2026-11-22/{number:08}-council-votes-on-the-old-harbour"
        digest = hashlib.sha256(name.encode()).hexdigest()
        yield Row(
            input=f"../raw/{name}.html",
            source="../raw",
            status=Status.WRITTEN,
            sha256=digest,
            facts=digest[::-1],
            configuration=digest[:1] * 64,
            rendering=digest[:1] * 64,
            id=digest[1:] + digest[:1],
            output=f"{name}.html.md",
            output_sha256=digest[2:] + digest[:2],
            record=f"{name}.html.json",
            record_sha256=digest[3:] + digest[:3],
            words_in=1_200,
            words_out=480,
            cuts={"navigation": 400, "related": 200, "newsletter": 60, "caption": 40, "share": 20},
            completeness="full",
            confidence=0.97,
            title=f"Council votes on the old harbour for the {number}th time",
            url=f"https://{name}.html",
            host=host,
            language="en",
            published="2026-11-22",
            author_count=1,
            seconds=0.021,
            time="2026-11-22T08:00:00+00:00",
            run=run,
        )


def measured(what: str, count: int, work: Callable[[], None]) -> None:
    """Do something, and print how long it took."""
    began = time.perf_counter()
    work()
    seconds = time.perf_counter() - began
    print(f"| {what} | {seconds:.2f} | {count / seconds:,.0f} |")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--url", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        destination = open_destination(scratch)
        with open_catalog(options.url, destination) as catalog:
            measure(catalog, options.rows)
        file = Path(scratch, "catalog.sqlite")
        if file.exists():
            print(f"\n{file.stat().st_size / options.rows:,.0f} bytes an outcome")


def measure(catalog: Catalog, count: int) -> None:
    """Write, find again, read and count so many outcomes."""
    first, second = (catalog.begin_run(RunKind.CLEAN).name for _ in range(2))
    new = list(invented_rows(count, first))
    changed = [replace(row, run=second, output_sha256="0" * 64) for row in new]

    def put(rows: list[Row]) -> None:
        with Journal(catalog, first, max_seconds=3_600) as journal:
            for row in rows:
                journal.put(row)

    def find() -> None:
        with Journal(catalog, second, max_seconds=3_600) as journal:
            for row in new:
                journal.found(row)

    def load() -> None:
        with Index() as index:
            for row in catalog.rows():
                index.put(row)

    print("| outcomes | seconds | rows a second |\n|---|---|---|")
    measured("written", count, lambda: put(new))
    measured("found as they were", count, find)
    measured("written again", count, lambda: put(changed))
    measured("read into a run's index", count, load)
    measured("counted by status", count, lambda: check(catalog, second, count))


def check(catalog: Catalog, run: str, count: int) -> None:
    """Count the outcomes of a run, and see that all are there."""
    found = sum(catalog.status_counts(run).values())
    if found != count:
        raise SystemExit(f"{found} of {count} outcomes are there")


if __name__ == "__main__":
    main()
