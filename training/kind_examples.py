"""Texts of both kinds, with what is measured of them: whole visible pages, and text that is not.

What is not is what an extractor leaves, a gold body, and near misses made of gold bodies: the first
lines alone, a list of its short lines, a sentence a line as interviews and tips have it, a few
words a line as poems have it, and the body with the headlines of other pages below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from msgspec import Struct
from trafilatura import extract

from cleaners.detection import detect
from cleaners.features.document_features import DocumentFeatures
from cleaners.learned.line_view import LineView
from cleaners.learned.text_kind import kind_measures
from flows.evaluating.labelled import LabelledPage, raw_of
from training.line_examples import document_of
from training.renderings import RENDERINGS, html_reading

SENTENCE_BREAK = re.compile(r"(?<=[.!?。！？])\s+")
VERSE_WORDS = 7
MAX_LIST_WORDS = 12
BEGINNING = 5
TAIL = 24
"""So many headlines of other pages stand below a body."""


class KindExample(Struct, frozen=True):
    """A text with what is measured of it.

    Attributes:
        identifier: Of the page.
        name: How the text was made of the page.
        set_name: The folder that the page is from.
        page_type: From the gold.
        fold: 0 to 4.
        is_visible_page: Whether it is the whole visible text.
        measures: In the order of the names.
        names: What they are called.
    """

    identifier: str
    name: str
    set_name: str
    page_type: str
    fold: int
    is_visible_page: bool
    measures: tuple[float, ...]
    names: tuple[str, ...]


def kind_examples_of(pages: Sequence[LabelledPage], jobs: int) -> Iterator[KindExample]:
    """Yield the examples of all pages."""
    headlines = [page.gold.title for page in pages if page.gold.title]
    tails = [headlines[at : at + TAIL] for at in range(0, len(headlines), TAIL)]
    of_page = [tails[at % len(tails)] if tails else [] for at in range(len(pages))]
    with ProcessPoolExecutor(jobs) as pool:
        for examples in pool.map(examples_of_page, pages, of_page, chunksize=8):
            yield from examples


def examples_of_page(page: LabelledPage, headlines: Sequence[str]) -> list[KindExample]:
    """Return the examples of a page."""
    raw = raw_of(page.raw_path)
    made = partial(kind_example, page)
    examples = []
    for name, rendering in RENDERINGS.items():
        reading = html_reading(raw)
        text = rendering(reading) if reading is not None else None
        examples.append(made(name, text, is_visible_page=True))
    extracted = extract(raw, url=page.gold.url, favor_recall=True, include_comments=True)
    examples.append(made("extracted", extracted, is_visible_page=False))
    for name, text in texts_of_body(page.gold.text, headlines).items():
        examples.append(made(name, text, is_visible_page=False))
    return [example for example in examples if example is not None]


def texts_of_body(body: str, headlines: Sequence[str]) -> dict[str, str]:
    """Return a gold body, and the near misses that are made of it, by name."""
    lines = [line for line in body.splitlines() if line.strip()]
    sentences = [each for line in lines for each in SENTENCE_BREAK.split(line)]
    words = body.split()
    verses = [" ".join(words[at : at + VERSE_WORDS]) for at in range(0, len(words), VERSE_WORDS)]
    listed = [each for each in lines if len(each.split()) <= MAX_LIST_WORDS]
    return {
        "gold": body,
        "beginning": "\n".join(lines[:BEGINNING]),
        "list": "\n".join(listed),
        "a sentence a line": "\n".join(sentences),
        "verse": "\n".join(verses),
        "headlines behind": "\n".join([*lines, *headlines]),
    }


def kind_example(
    page: LabelledPage, name: str, text: str | None, *, is_visible_page: bool
) -> KindExample | None:
    """Return a text with what is measured of it; None for one without lines."""
    document = document_of(text) if text else None
    if document is None or not document.blocks:
        return None
    features = DocumentFeatures(document)
    measures = kind_measures(LineView(features, detect(features)))
    return KindExample(
        identifier=page.identifier,
        name=name,
        set_name=page.identifier.partition("/")[0],
        page_type=page.gold.page_type,
        fold=page.fold,
        is_visible_page=is_visible_page,
        measures=tuple(measures.values()),
        names=tuple(measures),
    )
