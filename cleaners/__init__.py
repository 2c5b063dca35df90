"""copydesk's library: pure functions from a raw page to a clean article.

>>> from cleaners import clean
>>> result = clean("<p>Hello</p>", url="https://site.example/a")

``result.text``, ``result.markdown``, ``result.metadata``, ``result.cuts``, ``result.comments``,
``result.edits``, ``result.completeness`` and ``result.provenance`` say the rest.
"""

from __future__ import annotations

from cleaners.cleaning import clean
from cleaners.document import Block, BlockKind, Completeness, Cut, Document, Edit, Mark, Page
from cleaners.pipeline import Cleaner
from cleaners.reasons import Reason, Rejection, Unreadable, UnreadablePageError
from cleaners.result import Rejected, Result
from cleaners.settings import Settings, SettingsError, settings_from

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
