from __future__ import annotations

import pytest

from benchmarks.growth import PAGE, SIZES, STAGES, WAYS, WHOLE, measured, row
from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.settings import settings_from

CLEANER = Cleaner(settings_from({"main_content": {"engine": "none"}}))


@pytest.mark.parametrize("way", WAYS)
def test_a_page_grows_in_each_way(way: str) -> None:
    short, long = (len(PAGE.format(WAYS[way](count))) for count in (100, 200))
    assert 1.8 * short < long < 2.2 * short + 100


def test_blocks_are_as_many_as_asked_for() -> None:
    document = CLEANER.clean(Page(PAGE.format(WAYS["links"](60)).encode())).document
    assert len(document.blocks) == 60


def test_every_stage_has_its_time_within_that_of_the_whole() -> None:
    seconds = measured(CLEANER, PAGE.format(WAYS["paragraphs"](200)).encode(), rounds=1)
    assert set(seconds) == {*STAGES, WHOLE}
    assert sum(seconds[stage] for stage in STAGES) <= seconds[WHOLE]


def test_what_grows_faster_than_wanted_is_set_in_bold() -> None:
    assert row("slow", [0.1, 0.2, 0.4, 1.2]) == (
        "| **slow** | 0.100 | 0.200 | 0.400 | 1.200 | 2.00 | 2.00 | 3.00 |"
    )
    assert row("even", [0.1, 0.2, 0.4, 0.8]).startswith("| even |")
    assert len(SIZES) == 4
