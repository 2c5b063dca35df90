"""Where the article of a text ends, by the wording of what stands behind it."""

from __future__ import annotations

from cleaners.features.document_features import DocumentFeatures
from cleaners.lexicons import Place

FURNITURE = frozenset({"newsletter", "comments", "legal", "share", "related", "navigation"})
"""Kinds of lexicon tables whose lines stand behind the end of an article."""

UNSURE = frozenset({"navigation_menu", "navigation_contents", "related_weak"})
"""Tables whose lines are too common to say that an article has ended."""

SURE_ANYWHERE = frozenset({"newsletter", "comments", "legal", "share_lead"})
"""Tables whose phrases say so wherever they stand in a line."""

MAX_LATE_PROSE = 8
"""Blocks of prose behind the end of an article that are looked at, at most."""


def furniture_blocks(features: DocumentFeatures) -> frozenset[int]:
    """Return the blocks with wording that stands behind the end of an article."""
    return frozenset(
        found.block
        for table, all_found in features.wording.items()
        if table.partition("_")[0] in FURNITURE and table not in UNSURE
        for found in all_found
        if found.entry.place is Place.WHOLE or table in SURE_ANYWHERE
    )


def story_end(features: DocumentFeatures, furniture: frozenset[int]) -> int:
    """Return the index behind the last block of prose that is not furniture itself."""
    for index in reversed(features.prose[-MAX_LATE_PROSE:]):
        if index not in furniture:
            return index + 1
    return features.prose_end
