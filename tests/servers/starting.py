"""Server processes of tests: on loopback, on free ports, stopped by their own process group."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NoReturn

import pytest

LOOPBACK = "127.0.0.1"
_TAIL_LINES = 20


def cannot_be_had(what: str, why: str) -> NoReturn:
    """Skip the test that asks for a server, and say why; see ``tests/conftest.py``."""
    pytest.skip(f"{what} cannot be had: {why}")


def free_ports(count: int) -> list[int]:
    """Return ports of loopback that nobody listens on, each another.

    They lie below the range that the system gives to outgoing connections, because one of these
    may take a port between this question and the start of the server.
    """
    ports: list[int] = []
    with ExitStack() as stack:
        # Processes that ask at the same time (pytest-xdist) begin at different places.
        for port in range(12_000 + os.getpid() * 97 % 16_000, 32_000):
            bound = stack.enter_context(socket.socket())
            try:
                bound.bind((LOOPBACK, port))
            except OSError:
                continue
            ports.append(port)
            if len(ports) == count:
                return ports
    raise OSError("no free ports")


@contextmanager
def server_process(  # noqa: PLR0913 - what makes a server
    command: Sequence[str | Path],
    *,
    log: Path,
    ready: Callable[[], bool],
    seconds: float,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    stop_signal: signal.Signals = signal.SIGTERM,
    stop_seconds: float = 10.0,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends.

    Args:
        command: The program and its arguments.
        log: The file that takes all it prints.
        ready: Says whether it answers; errors of connections mean no.
        seconds: How long it may take until it answers.
        environment: Its environment; ours if None.
        folder: Its working directory.
        stop_signal: What asks it to end.
        stop_seconds: How long it may take to end before it is killed; 0 kills it at once.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            _dying_with_us(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, log, ready, seconds)
        yield process
    finally:
        stop_group(process, stop_signal, stop_seconds)


def stop_group(process: subprocess.Popen[bytes], number: signal.Signals, seconds: float) -> None:
    """End a process that leads its group, and all that it has started."""
    if process.poll() is None and seconds > 0:
        process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _dying_with_us(command: Sequence[str | Path]) -> list[str | Path]:
    """Let the system end a server whose test process was killed."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL", "--", *command] if setpriv else list(command)


def _wait_until_ready(
    process: subprocess.Popen[bytes], log: Path, ready: Callable[[], bool], seconds: float
) -> None:
    until = time.monotonic() + seconds
    while not _answers(ready):
        if process.poll() is not None:
            pytest.fail(f"{process.args!r} ended with {process.returncode}:\n{_tail(log)}")
        if time.monotonic() > until:
            pytest.fail(f"{process.args!r} does not answer in {seconds} s:\n{_tail(log)}")
        time.sleep(0.1)


def _answers(ready: Callable[[], bool]) -> bool:
    try:
        return ready()
    except OSError:
        return False


def _tail(log: Path) -> str:
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-_TAIL_LINES:])
