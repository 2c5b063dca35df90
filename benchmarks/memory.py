"""Peak memory of the main process of a run, by the number of pages.

Run: ``python -m benchmarks.memory DATA [--pages 500 5000]``
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import make_pages
from benchmarks.measuring import run_measured


def main() -> None:
    """Print the peak of the main process for each number of pages, first run and rerun."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=int, nargs="+", default=[500, 5_000])
    options = parser.parse_args()
    copydesk = str(Path(sys.executable).parent / "copydesk")
    print("| pages | run | peak MB of the main process | seconds | exit |")
    print("|---|---|---|---|---|")
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as scratch:
            raw, clean, log = Path(scratch, "raw"), Path(scratch, "clean"), Path(scratch, "log")
            make_pages(options.data, raw, pages)
            for run in ("first", "again"):
                measured = run_measured([copydesk, "clean", "--quiet", str(raw), str(clean)], log)
                print(
                    f"| {pages} | {run} | {measured.peak_megabytes:.1f} "
                    f"| {measured.seconds:.1f} | {measured.exit_code} |"
                )


if __name__ == "__main__":
    main()
