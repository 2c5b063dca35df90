"""What holds for the named detectors together."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.deciding import decide
from cleaners.detection import DETECTORS, detect
from cleaners.document import Document, Page
from cleaners.features.document_features import DocumentFeatures
from cleaners.lexicons import entries
from cleaners.reading import read
from cleaners.segmenting.segment import segment
from cleaners.settings import settings_from
from tests.cleaners.building import text_document

SAMPLES = Path(__file__).parents[2] / "raw" / "samples"
READING = settings_from({}).reading
PAGES = [
    "harbour-gazette.example/ferry-terminal-vote.html",
    "hedgerow-notes.example/laying-a-winter-hedge.html",
    "extracted-texts/county-fair-pig-race.txt",
    "extracted-texts/el-pueblo-sin-wifi.txt",
]

LINES = st.one_of(
    st.sampled_from([entry.phrase.capitalize() for entry in entries()]),
    st.text(max_size=40),
    st.just("The keeper of the weir said on Monday that the gates would stay shut until spring."),
).filter(str.strip)


def document_of_sample(name: str) -> Document:
    path = SAMPLES / name
    return segment(read(Page(path.read_bytes(), name=path.name), READING), READING).document


@pytest.mark.parametrize("name", PAGES)
def test_the_order_of_the_detectors_changes_nothing(name: str) -> None:
    document = document_of_sample(name)
    claims = [claim for each in DETECTORS for claim in each(DocumentFeatures(document))]
    shuffled = list(DETECTORS)
    random.Random(name).shuffle(shuffled)  # noqa: S311 - no secret
    again = [claim for each in shuffled for claim in each(DocumentFeatures(document))]
    assert decide(document, claims) == decide(document, again)


@pytest.mark.parametrize("name", PAGES)
def test_features_that_are_observed_before_change_nothing(name: str) -> None:
    document = document_of_sample(name)
    features = DocumentFeatures(document)
    assert detect(features) == detect(features) == detect(DocumentFeatures(document))


@given(st.lists(LINES, max_size=30))
def test_claims_lie_within_their_blocks_and_say_why(lines: list[str]) -> None:
    document = text_document(*lines)
    for claim in detect(DocumentFeatures(document)):
        assert 0 <= claim.start < claim.end <= len(document.blocks[claim.block].text)
        assert 0 < claim.score <= 1
        assert claim.evidence
        assert claim.detector
