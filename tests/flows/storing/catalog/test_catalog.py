"""A catalog in a file keeps its promises; what they are stands in ``promises.py``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows.storing.catalog.promises import PROMISES


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_a_catalog_in_a_file(promise: Callable[[Path, str], None], tmp_path: Path) -> None:
    promise(tmp_path / "clean", "")
