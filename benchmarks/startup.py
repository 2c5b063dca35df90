"""How long the command line takes to answer, and the library to load.

Run: ``python -m benchmarks.startup [--rounds 10]``
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import run_measured


def main() -> None:
    """Print the median wall time of each command, and its ratio to a bare interpreter's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    copydesk = str(Path(sys.executable).parent / "copydesk")
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "copydesk --help": [copydesk, "--help"],
        "copydesk clean --help": [copydesk, "clean", "--help"],
        "import cleaners": [sys.executable, "-c", "import cleaners"],
    }
    print("| command | seconds | ratio |")
    print("|---|---|---|")
    bare = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        for name, command in commands.items():
            log = Path(scratch, "log")
            times = [run_measured(command, log).seconds for _ in range(options.rounds)]
            seconds = statistics.median(times)
            bare = bare or seconds
            print(f"| {name} | {seconds:.3f} | {seconds / bare:.1f} |")


if __name__ == "__main__":
    main()
