"""Where the time of cleaning a page goes."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from msgspec import Struct

from benchmarks.growth import timed
from cleaners import pipeline
from cleaners.detecting import main_content
from cleaners.document import Page
from cleaners.learned.network import Network
from cleaners.pipeline import Cleaner

WHOLE, REST = "clean() as a whole", "the rest (result, freeing the page)"


class Stage(Struct, frozen=True):
    """A part of the work that is measured.

    Attributes:
        name: What the table calls it.
        owner: The module or class whose functions do it ...
        functions: ... and their names. None of them calls one of another stage.
    """

    name: str
    owner: object
    functions: tuple[str, ...]


SELECTION = ("probabilities_of", "claimed_as_a_whole", "best_selection", "expected_f1")

STAGES = (
    Stage("read", pipeline, ("read",)),
    Stage("segment", pipeline, ("segment",)),
    Stage("repair", pipeline, ("repair",)),
    Stage("detect", pipeline, ("DocumentFeatures", "detect")),
    Stage("learned: columns", main_content, ("PageView", "matrix_of")),
    Stage("learned: network", Network, ("logits",)),
    Stage("learned: selection", main_content, SELECTION),
    Stage("learned: marks", main_content.LearnedEngine, ("marks",)),
    Stage("revise", pipeline, ("revise",)),
    Stage("decide", pipeline, ("decide_within_guards",)),
    Stage("metadata", pipeline, ("settled_metadata",)),
    Stage("metadata by the text", Cleaner, ("_metadata",)),
    Stage("polish", pipeline, ("polished",)),
    Stage("judge", pipeline, ("judge",)),
)
"""The stages in the order of the work, by the names under which the functions are called."""


class StageTimes:
    """Measures the stages of cleaning a page."""

    def __init__(self, cleaner: Cleaner) -> None:
        self._cleaner = cleaner

    def __call__(self, page: Page, turn: int) -> dict[str, float]:  # noqa: ARG002 - one order
        """Return the seconds of each stage, of what is left, and of the whole."""
        seconds = dict.fromkeys((*(stage.name for stage in STAGES), REST, WHOLE), 0.0)
        gc.collect()
        gc.freeze()
        with clocked(seconds):
            timed(self._cleaner.clean, WHOLE, seconds)(page)
        seconds[REST] = 2 * seconds[WHOLE] - sum(seconds.values())
        return seconds


@contextmanager
def clocked(seconds: dict[str, float]) -> Iterator[None]:
    """Note how long each stage takes as long as the context is open."""
    with ExitStack() as patches:
        for stage in STAGES:
            for function in stage.functions:
                noting = timed(getattr(stage.owner, function), stage.name, seconds)
                patches.enter_context(patch.object(stage.owner, function, noting))
        yield
