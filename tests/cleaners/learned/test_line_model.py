"""The shipped model of lines, models as bytes, and the kinds of text that it tells apart."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from cleaners.learned.line_columns import line_columns_of
from cleaners.learned.line_model import (
    SHIPPED,
    line_model_bytes,
    line_model_from,
    shipped_line_model,
)
from cleaners.learned.network import (
    COLUMN_STEPS,
    MAX_DEVIATION,
    MAX_HIDDEN,
    MAX_SUM,
    Network,
)
from cleaners.learned.second_look import second_look_columns
from cleaners.learned.text_kind import kind_measures
from tests.cleaners.learned.visible_texts import (
    MENU,
    STORY,
    TEASERS,
    VISIBLE_PAGE,
    view_of,
)

MAX_SHIPPED_BYTES = 150_000


def test_the_shipped_model_is_small_and_for_these_columns() -> None:
    content = files("cleaners").joinpath("data", SHIPPED).read_bytes()
    assert len(content) < MAX_SHIPPED_BYTES
    model, view = shipped_line_model(), view_of(*VISIBLE_PAGE)
    columns = line_columns_of(view)
    assert model.columns == tuple(columns)
    again = second_look_columns(view.lines, np.zeros(len(view)))
    assert len(model.first.means) == len(columns)
    assert len(model.second.means) == len(columns) + len(again)
    assert model.kinds.measures == tuple(kind_measures(view))


@pytest.mark.parametrize("name", ["first", "second"])
def test_no_sum_of_the_shipped_networks_can_be_inexact(name: str) -> None:
    network: Network = getattr(shipped_line_model(), name)
    of_columns = np.abs(network.hidden_weights).sum(axis=0) * COLUMN_STEPS * MAX_DEVIATION
    assert (of_columns + np.abs(network.hidden_biases)).max() < MAX_SUM
    assert np.abs(network.weights).sum() * MAX_HIDDEN < MAX_SUM


def test_a_model_outlives_its_way_through_bytes() -> None:
    model = shipped_line_model()
    again = line_model_from(line_model_bytes(model))
    assert line_model_bytes(again) == line_model_bytes(model)
    assert again.kinds == model.kinds
    view = view_of(*VISIBLE_PAGE)
    assert again.probabilities(view).tobytes() == model.probabilities(view).tobytes()


def test_bytes_that_are_no_model_are_refused() -> None:
    with pytest.raises(ValueError, match=r"pickle|zip|npz|magic"):
        line_model_from(b"no model")


def test_the_story_is_likelier_than_what_is_around_it() -> None:
    likely = shipped_line_model().probabilities(view_of(*VISIBLE_PAGE))
    first = len(MENU) + 1
    story = likely[first : first + len(STORY)]
    assert story.min() > 0.5
    assert likely[: len(MENU)].max() < 0.5
    assert likely[first + len(STORY) + 1 :].max() < 0.5


VERSES = (
    *(
        "The river took the lower field",
        "and gave us back the gate,",
        "two hens, a boot, a barrel lid",
    ),
    *("and half a garden slate.", "We set the boot upon the wall", "and waited for the other,"),
    *("but rivers keep what rivers want", "and never give its brother."),
)
TIPS = (
    *("Ten tips for the first frost", "Drain the hose", "Lift the dahlias", "Cover the fig"),
    *("Bring in the lemon tree", "Leave the ivy for the bees", "Mulch the roses", "Oil the shears"),
    *("Stack the pots", "Sharpen the spade", "Make a list for spring", "Sit down"),
)
ANSWERS = (
    *("When did the bell crack?", "In 1911.", "Who heard it first?", "My grandmother."),
    *("What did she do?", "She ran to the priest.", "And he?", "He did not believe her."),
    *("Why not?", "He had been asleep.", "And then?", "Then he rang it himself."),
    *("What was it like?", "Like a pot.", "Will it be cast again?", "Not in my time."),
)


@pytest.mark.parametrize(
    "lines",
    [STORY, STORY[:2], TIPS, VERSES * 3, ANSWERS, (*STORY, "Also in this issue", *TEASERS)],
    ids=["story", "short story", "tips", "poem", "interview", "story with teasers"],
)
def test_clean_text_is_no_visible_page(lines: tuple[str, ...]) -> None:
    assert not shipped_line_model().kinds.is_visible_page(view_of(*lines))


def test_a_page_with_its_menus_is_a_visible_page() -> None:
    assert shipped_line_model().kinds.is_visible_page(view_of(*MENU, *VISIBLE_PAGE))


def test_confidence_rises_with_what_is_expected() -> None:
    model = shipped_line_model()
    values = [model.confidence(expected / 20) for expected in range(21)]
    assert values == sorted(values)
    assert 0.0 <= values[0] < values[-1] <= 1.0
