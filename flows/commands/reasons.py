"""Reasons for a cut as people write them on the command line."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Annotated

import typer

from cleaners.reasons import Reason
from flows.commands.errors import UserError

KeepOption = Annotated[
    list[str] | None,
    typer.Option(
        "--keep",
        metavar="REASON",
        help="Cut nothing for this reason, such as captions; several, or with commas.",
    ),
]
"""The option of the commands that clean, for what a person wants to stay."""

_CLOSE_ENOUGH = 0.5
_BY_NAME = {reason.removesuffix("s"): reason for reason in Reason}


def named_reasons(given: Sequence[str] | None, option: str) -> list[Reason] | None:
    """Return the reasons that an option names, in the singular or the plural; None for none.

    Args:
        given: What was given, each perhaps several with commas between them.
        option: The name of the option, for the error.

    Raises:
        UserError: There is no such reason.
    """
    if not given:
        return None
    return [_reason(name, option) for text in given for name in text.split(",")]


def _reason(name: str, option: str) -> Reason:
    word = name.strip().lower()
    if reason := _BY_NAME.get(word.removesuffix("s")):
        return reason
    near = difflib.get_close_matches(word, list(Reason), n=1, cutoff=_CLOSE_ENOUGH)
    advice = f"did you mean {near[0]}? The" if near else "the"
    known = f"{advice} reasons are {', '.join(Reason)}"
    raise UserError(f"{option}: there is no reason {name.strip()!r}; {known}")
