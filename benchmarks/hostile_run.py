"""One run of ``benchmarks.hostile``, in a process of its own so that it can be killed.

Run: ``python -m benchmarks.hostile_run RAW CLEAN JOBS``
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.dangerous_cleaner import DangerousCleaner
from flows.commands.clean import exit_code
from flows.configuration import load_configuration
from flows.working.run import clean_sources


def main() -> None:
    """Clean a folder with the dangerous cleaner; end with the exit code of the run."""
    raw, clean, jobs = sys.argv[1:]
    options = {"run": {"jobs": int(jobs), "timeout_seconds": 20.0}}
    configuration = load_configuration(None, [], options)
    report = clean_sources([raw], Path(clean), configuration, make_cleaner=DangerousCleaner)
    sys.exit(exit_code(report))


if __name__ == "__main__":
    main()
