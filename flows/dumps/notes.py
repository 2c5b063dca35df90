"""What a report says of dumps: which of their columns were taken for what."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping

from flows.dumps.tables import Table

_MAX_NOTES = 5
_SHOWN_DUMPS = 3


def notes_on_dumps(tables: Mapping[bytes, Table]) -> Iterator[str]:
    """Yield a line for each way in which the columns of dumps were taken, the first few.

    Args:
        tables: How each dump is written, by its path or URL.
    """
    dumps: dict[str, list[str]] = defaultdict(list)
    for path, table in tables.items():
        dumps[_said(table)].append(os.fsdecode(path).rpartition("/")[2])
    for said, names in list(dumps.items())[:_MAX_NOTES]:
        shown = ", ".join(names[:_SHOWN_DUMPS])
        more = f" and {len(names) - _SHOWN_DUMPS:,} more" if len(names) > _SHOWN_DUMPS else ""
        yield f"columns of {shown}{more}: {said}"


def _said(table: Table) -> str:
    taken = (
        ("pages of HTML" if table.is_html else "pages", table.page),
        ("addresses", table.url),
        ("titles", table.title),
        ("dates", table.date),
    )
    return ", ".join(f"{what} from {name}" for what, name in taken if name)
