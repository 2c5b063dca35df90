"""Reasons may be written in the singular or the plural; a mistake is told with all of them."""

from __future__ import annotations

import pytest

from cleaners.reasons import Reason
from flows.commands.errors import UserError
from flows.commands.reasons import named_reasons


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        (["caption"], [Reason.CAPTION]),
        (["captions"], [Reason.CAPTION]),
        (["comment"], [Reason.COMMENTS]),
        (["comments"], [Reason.COMMENTS]),
        ([" Bylines , datelines", "related"], [Reason.BYLINE, Reason.DATELINE, Reason.RELATED]),
        (list(Reason), list(Reason)),
        ([], None),
        (None, None),
    ],
)
def test_names_and_lists_of_names(given: list[str] | None, reasons: list[Reason] | None) -> None:
    assert named_reasons(given, "--keep") == reasons


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("captons", "--keep: there is no reason 'captons'; did you mean caption? The reasons are "),
        ("adverts", "did you mean advertisement? "),
        ("x", "there is no reason 'x'; the reasons are title, dateline, "),
        ("caption,", "there is no reason ''; the reasons are "),
    ],
)
def test_a_mistake_is_told_with_the_reasons_that_there_are(given: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        named_reasons([given], "--keep")
    message = str(caught.value)
    assert said in message
    assert all(reason in message for reason in Reason)
