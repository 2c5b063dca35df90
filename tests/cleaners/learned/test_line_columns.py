"""The columns of lines: each says what its name says, whatever the text is."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from cleaners.learned.line_columns import line_columns_of, line_matrix_of
from cleaners.learned.second_look import second_look_columns
from cleaners.learned.stretches import best_stretch
from tests.cleaners.learned.visible_texts import (
    FOOTER,
    MENU,
    STORY,
    TEASERS,
    VISIBLE_PAGE,
    view_of,
)

ODD_TEXTS = {
    "one line": ("Menu",),
    "two lines": ("Menu", "Menu"),
    "only prose": STORY,
    "no prose": MENU,
    "marks alone": ("***", "|", "»", "1"),
    "without spaces": ("港の委員会は新しい桟橋を承認しました。" * 4, "メニュー", "天気"),
    "long words": ("x" * 500, "a-b-c " * 50),
}
FIRST_OF_STORY = len(MENU) + 1
LAST_OF_STORY = FIRST_OF_STORY + len(STORY) - 1
FIRST_TEASER = LAST_OF_STORY + 2


@pytest.mark.parametrize("lines", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_every_column_has_a_number_for_each_line(lines: tuple[str, ...]) -> None:
    view = view_of(*lines)
    columns = line_columns_of(view)
    columns |= second_look_columns(view.lines, np.linspace(0.0, 1.0, len(lines)))
    for name, values in columns.items():
        assert values.shape == (len(lines),), name
        assert np.isfinite(values).all(), name


def test_the_matrix_holds_the_columns_in_their_order() -> None:
    view = view_of(*VISIBLE_PAGE)
    columns = line_columns_of(view)
    expected = np.array(list(columns.values()), dtype=np.float32)
    assert line_matrix_of(view).tobytes() == expected.tobytes()


def test_the_best_stretch_is_the_story() -> None:
    view = view_of(*VISIBLE_PAGE)
    assert best_stretch(view, penalty=4.0) == (FIRST_OF_STORY, LAST_OF_STORY + 1)
    columns = line_columns_of(view)
    inside = np.flatnonzero(columns["in_stretch_0"]).tolist()
    assert inside == list(range(FIRST_OF_STORY, LAST_OF_STORY + 1))
    assert columns["lines_from_first_0"][FIRST_OF_STORY] == 0
    assert columns["lines_from_last_0"][LAST_OF_STORY] == 0
    assert columns["lines_from_first_0"][0] < 0 < columns["lines_from_last_0"][-1]


def test_groups_of_running_text_are_told_by_the_lines_between() -> None:
    two = line_columns_of(view_of(*STORY[:3], *MENU, *STORY[3:]))
    assert two["group_share_2"].tolist()[:3] == [1.0] * 3
    assert 0.0 < two["group_share_2"][-1] < 1.0
    assert two["in_group_2"][3 : 3 + len(MENU)].sum() == 0
    near = line_columns_of(view_of(*STORY[:3], "A picture", *STORY[3:]))
    assert near["in_group_2"].tolist() == [1.0] * (len(STORY) + 1)


def test_teasers_and_dates_have_a_rhythm_of_two() -> None:
    columns = line_columns_of(view_of(*VISIBLE_PAGE))
    dates = slice(FIRST_TEASER + 1, FIRST_TEASER + len(TEASERS), 2)
    assert columns["looks_like_2_behind"][dates].tolist() == [1.0, 1.0, 0.0]
    assert columns["looks_like_1_behind"][dates].tolist() == [0.0, 0.0, 0.0]
    assert line_columns_of(view_of(*TEASERS * 3))["rhythm"].min() > 0.6
    assert line_columns_of(view_of("Menu", STORY[0], "Two goats", "1"))["rhythm"].max() < 0.1


def test_the_headline_shares_its_words_with_the_story() -> None:
    columns = line_columns_of(view_of(*VISIBLE_PAGE))
    assert np.flatnonzero(columns["like_title"]).tolist() == [len(MENU)]
    assert columns["shared_in_stretch"][len(MENU)] == 1.0
    assert columns["shared_in_stretch"][: len(MENU)].max() == 0.0


def test_a_menu_that_comes_twice_is_seen() -> None:
    copies = line_columns_of(view_of(*VISIBLE_PAGE))["copies"]
    assert (copies[: len(MENU)] > 0).all()
    assert (copies[FIRST_OF_STORY : LAST_OF_STORY + 1] == 0).all()
    assert (copies[-len(FOOTER) :] == 0).all()


def test_a_second_look_sees_what_the_lines_around_are_taken_for() -> None:
    view = view_of(*VISIBLE_PAGE)
    likely = np.zeros(len(VISIBLE_PAGE))
    likely[FIRST_OF_STORY : LAST_OF_STORY + 1] = 0.9
    columns = second_look_columns(view.lines, likely)
    assert columns["likely_-1"][FIRST_OF_STORY] == 0.0
    assert columns["likely_1"][FIRST_OF_STORY] == 0.9
    inside = np.flatnonzero(columns["in_likely_stretch_2"]).tolist()
    assert inside == list(range(FIRST_OF_STORY, LAST_OF_STORY + 1))
    of_vocabulary = columns["likely_of_vocabulary"]
    assert of_vocabulary[len(MENU)] > 0.5 > of_vocabulary[0]


def test_the_order_of_words_in_sets_changes_no_bit() -> None:
    program = (
        "import numpy as np;"
        "from cleaners.learned.second_look import second_look_columns as look;"
        "from tests.cleaners.learned.visible_texts import VISIBLE_PAGE, view_of;"
        "view = view_of(*VISIBLE_PAGE * 3);"
        "rows = look(view.lines, np.linspace(0, 1, len(view)) ** 2);"
        "print(np.array(list(rows.values())).tobytes().hex())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1
