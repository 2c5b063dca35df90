"""copydesk's library: pure functions from a raw page to a clean article.

>>> from cleaners import clean
>>> result = clean("<p>Hello</p>", url="https://site.example/a")

``result.text``, ``result.markdown``, ``result.metadata``, ``result.cuts``, ``result.comments``,
``result.edits``, ``result.completeness`` and ``result.provenance`` say the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from cleaners.document import Block, BlockKind, Completeness, Cut, Document, Edit, Mark, Page
from cleaners.reasons import Reason, Rejection, Unreadable, UnreadablePageError
from cleaners.settings import Settings, SettingsError, settings_from

if TYPE_CHECKING:
    from cleaners.cleaning import clean
    from cleaners.pipeline import Cleaner
    from cleaners.result import Rejected, Result

__all__ = [
    "Block",
    "BlockKind",
    "Cleaner",
    "Completeness",
    "Cut",
    "Document",
    "Edit",
    "Mark",
    "Page",
    "Reason",
    "Rejected",
    "Rejection",
    "Result",
    "Settings",
    "SettingsError",
    "Unreadable",
    "UnreadablePageError",
    "clean",
    "settings_from",
]

# Whoever only names a setting, such as the command line for its help, need not wait for parsers.
_IMPORTED_AT_NEED = {
    "Cleaner": "cleaners.pipeline",
    "Rejected": "cleaners.result",
    "Result": "cleaners.result",
    "clean": "cleaners.cleaning",
}


def __getattr__(name: str) -> object:
    if name not in _IMPORTED_AT_NEED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_IMPORTED_AT_NEED[name]), name)
    return found
