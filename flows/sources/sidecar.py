"""What is known of how a page was fetched: the sidecar that may stand beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from cleaners.document import PageWarning
from flows.sources.files import NotAFileError, read_file, reading_error

_ENDING = ".json"
_COMPRESSIONS = (".gz", ".zst")
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".xht", ".xml", ".txt", ".text", ".md", ".markdown")
_MAX_BYTES = 4_000_000
_WARNING = "invalid_sidecar"


class Facts(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a sidecar says of the fetching; keys that it has besides are left alone.

    Attributes:
        url: The address that was asked for.
        final_uri: The address after redirects.
        fetched_at: ISO 8601 time of the fetch.
        status: HTTP status code.
        headers: HTTP response headers.
    """

    url: str | None = None
    final_uri: str | None = None
    fetched_at: str | None = None
    status: int | None = None
    headers: Mapping[str, str] = {}


def sidecar_names(name: str) -> tuple[str, ...]:
    """Return the names that a page's sidecar may have, the most particular first.

    For ``page.html.gz`` these are ``page.html.gz.json``, ``page.html.json`` and ``page.json``. A
    path or a ledger key serves as well as a name. A JSON file has none.
    """
    if name.lower().endswith(_ENDING):
        return ()
    names = [name]
    for endings in (_COMPRESSIONS, _PAGE_ENDINGS):
        root, ending = os.path.splitext(names[-1])  # noqa: PTH122 - keys are no paths of the system
        if ending.lower() in endings and not root.endswith("/"):
            names.append(root)
    return tuple(each + _ENDING for each in names)


def facts_from(name: str, content: bytes) -> tuple[Facts, PageWarning | None]:
    """Return what a sidecar says, and what is wrong with it.

    Args:
        name: Its name, for messages.
        content: Its bytes.
    """
    if len(content) > _MAX_BYTES:
        return Facts(), _invalid(name, f"it is larger than {_MAX_BYTES} bytes")
    try:
        return msgspec.json.decode(content, type=Facts), None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Facts(), _invalid(name, str(error))


def read_facts(page: bytes) -> tuple[Facts, PageWarning | None]:
    """Return what the sidecar of a page says, and what is wrong with it.

    Args:
        page: Path of the page.
    """
    for name in sidecar_names(os.fsdecode(page)):
        try:
            content = read_file(os.fsencode(name), _MAX_BYTES)
        except (FileNotFoundError, NotAFileError):
            continue
        except OSError as error:
            return unread_sidecar(name, error)
        return facts_from(name, content)
    return Facts(), None


def unread_sidecar(name: str, error: OSError) -> tuple[Facts, PageWarning]:
    """Return what stands for a sidecar that cannot be read."""
    return Facts(), _invalid(name, reading_error(error))


def _invalid(name: str, cause: str) -> PageWarning:
    base = os.fsencode(os.path.basename(name)).decode("utf-8", "backslashreplace")  # noqa: PTH119
    return PageWarning(code=_WARNING, detail=f"{base}: {cause}")
