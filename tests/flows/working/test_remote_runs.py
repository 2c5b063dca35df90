"""A run whose pages and articles lie in an object store."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from flows.run_settings import Format
from flows.working.report import RunReport
from flows.working.run import clean_sources
from tests.flows.working.archives import write_archive
from tests.flows.working.pages import configured, outcomes, run_over, story, write_pages
from tests.flows.working.paragraph_cleaner import ParagraphCleaner


@pytest.fixture
def store() -> Iterator[str]:
    name = uuid.uuid4().hex
    yield f"memory://{name}"
    fsspec.filesystem("memory").rm(f"/{name}", recursive=True)


@pytest.fixture
def pages(raw: Path, store: str) -> Path:
    write_pages(raw, {f"{number}.txt": story(number) for number in range(1, 6)})
    write_pages(raw, {"below/again.txt": story(1), "below/.hidden": "x"})
    (raw / "2.json").write_text('{"url": "https://harbour.example/2"}')
    write_archive(raw / "a.warc.gz", {"https://harbour.example/ferry": story(9)})
    fsspec.filesystem("memory").put(f"{raw}/", f"{store}/raw/", recursive=True)
    return raw


def run_remote(store: str, tmp_path: Path, **settings: object) -> RunReport:
    catalog = f"sqlite:///{tmp_path / 'catalog.sqlite'}"
    report = clean_sources(
        [f"{store}/raw"],
        f"{store}/clean",
        configured(catalog_url=catalog, **settings),
        make_cleaner=ParagraphCleaner,
    )
    assert report.balanced
    return report


def files_of(store: str) -> dict[str, bytes]:
    system = fsspec.filesystem("memory")
    root = f"/{store.removeprefix('memory://')}/clean/"
    names = {path.removeprefix(root): path for path in system.find(root)}
    return {name: system.cat_file(path) for name, path in names.items() if not name.startswith(".")}


def local_files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith((".", "catalog"))
    }


@pytest.mark.parametrize("file_format", Format)
def test_a_store_holds_the_same_bytes_as_a_folder(
    pages: Path, clean: Path, store: str, tmp_path: Path, file_format: Format
) -> None:
    local = run_over(pages, clean, output_format=file_format)
    remote = run_remote(store, tmp_path, output_format=file_format)
    assert outcomes(remote) == outcomes(local) == {"written": 6, "duplicate": 1}
    assert remote.left_out == local.left_out
    assert files_of(store) == local_files(clean)


@pytest.mark.parametrize("file_format", [Format.MARKDOWN, Format.JSON_LINES])
def test_a_second_run_over_a_store_cleans_nothing(
    pages: Path, store: str, tmp_path: Path, file_format: Format
) -> None:
    run_remote(store, tmp_path, output_format=file_format)
    before = files_of(store)
    assert outcomes(run_remote(store, tmp_path, output_format=file_format)) == {"unchanged": 7}
    assert files_of(store) == before


def test_what_is_damaged_or_new_in_a_store_is_cleaned_again(
    pages: Path, store: str, tmp_path: Path
) -> None:
    run_remote(store, tmp_path)
    system = fsspec.filesystem("memory")
    system.pipe_file(f"{store}/clean/3.txt.md", b"damaged")
    system.pipe_file(f"{store}/raw/6.txt", story(6).encode())
    system.rm_file(f"{store}/raw/5.txt")
    report = run_remote(store, tmp_path)
    assert outcomes(report) == {"unchanged": 5, "written": 2}
    assert report.gone == 1
