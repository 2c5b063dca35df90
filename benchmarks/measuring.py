"""Runs a command and says how long it took and how much memory it needed."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct


class Measured(Struct, frozen=True):
    """One run of a command.

    Attributes:
        seconds: Wall time.
        cpu_seconds: Processor time of the command and of its children that were waited for.
        peak_megabytes: Peak resident memory of the command's own process, without its workers.
        exit_code: What it ended with.
    """

    seconds: float
    cpu_seconds: float
    peak_megabytes: float
    exit_code: int


def run_measured(command: Sequence[str], log: Path) -> Measured:
    """Run a command to its end, with its output in a log file."""
    began = time.perf_counter()
    with log.open("wb") as output:
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return Measured(
        seconds=time.perf_counter() - began,
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        peak_megabytes=usage.ru_maxrss / 1024,
        exit_code=child.returncode,
    )
