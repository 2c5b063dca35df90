"""Lines in the languages that have the phrases of every site only: what is cut, and near misses."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaners.document import Page
from cleaners.lexicons import entries
from cleaners.pipeline import Cleaner

CASES = tomllib.loads((Path(__file__).parent / "smaller_lexicons.toml").read_text("utf-8"))

PROSE = (
    "The council of Duinrade decided on Thursday to reopen the old mill before the end of October.",
    "The mayor said that the repairs had cost less than planned, because many beams were sound.",
    "Some who live there fear more traffic by the river and ask for parking outside the village.",
    "The miller, who worked here for forty years, will set the stones in motion for the pupils.",
)


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def page_of(*lines: str) -> Page:
    return Page(raw="\n\n".join(lines).encode(), name="page.txt")


@pytest.mark.parametrize(
    ("line", "reason"),
    [(line, reason) for case in CASES.values() for reason, line in case["cut"].items()],
)
def test_a_line_below_an_article_is_cut_for_its_reason(
    cleaner: Cleaner, line: str, reason: str
) -> None:
    result = cleaner.clean(page_of(*PROSE, line))
    assert [(str(cut.reason), cut.text) for cut in result.cuts] == [(reason, line)]
    assert result.text == "\n\n".join(PROSE)


@pytest.mark.parametrize("line", [case["stays"] for case in CASES.values()])
def test_a_sentence_that_only_speaks_of_such_things_stays(cleaner: Cleaner, line: str) -> None:
    lines = (*PROSE[:2], line, *PROSE[2:])
    assert cleaner.clean(page_of(*lines)).text == "\n\n".join(lines)


def test_every_smaller_lexicon_is_tested() -> None:
    languages = {entry.language for entry in entries()}
    larger = {"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "zh"}
    assert CASES.keys() == languages - larger
