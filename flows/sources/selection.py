"""Which files of a source are taken: patterns as in .gitignore."""

from __future__ import annotations

import os
from collections.abc import Sequence

from pathspec import GitIgnoreSpec


class PatternError(ValueError):
    """A pattern that cannot be understood."""


class Selection:
    """The patterns of files to take and to leave out, on paths below the source."""

    def __init__(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> None:
        self._include = _spec(include)
        self._exclude = _spec(exclude)

    def takes(self, relative: bytes) -> bool:
        """Return whether a file is taken, by its path below its source (with ``/``)."""
        path = os.fsdecode(relative)
        if self._include is not None and not self._include.match_file(path):
            return False
        return self._exclude is None or not self._exclude.match_file(path)


def _spec(patterns: Sequence[str]) -> GitIgnoreSpec | None:
    if not patterns:
        return None
    try:
        return GitIgnoreSpec.from_lines(patterns)
    except ValueError as error:
        raise PatternError(f"a pattern cannot be understood: {error}") from error
