"""Files that are there as a whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_TEMPORARY_PREFIX = ".copydesk-"
_TEMPORARY_SUFFIX = ".tmp"


def write_file(path: Path, content: bytes) -> str:
    """Put a file in its place in one step, replacing one that stood there; return its sha256.

    The bytes are not forced to the disk: after a loss of power a file may be damaged, and is then
    made again by the next run, because its digest does not fit.

    Raises:
        OSError: The file cannot be written; what stood there before still does.
    """
    with replacing(path) as file:
        file.write(content)
    return hashlib.sha256(content).hexdigest()


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside ``path`` that takes its place when the block ends well."""
    with temporary_beside(path) as temporary:
        with temporary.open("wb") as file:
            yield file
        temporary.replace(path)


@contextmanager
def temporary_beside(path: Path) -> Iterator[Path]:
    """Give the path of a temporary file in the folder of ``path``, which is made if need be.

    Whoever asks for it moves it to its place; what is left of it in the end is removed.
    """
    temporary = path.with_name(_temporary_name())
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def private_file(name: str) -> Iterator[Path]:
    """Give the path of a file that nobody else knows and that goes when the block ends."""
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        yield Path(folder, name)


def remove_leftovers(folder: Path) -> int:
    """Remove the temporary files that a killed run left in a folder and below; return how many."""
    removed = 0
    for root, _, names in os.walk(folder):
        for name in names:
            if name.startswith(_TEMPORARY_PREFIX) and name.endswith(_TEMPORARY_SUFFIX):
                Path(root, name).unlink(missing_ok=True)
                removed += 1
    return removed


def remove_file(path: Path, up_to: Path) -> bool:
    """Remove a file, and the folders up to ``up_to`` that it leaves empty; return if it was there.

    Raises:
        OSError: It is there and cannot be removed.
    """
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    for folder in path.parents:
        if folder == up_to or up_to not in folder.parents:
            break
        try:
            folder.rmdir()
        except OSError:  # it holds something else
            break
    return True


def file_digest(path: Path) -> str | None:
    """Return the sha256 of a file in hexadecimal; None where there is no readable file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _temporary_name() -> str:
    """Return a name that no other writer has.

    A machine that is taken for dead may still be writing the file that another one writes again.
    """
    return f"{_TEMPORARY_PREFIX}{secrets.token_hex(8)}{_TEMPORARY_SUFFIX}"
