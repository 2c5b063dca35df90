"""Lists of addresses: text with one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.sources.entries import Entry

_MARK = "\ufeff"
_COMMENT = "#"
_MAX_CHARACTERS = 10_000


def addresses_in(lines: Iterable[bytes]) -> Iterator[Entry]:
    """Yield the addresses of a text with one a line.

    Blank lines and lines that begin with ``#`` are left out, and what follows an address after
    white space (a title, the columns of a spreadsheet). A line that is no address is yielded as it
    is: it becomes a refusal that names it.

    Args:
        lines: The lines, in UTF-8.
    """
    for line in lines:
        text = line[: 4 * _MAX_CHARACTERS].decode("utf-8", "replace").lstrip(_MARK).strip()
        if text and not text.startswith(_COMMENT):
            yield Entry(url=text.split(maxsplit=1)[0][:_MAX_CHARACTERS])
