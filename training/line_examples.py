"""Labelled pages as texts without markup: columns for each line, and how much of it is gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor

import numpy as np
from msgspec import Struct

from cleaners.aligning import covered_words
from cleaners.detection import detect
from cleaners.document import Document
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.claim_columns import claimed_as_a_whole
from cleaners.learned.line_columns import line_columns_of
from cleaners.learned.line_view import Lines, LineView
from cleaners.learned.network import Floats
from cleaners.learned.skeleton import Flags, Numbers
from cleaners.normalizing.repairing import repair
from cleaners.segmenting.text import segment_text
from cleaners.settings import settings_from
from cleaners.words import words_of
from flows.evaluating.labelled import LabelledPage, raw_of
from training.renderings import LINE_RENDERINGS, RENDERINGS, html_reading


class LineExample(Struct, frozen=True):
    """The text of a labelled page as the network of lines sees it.

    Attributes:
        identifier: Of the page.
        rendering: Which program's lines these are.
        set_name: The folder that the page is from.
        page_type: From the gold.
        fold: 0 to 4.
        columns: Shape (columns, lines).
        names: What they are called.
        lines: What a second look needs to know of the lines.
        words: How many words each line has.
        gold_words: How many of them stand in the gold.
        gold_size: How many words the gold has.
        claimed: Which lines a named detector marks as a whole.
    """

    identifier: str
    rendering: str
    set_name: str
    page_type: str
    fold: int
    columns: Floats
    names: tuple[str, ...]
    lines: Lines
    words: Numbers
    gold_words: Numbers
    gold_size: int
    claimed: Flags


def line_examples_of(pages: Iterable[LabelledPage], jobs: int) -> Iterator[LineExample]:
    """Yield the examples of all pages that have visible text, one a rendering."""
    with ProcessPoolExecutor(jobs) as pool:
        for examples in pool.map(examples_of_page, pages, chunksize=8):
            yield from examples


def examples_of_page(page: LabelledPage) -> list[LineExample]:
    """Return the examples of a page; none for text, and for bytes that are no page."""
    raw = raw_of(page.raw_path)
    examples = []
    for name in LINE_RENDERINGS:
        reading = html_reading(raw)  # anew, for some take the tree apart
        text = None if reading is None else RENDERINGS[name](reading)
        document = None if not text else document_of(text)
        if document is not None and document.blocks:
            examples.append(line_example(page, name, document))
    return examples


def document_of(text: str) -> Document:
    """Return a text as the pipeline has it when it looks for the main content."""
    document, _ = repair(segment_text(text), settings_from({}).normalizing)
    return document


def line_example(page: LabelledPage, rendering: str, document: Document) -> LineExample:
    """Return the example of one of the texts of a page."""
    features = DocumentFeatures(document)
    view = LineView(features, detect(features))
    columns = line_columns_of(view)
    gold = page.gold
    flags = covered_words([words_of(block.text) for block in document.blocks], gold.text)
    return LineExample(
        identifier=page.identifier,
        rendering=rendering,
        set_name=page.identifier.partition("/")[0],
        page_type=gold.page_type,
        fold=page.fold,
        columns=np.array(list(columns.values()), dtype=np.float32),
        names=tuple(columns),
        lines=view.lines,
        words=np.array([max(1, len(of_block)) for of_block in flags], dtype=np.float64),
        gold_words=np.array([sum(of_block) for of_block in flags], dtype=np.float64),
        gold_size=len(words_of(gold.text)),
        claimed=claimed_as_a_whole(view),
    )
