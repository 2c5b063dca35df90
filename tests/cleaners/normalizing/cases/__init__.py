"""Texts with what becomes of them, sorted by how they came about."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """A text; ``expected`` is None where it must stay as it is."""

    label: str
    text: str
    expected: str | None = None
    language: str | None = None

    @property
    def after(self) -> str:
        return self.text if self.expected is None else self.expected


class Cases(Struct, frozen=True, forbid_unknown_fields=True):
    in_the_wild: list[Case]
    synthetic: list[Case]
    negative: list[Case]
    known_failure: list[Case]


def cases_of(name: str) -> Cases:
    """Return the cases of a file in this folder."""
    source = Path(__file__).with_name(f"{name}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(source), Cases)


def parameters(name: str) -> list[object]:
    """Return all cases of a file for pytest; known failures are expected to fail."""
    cases = cases_of(name)
    sorts = {"wild": cases.in_the_wild, "synthetic": cases.synthetic, "negative": cases.negative}
    passing = [
        pytest.param(case, id=f"{sort}: {case.label}")
        for sort, every in sorts.items()
        for case in every
    ]
    failing = [
        pytest.param(case, id=f"failing: {case.label}", marks=pytest.mark.xfail(strict=True))
        for case in cases.known_failure
    ]
    return [*passing, *failing]
