"""A run in a process of its own, which tests may interrupt and kill."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from flows.working.run import clean_sources
from tests.flows.working.pages import configured
from tests.flows.working.paragraph_cleaner import ParagraphCleaner

PROJECT = Path(__file__).parents[3]


@contextmanager
def running(raw: Path, clean: Path, **settings: object) -> Iterator[subprocess.Popen[bytes]]:
    """Start a run over a folder, in a process group of its own."""
    path = os.pathsep.join([str(PROJECT), os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        [sys.executable, "-m", __name__, raw, clean, msgspec.json.encode(settings)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(holds: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.01)


def main() -> None:
    """Run over a folder and print the report."""
    raw, clean, settings = sys.argv[1:]
    report = clean_sources(
        [raw],
        Path(clean),
        configured(**msgspec.json.decode(settings)),
        make_cleaner=ParagraphCleaner,
    )
    sys.stdout.buffer.write(msgspec.json.encode(report))


if __name__ == "__main__":
    main()
