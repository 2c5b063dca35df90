"""Whether the signals of a site speak against taking a page, by those that the settings obey."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.fetching.fetched import Signal
from flows.fetching.settings import OptOut
from flows.fetching.signals import ROBOTS_HEADER, ROBOTS_META
from flows.fetching.tdm import RESERVATION

# Directives with a value of their own, whose colon does not end the name of a robot.
_WITH_VALUE = frozenset(
    ("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after")
)
_ROBOT = re.compile(r"[\w-]+|\*")
_IMPLIED = {"none": (OptOut.NO_INDEX,)}


def objection(signals: Sequence[Signal], obeyed: Sequence[OptOut], token: str) -> str | None:
    """Return which obeyed signal speaks against taking a page; None if none does.

    Args:
        signals: All that are known, those of tdmrep.json before headers, meta elements last:
            of reservations the last one counts.
        obeyed: The setting.
        token: Our name in lower case.
    """
    for signal in signals:
        for directive in _directives(signal, token):
            if directive in obeyed:
                return f"{directive} ({signal.name} in {signal.origin})"
    return _reserved(signals) if OptOut.TDM_RESERVATION in obeyed else None


def _reserved(signals: Sequence[Signal]) -> str | None:
    said = [each for each in signals if each.name == RESERVATION and each.value in {"0", "1"}]
    if said and said[-1].value == "1":
        return f"{RESERVATION} ({said[-1].origin})"
    return None


def _directives(signal: Signal, token: str) -> Iterator[str]:
    if signal.name == ROBOTS_HEADER:
        named = _for_us(signal.value, token)
    elif signal.name in {ROBOTS_META, token}:
        named = _parts(signal.value)
    else:
        return
    for directive in named:
        yield directive
        yield from _IMPLIED.get(directive, ())


def _for_us(value: str, token: str) -> Iterator[str]:
    """Yield the directives of an X-Robots-Tag that are meant for all, or for us.

    A robot's name with a colon stands before those that are meant for it.
    """
    for_us = True
    for part in _parts(value):
        name, colon, rest = (each.strip() for each in part.partition(":"))
        if colon and name not in _WITH_VALUE and _ROBOT.fullmatch(name):
            for_us = name in {token, "*"}
            part = rest  # noqa: PLW2901 - what is left of the part
        if for_us:
            yield part


def _parts(value: str) -> Iterator[str]:
    return (part.strip().lower() for part in value.split(",") if part.strip())
