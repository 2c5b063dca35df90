"""Labelled pages as examples: columns of numbers for each block, and how much of it is gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from urllib.parse import urlsplit

import numpy as np
from msgspec import Struct

from cleaners.aligning import covered_words
from cleaners.detection import detect
from cleaners.document import Element, Page
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.claim_columns import claimed_as_a_whole
from cleaners.learned.class_columns import Odds, class_columns, tokens_of
from cleaners.learned.columns import columns_of
from cleaners.learned.network import Floats
from cleaners.learned.page_view import PageView
from cleaners.learned.skeleton import Flags, Numbers, Skeleton
from cleaners.normalizing.repairing import repair
from cleaners.reading import read
from cleaners.reasons import UnreadablePageError
from cleaners.segmenting.segment import segment
from cleaners.settings import settings_from
from cleaners.words import words_of
from flows.evaluating.labelled import LabelledPage, raw_of


class Example(Struct, frozen=True):
    """A labelled page as the network sees it.

    Attributes:
        identifier: Of the page.
        set_name: The folder that it is from.
        page_type: From the gold.
        host: Of its address, without ``www.``.
        fold: 0 to 4.
        language: That the page declares, without region; empty if it declares none.
        is_article: Whether the page says in its head that it is an article.
        columns: All columns but those of the class names, shape (columns, blocks).
        names: What they are called.
        skeleton: The elements of the page, for the columns of the class names.
        token_shares: For each token of class names the share of the words in its elements that
            are gold.
        words: How many words each block has.
        gold_words: How many of them stand in the gold.
        gold_size: How many words the gold has.
        claimed: Which blocks a named detector marks as a whole.
    """

    identifier: str
    set_name: str
    page_type: str
    host: str
    fold: int
    language: str
    is_article: bool
    columns: Floats
    names: tuple[str, ...]
    skeleton: Skeleton
    token_shares: Mapping[str, float]
    words: Numbers
    gold_words: Numbers
    gold_size: int
    claimed: Flags

    def rows(self, odds: Odds) -> Floats:
        """Return one row a block, shape (blocks, columns), the columns of class names last."""
        classes = class_columns(self.skeleton, odds).values()
        return np.concatenate((self.columns, np.array(list(classes), dtype=np.float32))).T


def examples_of(pages: Iterable[LabelledPage], jobs: int) -> Iterator[Example]:
    """Yield the examples of the HTML pages that can be read and have blocks."""
    with ProcessPoolExecutor(jobs) as pool:
        for example in pool.map(example_of, pages, chunksize=16):
            if example is not None:
                yield example


def example_of(page: LabelledPage) -> Example | None:
    """Return a page as an example; None for text, and for bytes that are no page."""
    settings = settings_from({})
    gold = page.gold
    raw = Page(raw_of(page.raw_path), url=gold.url, name=page.raw_path.name)
    try:
        reading = read(raw, settings.reading)
    except UnreadablePageError:
        return None
    segmented = segment(reading, settings.reading, url=gold.url)
    document, _ = repair(segmented.document, settings.normalizing)
    if not document.elements or not document.blocks:
        return None
    features = DocumentFeatures(document)
    view = PageView(features, detect(features))
    columns = columns_of(view)
    flags = covered_words([words_of(block.text) for block in document.blocks], gold.text)
    word_counts = np.array([max(1, len(of_block)) for of_block in flags], dtype=np.float64)
    gold_words = np.array([sum(of_block) for of_block in flags], dtype=np.float64)
    return Example(
        identifier=page.identifier,
        set_name=page.identifier.partition("/")[0],
        page_type=gold.page_type,
        host=host_of(gold.url),
        fold=page.fold,
        language=(document.language or "").partition("-")[0].lower(),
        is_article=features.is_declared_article,
        columns=np.array(list(columns.values()), dtype=np.float32),
        names=tuple(columns),
        skeleton=view.skeleton,
        token_shares=token_shares(document.elements, view.skeleton, word_counts, gold_words),
        words=word_counts,
        gold_words=gold_words,
        gold_size=len(words_of(gold.text)),
        claimed=claimed_as_a_whole(view),
    )


def token_shares(
    elements: Iterable[Element], skeleton: Skeleton, words: Numbers, gold_words: Numbers
) -> dict[str, float]:
    """Return for each token of class names the share of the words in its elements that are gold."""
    gold_within, words_within = skeleton.within(gold_words), skeleton.within(words)
    sums: dict[str, tuple[float, float]] = {}
    for index, element in enumerate(elements):
        if words_within[index]:
            for token in tokens_of(element):
                gold, every = sums.get(token, (0.0, 0.0))
                sums[token] = gold + gold_within[index], every + words_within[index]
    return {token: gold / every for token, (gold, every) in sums.items()}


def host_of(url: str | None) -> str:
    """Return the host of an address without ``www.``; empty without an address."""
    return ((urlsplit(url).hostname or "") if url else "").removeprefix("www.")
