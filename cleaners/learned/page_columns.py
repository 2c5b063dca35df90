"""Columns: what the page is as a whole; the same number for each block."""

from __future__ import annotations

import numpy as np

from cleaners.document import BlockKind
from cleaners.features.document_features import PRODUCT_TYPES, WRITTEN_TYPES
from cleaners.features.forums import is_forum_address
from cleaners.learned.block_view import KINDS
from cleaners.learned.characters import CharacterKind
from cleaners.learned.page_view import PageView
from cleaners.learned.skeleton import Numbers

FORUM_TYPES = frozenset({"discussionforumposting", "qapage", "question", "socialmediaposting"})
LIST_TYPES = frozenset({"itemlist", "collectionpage", "searchresultspage", "offercatalog"})


def page_columns(view: PageView) -> dict[str, Numbers]:
    """Return what the page is, and what it is made of."""
    document, features = view.features.document, view.features
    size = len(view)
    words, good = float(view.words.sum()), float(view.good_words.sum())
    counts = np.bincount(view.skeleton.numbers)
    tags = [element.tag for element in view.skeleton.distinct]
    types = document.types
    values = {
        "page_blocks": np.log1p(size),
        "page_words": np.log1p(words),
        "page_good_words": np.log1p(good),
        "page_good_share": good / max(1.0, words),
        "page_good_blocks": np.log1p(float(view.is_good.sum())),
        "page_link_density": float(view.linked.sum() / max(1.0, view.lengths.sum())),
        "page_articles": np.log1p(sum(counts[[tag == "article" for tag in tags]])),
        "page_mains": min(2, sum(counts[[tag == "main" for tag in tags]])),
        "page_is_news": features.is_declared_news,
        "page_is_article": not WRITTEN_TYPES.isdisjoint(types),
        "page_is_product": not PRODUCT_TYPES.isdisjoint(types),
        "page_is_forum_type": not FORUM_TYPES.isdisjoint(types),
        "page_is_list": not LIST_TYPES.isdisjoint(types),
        "page_is_website": "website" in types,
        "page_is_forum": features.is_forum,
        "page_is_forum_address": document.url is not None and is_forum_address(document.url),
        "page_depth": np.log1p(document.depth),
        "page_unspaced": float(
            view.characters.counts[CharacterKind.UNSPACED].sum() / max(1.0, view.lengths.sum())
        ),
    }
    share_of_kind = np.bincount(view.kinds, weights=view.words, minlength=len(KINDS)) / max(
        1, words
    )
    for kind in (
        BlockKind.LIST_ITEM,
        BlockKind.TABLE,
        BlockKind.PREFORMATTED,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
    ):
        values[f"page_{kind.value}_share"] = share_of_kind[KINDS.index(kind)]
    return {name: np.full(size, float(value)) for name, value in values.items()}
