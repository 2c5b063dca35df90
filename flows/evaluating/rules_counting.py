"""Counts what the rules do on labelled pages: the pages read, the detectors run."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from cleaners.detection import detect, revise
from cleaners.document import Page
from cleaners.features.document_features import DocumentFeatures
from cleaners.guarding import decide_within_guards
from cleaners.main_content import Engine, engine_of, find_main_content
from cleaners.normalizing.repairing import repair
from cleaners.reading import read
from cleaners.segmenting.segment import Segmented, segment
from cleaners.settings import MainContentSettings, Settings
from flows.evaluating.labelled import LabelledPage, raw_of
from flows.evaluating.rules import (
    ALL,
    Rule,
    labels_of,
    tallies_of,
    tally_of_decision,
    wrong_claims,
)
from flows.evaluating.rules_report import PageRules


def count_page(page: LabelledPage, settings: Settings) -> PageRules:
    """Return what the rules do on a page; an error is its outcome."""
    try:
        return counted_page(page, settings)
    except Exception as error:  # noqa: BLE001 - the report lists it
        return failed_page(page, f"{type(error).__name__}: {error}")


def failed_page(page: LabelledPage, failure: str) -> PageRules:
    """Return the outcome of a page that could not be counted."""
    return PageRules(page.identifier, page.gold.page_type, failure=failure)


def counted_page(page: LabelledPage, settings: Settings) -> PageRules:
    """Return what the rules do on a page.

    Raises:
        OSError: The file cannot be read.
        UnreadablePageError: Its bytes are no page.
    """
    segmented = segmented_page(page, settings)
    document = segmented.document
    features = DocumentFeatures(document)
    found = detect(features)
    engine_of_pages = engine(settings.main_content)
    engine_marks = find_main_content(segmented, engine_of_pages, features, found).marks
    named = revise(features, engine_marks, found)
    decision, _ = decide_within_guards(document, engine_marks, named, settings.deciding)
    labels = labels_of(document.blocks, engine_marks, page.gold.text)
    together = tally_of_decision(decision, labels)
    return PageRules(
        identifier=page.identifier,
        page_type=page.gold.page_type,
        tallies={**tallies_of(named, labels), Rule(ALL): together},
        examples=tuple(wrong_claims(page.identifier, document, named, labels)),
        found=frozenset(str(each.entry) for same in features.wording.values() for each in same),
    )


def segmented_page(page: LabelledPage, settings: Settings) -> Segmented:
    """Return a page in blocks, with its characters repaired."""
    raw = Page(raw_of(page.raw_path), url=page.gold.url, name=page.raw_path.name)
    segmented = segment(read(raw, settings.reading), settings.reading, url=page.gold.url)
    document, _ = repair(segmented.document, settings.normalizing)
    return replace(segmented, document=document)


@cache
def engine(settings: MainContentSettings) -> Engine:
    """Return the engine, which is made once a process."""
    return engine_of(settings)
