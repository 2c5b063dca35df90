"""A run over a hostile folder: nothing is lost, whatever happens to it.

Run: ``python -m benchmarks.hostile DATA [--pages 2500]``. It cleans a folder of good and of very
bad pages with one worker and with two, again, and once more with ``kill -9`` in the middle, and
compares what is written, byte by byte (all but the catalog, which has times).
"""

from __future__ import annotations

import argparse
import hashlib
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.hostile_folder import write_hostile_folder
from flows.storing.catalog.catalog import find_catalog

STATE = ("catalog.sqlite", ".copydesk")


def digest(folder: Path) -> tuple[str, int]:
    """Return a digest over all names and contents below a folder, and the count of files."""
    total = hashlib.sha256()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    articles = [path for path in files if not path.name.startswith(STATE)]
    for path in articles:
        name = str(path.relative_to(folder)).encode("utf-8", "surrogateescape")
        total.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16], len(articles)


def outcomes(folder: Path) -> Counter[str]:
    """Return the outcomes of the catalog, the failed ones with their reasons."""
    counts: Counter[str] = Counter()
    catalog = find_catalog("", folder)
    if catalog is not None:
        with catalog:
            for row in catalog.rows():
                counts[f"{row.status}: {row.reason}" if row.reason else str(row.status)] += 1
    return counts


def start(raw: Path, clean: Path, jobs: int) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own, so that it can be killed."""
    command = [sys.executable, "-m", "benchmarks.hostile_run", str(raw), str(clean), str(jobs)]
    return subprocess.Popen(command)


def report(name: str, clean: Path, code: int, seconds: float, inputs: int) -> str:
    """Print what a run ended with, and return the digest of its tree."""
    tree, files = digest(clean)
    counts = outcomes(clean)
    balance = "balances" if sum(counts.values()) == inputs else "DOES NOT BALANCE"
    print(f"\n{name}: exit {code}, {seconds:.0f} s, tree {tree} of {files} files")
    print(f"  {sum(counts.values())} outcomes of {inputs} inputs: {balance}")
    for outcome, count in sorted(counts.items()):
        print(f"  {count:6d}  {outcome}")
    return tree


def run(name: str, raw: Path, clean: Path, jobs: int, inputs: int) -> str:
    """Run to the end and report."""
    began = time.monotonic()
    code = start(raw, clean, jobs).wait()
    return report(name, clean, code, time.monotonic() - began, inputs)


def kill_in_the_middle(raw: Path, clean: Path, enough: int) -> int:
    """Start a run, kill it when so many files are written, and return how many there are."""
    child = start(raw, clean, 2)
    while child.poll() is None and (not clean.is_dir() or digest(clean)[1] < enough):
        time.sleep(0.5)
    child.send_signal(signal.SIGKILL)
    child.wait()
    return digest(clean)[1]


def main() -> None:
    """Make the folder, do the runs, and say whether all trees are the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=int, default=2_500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch, "raw")
        inputs = write_hostile_folder(options.data, raw, options.pages)
        trees = {
            run("two workers", raw, Path(scratch, "two"), 2, inputs),
            run("two workers, again", raw, Path(scratch, "two"), 2, inputs),
            run("one worker", raw, Path(scratch, "one"), 1, inputs),
        }
        killed = Path(scratch, "killed")
        files = kill_in_the_middle(raw, killed, options.pages // 2)
        print(f"\nkill -9 when {files} files were written")
        trees.add(run("after the kill", raw, killed, 2, inputs))
    same = len(trees) == 1
    print(f"\n{'all trees are the same' if same else 'TREES DIFFER'}")
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
