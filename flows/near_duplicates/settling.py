"""What is to be said of every article of a catalog: which other it is a near copy of.

The result depends on the texts, their dates and keys, and the settings, not on how they came into
the catalog. Where nothing of this has changed since the last look, nothing is compared again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec
import numpy as np
from msgspec.structs import replace

from cleaners.settings import digest_of
from flows.near_duplicates.clusters import Clusters, clusters_of
from flows.near_duplicates.compared_texts import (
    Change,
    ComparedTexts,
    Standing,
    standing_of,
)
from flows.near_duplicates.near_copies import NearCopies
from flows.near_duplicates.searching import Bounds, Verdicts
from flows.near_duplicates.settings import NearDuplicates
from flows.near_duplicates.signatures import parsed
from flows.storing.catalog.near_duplicate_rows import ComparedArticle, LastLook
from flows.storing.ledger import NearDuplicate

CLUSTER_DIGITS = 16
_DECIMALS = 3
_RETURNS = Standing(left_out=True, returns=True)


def settle(
    articles: Iterable[tuple[ComparedArticle, bytes | None]],
    settings: NearDuplicates,
    last: LastLook,
    texts: ComparedTexts,
) -> LastLook:
    """Find out what is to be said of every article, and note what that changes.

    Args:
        articles: All articles, each with its signature if it has one, in the order of their keys.
        settings: What makes a near copy, and what becomes of it.
        last: What the last look came to.
        texts: Takes the texts that are compared, and what changes.

    Returns:
        What this look comes to, once its changes are made.
    """
    unsigned = _take(articles, settings, texts)
    state = _state(texts, settings, (text.standing for text in texts))
    if state == last.state:
        return replace(last, found=replace(last.found, unsigned=unsigned))
    bounds = Bounds(settings.min_similarity, settings.min_containment)
    clusters = clusters_of(
        texts.slots, texts.shingles, bounds, leave_out=settings.articles == "leave_out"
    )
    standings = _standings(texts, clusters)
    found = NearCopies(
        copies=int(np.count_nonzero(clusters.are_copies)),
        clusters=len(np.unique(clusters.originals[clusters.are_copies])),
        left_out=int(np.count_nonzero(clusters.left_out)),
        returning=int(np.count_nonzero(_are_missing(texts) & ~clusters.left_out)),
        unsigned=unsigned,
    )
    return LastLook(state=_state(texts, settings, standings), found=found)


def _take(
    articles: Iterable[tuple[ComparedArticle, bytes | None]],
    settings: NearDuplicates,
    texts: ComparedTexts,
) -> int:
    """Take the texts that are compared; return how many cannot be for want of a signature."""
    unsigned = 0
    for article, body in articles:
        signature = parsed(body or b"")
        if signature and settings.enabled and signature.words >= settings.min_words:
            texts.add(article, signature)
            continue
        unsigned += signature is None and article.words_out >= settings.min_words
        standing = _RETURNS if article.output is None else Standing()
        if standing != standing_of(article):
            texts.note(Change(article.input, article.output, standing))
    texts.number()
    return unsigned


def _standings(texts: ComparedTexts, clusters: Clusters) -> Iterator[Standing]:
    """Yield what is to be said of each text, and note where it is something else than by now."""
    are_copies = clusters.are_copies
    have_copies = np.zeros(len(are_copies), dtype=np.bool_)
    have_copies[clusters.originals[are_copies]] = True
    for number, text in enumerate(texts):
        near: NearDuplicate | None = None
        if are_copies[number]:
            near = _near(texts, clusters, number)
        elif have_copies[number]:
            near = NearDuplicate(cluster=text.id[:CLUSTER_DIGITS], id=text.id)
        standing = Standing(near, left_out=bool(clusters.left_out[number]))
        if text.output is None and not standing.left_out:
            standing = _RETURNS
        if standing != text.standing:
            texts.note(Change(text.key, text.output, standing))
        yield standing


def _are_missing(texts: ComparedTexts) -> Verdicts:
    """Return which texts were left out by now."""
    missing = (text.output is None for text in texts)
    return np.fromiter(missing, dtype=np.bool_, count=len(texts.shingles))


def _near(texts: ComparedTexts, clusters: Clusters, number: int) -> NearDuplicate:
    copied = texts.text(int(clusters.copied[number]))
    original = texts.text(int(clusters.originals[number]))
    return NearDuplicate(
        cluster=original.id[:CLUSTER_DIGITS],
        of=copied.key,
        id=copied.id,
        similarity=round(float(clusters.similarity[number]), _DECIMALS),
        containment=round(float(clusters.containment[number]), _DECIMALS),
    )


def _state(texts: ComparedTexts, settings: NearDuplicates, standings: Iterable[Standing]) -> str:
    """Return a digest of the texts, the settings and what is said of the texts."""
    said = hashlib.sha256()
    for standing in standings:
        said.update(msgspec.msgpack.encode(standing))
    return digest_of(
        {
            "texts": texts.digest,
            "settings": msgspec.to_builtins(settings),
            "said": said.hexdigest(),
        }
    )
