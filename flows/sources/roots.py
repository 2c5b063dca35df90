"""The sources of a run, as they are given on the command line."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from flows.sources.folder import Root
from flows.storing.names import input_key, path_text
from flows.storing.urls import StorageError, is_url

STANDARD_INPUT = "-"
STANDARD_INPUT_KEY = "/dev/stdin"
STANDARD_INPUT_NAME = b"stdin"


class SourceError(ValueError):
    """A source or destination that cannot be used; its message is one line."""


class Sources:
    """The sources of a run, and what their inputs are called.

    Attributes:
        roots: The sources, without ``-``.
        keys: Their names in the ledger.
        destination: Absolute path of the destination, without symbolic links.
    """

    def __init__(self, given: Sequence[str], destination: bytes) -> None:
        self.destination = destination
        self.reads_standard_input = STANDARD_INPUT in given
        self.roots = tuple(_root(each) for each in given if each != STANDARD_INPUT)
        self.keys = tuple(input_key(root.path, destination) for root in self.roots)
        self._prefixes = self._made_prefixes(several=len(given) > 1)
        if any(root.path == destination for root in self.roots):
            raise SourceError(f"{os.fsdecode(destination)} is both a source and the destination")

    def located(self, source: int, relative: bytes) -> bytes:
        """Return the path of an input among all sources: what its output is named after.

        A folder that is the only source stands for itself; where there are several sources, each
        folder gives the first component.
        """
        if source < 0:
            return STANDARD_INPUT_NAME
        return self._prefixes[source] + relative

    def named(self, source: int, relative: bytes) -> bytes:
        """Return the path of an input from the folder on that the run was given, with its name."""
        root = self.roots[source] if source >= 0 else None
        return root.name + b"/" + relative if root is not None and root.is_folder else relative

    def label(self, source: int, relative: bytes) -> str:
        """Return the same as text, for records and messages."""
        return path_text(self.located(source, relative))

    def source_key(self, source: int) -> str:
        """Return the name of a source in the ledger."""
        return STANDARD_INPUT_KEY if source < 0 else self.keys[source]

    def hold(self, key: str) -> bool:
        """Return whether an input of the ledger would lie in one of the sources."""
        return any(
            _holds(root, each, key) for root, each in zip(self.roots, self.keys, strict=True)
        )

    def _made_prefixes(self, *, several: bool) -> tuple[bytes, ...]:
        if not several:
            return tuple(b"" for _ in self.roots)
        count = Counter(root.name for root in self.roots if root.is_folder)
        prefixes: list[bytes] = []
        for root, key in zip(self.roots, self.keys, strict=True):
            mark = hashlib.sha256(key.encode("utf-8")).hexdigest()[:8].encode("ascii")
            name = root.name + b"-" + mark if count[root.name] > 1 else root.name
            prefixes.append(name + b"/" if root.is_folder else b"")
        return tuple(prefixes)


def absolute(path: str | Path) -> bytes:
    """Return an absolute path without symbolic links."""
    return os.path.realpath(os.fsencode(path))


def _root(given: str) -> Root:
    if is_url(given):
        return _remote_root(given)
    path = os.path.abspath(os.fsencode(given))  # noqa: PTH100 - bytes
    if not os.path.lexists(path):
        raise SourceError(f"there is no file or folder {given}")
    folder, name = os.path.split(path)
    if os.path.isdir(path):  # noqa: PTH112 - bytes
        return Root(path=os.path.realpath(path), name=name or b"root", is_folder=True)
    # A link to a file keeps its name: two links to one file are two inputs with the same bytes.
    return Root(path=os.path.join(os.path.realpath(folder), name), name=name, is_folder=False)  # noqa: PTH118


def _remote_root(given: str) -> Root:
    from flows.sources.remote_files import remote_root  # noqa: PLC0415 - for URLs only

    try:
        root = remote_root(given)
    except (StorageError, OSError) as error:
        raise SourceError(f"{given} cannot be read: {error}") from error
    if root is None:
        raise SourceError(f"there is no file or folder {given}")
    return root


def _holds(root: Root, root_key: str, key: str) -> bool:
    if not root.is_folder:  # an archive or a dump has its pages below it
        return key == root_key or key.startswith(f"{root_key}/")
    below = key.removeprefix("" if root_key == "." else root_key.rstrip("/") + "/")
    if below == key and root_key != ".":
        return False
    return not below.startswith(("../", "/")) and below != ".."
