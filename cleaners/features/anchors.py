"""Names of elements that only spell the heading within, as the targets of links do."""

from __future__ import annotations

from cleaners.features.document_features import DocumentFeatures
from cleaners.features.regions import Region
from cleaners.features.titles import key_of

MIN_WORDS = 3
"""A shorter name that is also the text within may well be the name of a part of the page."""


def is_anchor(features: DocumentFeatures, region: Region) -> bool:
    """Return whether the name of a region is made from its first words.

    ``<section id="respond-to-review-comments"><h2>Respond to review comments</h2>`` holds no
    comments.
    """
    spoken = region.named.evidence.rpartition(" ")[2]
    name = key_of(spoken.replace("_", " "))
    words = key_of(features.blocks[region.first].text[: len(spoken) + 1])
    return len(name) >= MIN_WORDS and name == words[: len(name)]
