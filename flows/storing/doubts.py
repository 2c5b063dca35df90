"""What a person may want to look at in an article, told from its row."""

from __future__ import annotations

from cleaners.document import Completeness
from flows.storing.ledger import Row

LOW_SHARE = 0.1
"""Share of a page's words in its article below which a person may want to look."""

LOW_CONFIDENCE = 0.7
"""Of the labelled pages below it the texts are half wrong (training/model-card.md)."""


def doubt_kinds(row: Row) -> tuple[str, ...]:
    """Return what kinds of doubt there are about an article, to be counted."""
    found = [warning.code.replace("_", " ") for warning in row.warnings]
    if row.completeness not in ("", Completeness.FULL):
        found.append(row.completeness)
    if row.confidence is not None and row.confidence < LOW_CONFIDENCE:
        found.append("low confidence")
    if row.words_in and row.words_out < LOW_SHARE * row.words_in:
        found.append("few words kept")
    return tuple(dict.fromkeys(found))


def doubts(row: Row) -> tuple[str, ...]:
    """Return what is doubtful about an article, in words; nothing for most."""
    particulars = {
        "low confidence": f"confidence {row.confidence or 0:.2f}",
        "few words kept": f"{row.words_out} of {row.words_in} words kept",
    }
    return tuple(particulars.get(kind, kind) for kind in doubt_kinds(row))
