"""Marks posts of social networks that a page embeds: words of others, not of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.document import Mark
from cleaners.features.document_features import DocumentFeatures
from cleaners.features.marking import region_marks, whole
from cleaners.reasons import Reason

DETECTOR = "embeds"
SCORE = 0.9

SIGNED = re.compile(r"[—–-]{1,2} ?\S.{0,80}\(@\w{1,30}\) .{0,30}\d")
"""The last line of a post that was embedded: its author, and the day."""

MAX_POST_WORDS = 70


def mark_embeds(features: DocumentFeatures) -> Iterator[Mark]:
    """Yield a mark for each block of an embedded post, as the networks' own code names it.

    In a text these are the line that signs it and the one above, which is what it says.
    """
    for region in features.regions.get(Reason.EMBED, ()):
        yield from region_marks(features, region, DETECTOR, SCORE)
    if features.is_text:
        for block in features.blocks[1:]:
            above = features.shapes[block.index - 1]
            if SIGNED.match(block.text) and above.word_count <= MAX_POST_WORDS:
                for each in features.blocks[block.index - 1 : block.index + 1]:
                    yield whole(each, Reason.EMBED, DETECTOR, SCORE, "a post that its author signs")
