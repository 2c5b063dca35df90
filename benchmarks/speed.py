"""Pages a second for a folder, end to end, beside trafilatura's own command on the same pages.

Run: ``python -m benchmarks.speed DATA [--pages 1500] [--rounds 3]``
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import make_pages
from benchmarks.measuring import Measured, run_measured


def commands(raw: Path, clean: Path) -> dict[str, list[str]]:
    """Return the commands that are compared, by name; each writes into its own folder."""
    binaries = Path(sys.executable).parent
    ours = [str(binaries / "copydesk"), "clean", "--quiet", "--jobs", "2"]
    trafilatura = [str(binaries / "trafilatura"), "--parallel", "2", "--input-dir", str(raw)]
    return {
        "copydesk clean --jobs 2": [*ours, str(raw), str(clean / "copydesk")],
        "copydesk clean --jobs 2, again": [*ours, str(raw), str(clean / "copydesk")],
        "trafilatura --parallel 2": [*trafilatura, "--output-dir", str(clean / "plain")],
        "trafilatura --parallel 2 --json --with-metadata": [
            *trafilatura,
            "--json",
            "--with-metadata",
            "--output-dir",
            str(clean / "json"),
        ],
    }


def written(folder: Path) -> int:
    """Return how many article files a command wrote (sidecars and the ledger not counted)."""
    names = [path for path in folder.rglob("*") if path.is_file()]
    articles = [path for path in names if path.suffix in {".md", ".txt", ".json"}]
    if folder.name == "copydesk":
        articles = [path for path in articles if path.suffix == ".md"]
    return len(articles)


def main() -> None:
    """Print a table of medians, and the ratio of each command's time to the first one's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=int, default=1_500)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        raw, clean, log = Path(scratch, "raw"), Path(scratch, "clean"), Path(scratch, "log")
        make_pages(options.data, raw, options.pages)
        size = sum(path.stat().st_size for path in raw.iterdir())
        runs: dict[str, list[Measured]] = {}
        counts: dict[str, int] = {}
        for _ in range(options.rounds):
            shutil.rmtree(clean, ignore_errors=True)
            for name, command in commands(raw, clean).items():
                runs.setdefault(name, []).append(run_measured(command, log))
                counts[name] = written(Path(command[-1]))
        print(f"{options.pages} pages, {size / 1e6:.0f} MB, median of {options.rounds} rounds\n")
        print("| command | pages/s | seconds | ratio | CPU s | peak MB | files | exit |")
        print("|---|---|---|---|---|---|---|---|")
        first = statistics.median(run.seconds for run in next(iter(runs.values())))
        for name, measured in runs.items():
            seconds = statistics.median(run.seconds for run in measured)
            cpu = statistics.median(run.cpu_seconds for run in measured)
            peak = max(run.peak_megabytes for run in measured)
            print(
                f"| {name} | {options.pages / seconds:.1f} | {seconds:.1f} | {seconds / first:.2f} "
                f"| {cpu:.1f} | {peak:.0f} | {counts[name]} | {measured[-1].exit_code} |"
            )


if __name__ == "__main__":
    main()
