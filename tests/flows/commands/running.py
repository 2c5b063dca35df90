"""Runs the command line as the console script does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-c", "from flows.cli import main; main()")
PROJECT = Path(__file__).parents[3]


def run(
    *arguments: str | bytes, folder: Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run ``copydesk`` in a folder, without a terminal."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
    )


def refusal(completed: subprocess.CompletedProcess[bytes]) -> str:
    """Return the one line of a user's error, after making sure that it is one."""
    assert completed.returncode == 2, completed.stderr.decode()
    assert completed.stdout == b""
    lines = completed.stderr.decode().splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("copydesk: ")
    return lines[0]
