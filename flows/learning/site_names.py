"""What a site is called: its host, else the name that a text gives, else its group."""

from __future__ import annotations

import re

from cleaners.document import Block, Document
from cleaners.features.copyright_lines import DATED, MAX_WORDS, SIGN, holder_of
from cleaners.metadata.address import host_of
from cleaners.sites.fingerprints import written
from cleaners.words import word_count

UNKNOWN = ""
"""The site of a page of which nothing tells it yet."""

_GROUP = "group-"
_GROUP_NAME = re.compile(rf"{_GROUP}[0-9a-f]{{16}}")
_NOT_IN_NAMES = re.compile(r"[\W_]+")
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?P<last>[a-z]{{2,24}}|xn--[a-z0-9-]+)(?::\d+)?")
_SIGN = re.compile(SIGN, re.IGNORECASE)
_MAX_NAME_CHARS = 60
_MIN_NAME_CHARS = 3

# What the last part of a name is as a rule that is no host: page_files, notes.old, dump.jsonl.d.
_FILE_ENDINGS = frozenset(
    "asp aspx backup bak bz csv data dir epub files gz htm html json jsonl markdown md old orig"
    " pages parquet pdf php raw rar rst shtml sqlite tar text tmp toml tsv txt warc xhtml xml yaml"
    " yml zip zst".split()
)


def group_name(number: int) -> str:
    """Return what a group of texts is called that share lines.

    Args:
        number: The smallest number of its pages.
    """
    return f"{_GROUP}{written(number)}"


def is_group(site: str) -> bool:
    """Return whether a site is a group of texts."""
    return _GROUP_NAME.fullmatch(site) is not None


def site_of_address(address: str | None) -> str:
    """Return the site of an address: its host in lower case without ``www.``; empty for none."""
    return host_of(address).rstrip(".") if address else UNKNOWN


def site_of_folder(path: bytes) -> str:
    """Return the site that a folder on the way to a file is named after; empty if none is.

    The innermost folder that looks like a host counts: ``raw/gazette.example/2026/a.html``.

    Args:
        path: Path of the file, with ``/``.
    """
    for part in reversed(path.split(b"/")[:-1]):
        name = part.decode("utf-8", "replace").lower()
        found = _HOST.fullmatch(name)
        if found is not None and found["last"] not in _FILE_ENDINGS:
            return name.partition(":")[0].removeprefix("www.")
    return UNKNOWN


def site_of_page(url: str | None, document: Document) -> str:
    """Return the site that a page itself tells: by its address, else by its copyright line.

    Args:
        url: The address that it gives (canonical, Open Graph, front matter).
        document: Its blocks.
    """
    return site_of_address(url) or site_of_lines(document)


def site_of_lines(document: Document) -> str:
    """Return the site that the last dated copyright line of a page names; empty if none does.

    It has no full stop, so it is never taken for a host: ``harbour-gazette``.
    """
    return next(filter(None, map(_holder, reversed(document.blocks))), UNKNOWN)


def _holder(block: Block) -> str:
    if _SIGN.search(block.text) is None or word_count(block.text) > MAX_WORDS:
        return ""
    folded = " ".join(block.text.casefold().split())
    sign = DATED.search(folded)
    holder = holder_of(folded[sign.start() :]) if sign else ""
    name = _NOT_IN_NAMES.sub("-", holder).strip("-")
    is_name = _MIN_NAME_CHARS <= len(name) <= _MAX_NAME_CHARS and any(map(str.isalpha, name))
    return name if is_name else ""
