"""A page from standard input, where a worker process can read it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flows.sources.roots import STANDARD_INPUT

_CHUNK = 1_048_576


@contextmanager
def standard_input_file(given: Sequence[str], max_bytes: int) -> Iterator[bytes | None]:
    """Give the path of a private file with what comes from standard input, if it is a source.

    Args:
        given: The sources of a run.
        max_bytes: Largest page that is read; of a larger one just enough to see that it is.
    """
    if STANDARD_INPUT not in given:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        path = os.path.join(os.fsencode(folder), b"stdin")  # noqa: PTH118 - bytes
        with open(path, "wb") as file:  # noqa: PTH123 - bytes
            left = max_bytes + 1
            while left and (chunk := sys.stdin.buffer.read(min(left, _CHUNK))):
                file.write(chunk)
                left -= len(chunk)
        yield path
