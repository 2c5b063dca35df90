"""The invented sites, and a way to fetch from them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sites import Web


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as started:
        yield started
