"""Wall time and memory of the flow beside the command line, on the same pages.

Run: ``python -m benchmarks.flow DATA [--pages 5000] [--rounds 2] [--listed 5000 50000]``

Both clean the same folder, in turns; the flow has a Prefect server that is there already. Listed
pages are small texts that are cleaned once and then listed, found unchanged and reported.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.corpus import make_pages
from benchmarks.measuring import Measured, run_measured

LOOPBACK = "127.0.0.1"
START_SECONDS = 120.0
COPYDESK = str(Path(sys.executable).parent / "copydesk")


def command_line(raw: Path, clean: Path) -> list[str]:
    """Return the command that cleans a folder without Prefect."""
    return [COPYDESK, "clean", "--quiet", str(raw), str(clean)]


def flow(raw: Path, clean: Path) -> list[str]:
    """Return the command that cleans a folder as a flow."""
    storage = ["--set", f"storage.raw={raw}", "--set", f"storage.clean={clean}"]
    return [COPYDESK, "run", "--only", "clean", "--quiet", *storage]


@contextmanager
def prefect_server(home: Path) -> Iterator[None]:
    """Run a Prefect server for the commands of the block, in a process of its own.

    A process that measures must not import Prefect: Linux counts what it holds to its children.
    """
    with socket.create_server((LOOPBACK, 0)) as probe:
        port = probe.getsockname()[1]
    os.environ["PREFECT_HOME"] = str(home)
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", LOOPBACK]
    with (home.parent / "server.log").open("wb") as log:
        server = subprocess.Popen([*command, "--port", str(port)], stdout=log, stderr=log)
    os.environ["PREFECT_API_URL"] = f"http://{LOOPBACK}:{port}/api"
    try:
        _wait_for(port)
        yield
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection((LOOPBACK, port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)
        else:
            return


def measure_times(raw: Path, scratch: Path, rounds: int) -> dict[str, list[Measured]]:
    """Clean a folder by both, in turns, each time anew."""
    runs: dict[str, list[Measured]] = {}
    for _ in range(rounds):
        for name, command in (("copydesk clean", command_line), ("flow", flow)):
            clean = scratch / "clean"
            shutil.rmtree(clean, ignore_errors=True)
            measured = run_measured(command(raw, clean), scratch / "log")
            runs.setdefault(name, []).append(measured)
            print(f"  {name}: {measured.seconds:.1f} s, exit {measured.exit_code}", file=sys.stderr)
    return runs


def show_times(runs: dict[str, list[Measured]]) -> None:
    """Print medians, and the ratio of each round's times."""
    print("| command | seconds | peak MB of its own process | times the command line |")
    print("|---|---|---|---|")
    plain = [measured.seconds for measured in runs["copydesk clean"]]
    for name, measured in runs.items():
        ratios = [each.seconds / base for each, base in zip(measured, plain, strict=True)]
        print(
            f"| {name} | {statistics.median(each.seconds for each in measured):.1f} "
            f"| {max(each.peak_megabytes for each in measured):.0f} "
            f"| {statistics.median(ratios):.2f} |"
        )


def show_memory(listed: list[int], scratch: Path) -> None:
    """Print the peak of the flow's process by the number of pages that it lists."""
    print("| listed pages | run | peak MB of the flow's process | seconds | exit |")
    print("|---|---|---|---|---|")
    for count in listed:
        raw, clean = scratch / f"listed-{count}", scratch / f"clean-{count}"
        _make_texts(raw, count)
        first = run_measured(command_line(raw, clean), scratch / "log")
        again = run_measured(flow(raw, clean), scratch / "log")
        print(f"| {count:,} | command line, first | {_row(first)} |")
        print(f"| {count:,} | flow, all unchanged | {_row(again)} |")


def _row(measured: Measured) -> str:
    return f"{measured.peak_megabytes:.0f} | {measured.seconds:.1f} | {measured.exit_code}"


def _make_texts(folder: Path, count: int) -> None:
    for number in range(count):
        path = folder / f"{number // 1_000:03d}" / f"{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The boat {number} left the harbour at noon and came back at night.\n")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--listed", type=int, nargs="*", default=[5_000, 50_000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        with prefect_server(scratch / "prefect"):
            if options.pages:
                make_pages(options.data, scratch / "raw", options.pages)
                show_times(measure_times(scratch / "raw", scratch, options.rounds))
            show_memory(options.listed, scratch)


if __name__ == "__main__":
    main()
