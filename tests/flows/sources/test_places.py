"""Files of sources are found by name, pattern and list; a source that is none is told."""

from __future__ import annotations

import gzip
from pathlib import Path

import fsspec
import pytest

from flows.sources.choosing import chosen_sources
from flows.sources.declared import FolderSource, UrlSource, WarcSource
from flows.sources.places import places_of
from flows.sources.roots import SourceError


def places(*paths: str, prefix: str = "", max_files: int | None = None) -> list[str]:
    source = WarcSource(paths=paths, prefix=prefix, max_files=max_files)
    return list(places_of("crawl", source))


def test_patterns_are_matched_and_names_taken(tmp_path: Path) -> None:
    for name in ("b.warc.gz", "a.warc.gz", "c.txt"):
        (tmp_path / name).touch()
    found = places(f"{tmp_path}/*.warc.gz", "other.warc")
    assert found == [f"{tmp_path}/a.warc.gz", f"{tmp_path}/b.warc.gz", "other.warc"]
    assert places(f"{tmp_path}/*.warc.gz", max_files=1) == [f"{tmp_path}/a.warc.gz"]


def test_lists_of_files_are_read_as_common_crawl_has_them(tmp_path: Path) -> None:
    names = b"crawl-data/one.warc.gz\ncrawl-data/two.warc.gz\n"
    (tmp_path / "warc.paths.gz").write_bytes(gzip.compress(names))
    (tmp_path / "warc.paths").write_bytes(names)
    expected = [f"s3://crawl/crawl-data/{name}.warc.gz" for name in ("one", "two")]
    for name in ("warc.paths.gz", "warc.paths"):
        assert places(str(tmp_path / name), prefix="s3://crawl/") == expected


def test_stores_are_listed_by_pattern() -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/test_places/b.warc.gz", b"")
    memory.pipe_file("/test_places/a.warc.gz", b"")
    found = places("memory://test_places/*.warc.gz")
    assert [each.rpartition("/")[2] for each in found] == ["a.warc.gz", "b.warc.gz"]
    assert all(each.startswith("memory://") and memory.exists(each) for each in found)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^sources.crawl: no file fits .*; check its paths$"):
        places(f"{tmp_path}/*.warc.gz")
    with pytest.raises(SourceError, match=r"^sources.crawl: the list .* cannot be read: "):
        places(str(tmp_path / "warc.paths.gz"))


def test_folders_are_taken_as_they_are() -> None:
    assert list(places_of("pages", FolderSource(paths=("pages", "s3://a/b")))) == [
        "pages",
        "s3://a/b",
    ]


def test_sources_are_chosen_in_the_order_of_the_settings() -> None:
    declared = {"gazette": UrlSource(), "radio": UrlSource()}
    assert list(chosen_sources([], declared)) == ["gazette", "radio"]
    assert list(chosen_sources(["radio", "gazette"], declared)) == ["gazette", "radio"]
    assert list(chosen_sources(["radio"], declared)) == ["radio"]
    with pytest.raises(SourceError, match="there is no source gazete; did you mean gazette"):
        chosen_sources(["gazete"], declared)
    with pytest.raises(SourceError, match="there is no source xyz; there are gazette, radio"):
        chosen_sources(["xyz"], declared)
    with pytest.raises(SourceError, match="no source is declared; put a table"):
        chosen_sources([], {})
