"""Parts give back the lines that they were made of."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Page
from cleaners.metadata.values import Metadata, Value
from flows.run_settings import Format
from flows.storing.articles import Placed, render_article
from flows.storing.local_destination import LocalDestination
from flows.storing.parts import is_part, part_size, read_part, write_part
from tests.flows.working.results import result_of

PAGE = Page(raw=b"raw", url="https://gazette.example/a")


def line_of(text: str, score: float = 0.1) -> bytes:
    metadata = Metadata(
        title=Value(text, "dom.h1"),
        authors=Value(("Ana Roe", "Bo Lind"), "meta"),
        url=Value("https://gazette.example/a", "given"),
    )
    result = result_of([text, f"{score}"], metadata=metadata)
    placed = Placed(source=f"{text}.html")
    files = render_article(result, PAGE, placed, Format.JSON_LINES, comments=False)
    return files.article


LINES = [line_of(f"Story {number} — “été”") for number in range(600)]


@pytest.mark.parametrize("file_format", [Format.JSON_LINES, Format.PARQUET])
def test_a_part_gives_its_lines_back(tmp_path: Path, file_format: Format) -> None:
    name = write_part(LocalDestination(tmp_path), LINES, file_format)
    assert is_part(name)
    assert list(read_part(tmp_path / name)) == LINES
    assert part_size(LocalDestination(tmp_path), name) == len(LINES)
    assert write_part(LocalDestination(tmp_path), iter(LINES), file_format) == name
    assert write_part(LocalDestination(tmp_path), LINES[1:], file_format) != name
    assert len(list(tmp_path.iterdir())) == 2


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), st.floats(0, 1))
def test_parquet_keeps_every_byte(
    tmp_path_factory: pytest.TempPathFactory, text: str, score: float
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    line = line_of(text, score)
    part = write_part(LocalDestination(folder), [line], Format.PARQUET)
    assert list(read_part(folder / part)) == [line]


def test_parquet_has_flat_columns(tmp_path: Path) -> None:
    name = write_part(LocalDestination(tmp_path), LINES[:1], Format.PARQUET)
    row = pq.read_table(tmp_path / name).to_pylist()[0]
    assert row["title"] == "Story 0 — “été”"
    assert row["authors"] == ["Ana Roe", "Bo Lind"]
    assert row["url"] == "https://gazette.example/a"
    assert row["path"] == "Story 0 — “été”.html"
    assert row["text"].startswith("Story 0")
    assert row["words"] > 0
    assert row["completeness"] == "full"


def test_a_damaged_part_is_not_intact(tmp_path: Path) -> None:
    name = write_part(LocalDestination(tmp_path), LINES[:2], Format.JSON_LINES)
    (tmp_path / name).write_bytes(LINES[0])
    assert part_size(LocalDestination(tmp_path), name) is None
    assert part_size(LocalDestination(tmp_path), "part-0000000000000000.jsonl") is None
    assert not is_part("part-1.jsonl")
    assert not is_part(None)
