"""Whether an input of an earlier run is still there."""

from __future__ import annotations

import os
import re

from flows.dumps.kinds import dump_of
from flows.storing.remote_errors import as_system_errors
from flows.storing.urls import file_system, is_url

# As flows.sources.archives names the pages of a WARC file; flows.dumps.kinds names rows.
_PAGE_OF_ARCHIVE = re.compile(r"(?P<archive>.+\.warc(?:\.gz)?)/\d{12,}-[^/]*", re.IGNORECASE)


def archive_of(name: str) -> str | None:
    """Return the WARC file or dump that a name is a page of, as it is named itself, else None."""
    page = _PAGE_OF_ARCHIVE.fullmatch(name)
    if page is not None:
        return page["archive"]
    row = dump_of(name)
    return None if row is None else row[0]


def has_gone(path: bytes) -> bool:
    """Return whether an input is no longer there; a page of a WARC file or dump goes with it.

    What cannot be told, as in a folder that may not be entered, has not gone.

    Args:
        path: Absolute path or URL of the input.
    """
    archive = archive_of(os.fsdecode(path))
    try:
        return not _stands(path if archive is None else os.fsencode(archive))
    except OSError:
        return False


def _stands(path: bytes) -> bool:
    if is_url(path):
        url = path.decode()
        system, inner = file_system(url)
        with as_system_errors(url):
            return bool(system.exists(inner))
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True
