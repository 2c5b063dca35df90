"""A run with the real cleaner in a process of its own, which tests may stop and kill."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from flows.working.run import clean_sources
from tests.flows.learning.made_site import configured

PROJECT = Path(__file__).parents[3]


@contextmanager
def running_over_site(
    raw: Path, destination: Path, **tables: dict[str, object]
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a run over a folder, in a process group of its own."""
    path = os.pathsep.join([str(PROJECT), os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        [sys.executable, "-m", __name__, raw, destination, msgspec.json.encode(tables)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def main() -> None:
    """Run over a folder."""
    raw, destination, tables = sys.argv[1:]
    clean_sources([raw], Path(destination), configured(**msgspec.json.decode(tables)))


if __name__ == "__main__":
    main()
