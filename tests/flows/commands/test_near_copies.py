"""Near copies as a user meets them."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.flows.commands.invoking import invoke
from tests.flows.near_duplicates.stories import Story, story
from tests.flows.working.pages import rows_of


def write_page(folder: Path, name: str, title: str, told: Story, published: str) -> None:
    """Write a story as a page of a news site."""
    folder.mkdir(exist_ok=True)
    paragraphs = "".join(f"<p>{html.escape(each)}</p>" for each in told)
    (folder / name).write_text(
        f"<html lang='en'><head><title>{title}</title><meta property='article:published_time' "
        f"content='{published}'></head><body><nav><a href='/'>Home</a></nav><article>"
        f"<h1>{title}</h1>{paragraphs}</article><footer>Terms of use</footer></body></html>"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("copies")
    raw, wire = tmp_path / "raw", story(1)
    write_page(raw, "agency.html", "A pier opens", wire, "2024-03-02")
    write_page(raw, "gazette.html", "Our pier", [*story(8, 2), *wire[2:]], "2024-03-03")
    write_page(raw, "herald.html", "Pier in brief", wire[:4], "2024-03-01")
    write_page(raw, "post.html", "A bridge closes", story(2), "2024-03-02")
    assert invoke("clean", "raw", "clean", folder=tmp_path).returncode == 0
    return tmp_path


def near_copies(destination: Path) -> dict[str, object]:
    """Return what records say of near copies, by page."""
    found = [
        json.loads(each.read_bytes())
        for each in destination.glob("*.json")
        if not each.name.startswith(".")
    ]
    for part in destination.glob("*.jsonl"):
        found += map(json.loads, part.read_bytes().splitlines())
    for part in destination.glob("*.parquet"):
        found += map(json.loads, parquet.read_table(part)["record"].to_pylist())
    return {each["source"]["path"]: each["output"]["near_duplicate"] for each in found}


@pytest.mark.parametrize("file_format", ["md", "txt", "json", "jsonl", "parquet"])
def test_every_format_says_what_an_article_is_a_near_copy_of(
    folder: Path, file_format: str
) -> None:
    completed = invoke("clean", "raw", file_format, "--format", file_format, folder=folder)
    assert completed.returncode == 0, completed.stderr
    assert b"2 articles are near copies, in 1 cluster." in completed.stdout
    found = near_copies(folder / file_format)
    assert found["post.html"] is None
    rows = rows_of(folder / file_format)
    cluster = {"cluster": rows["herald.html"].id[:16]}
    assert found["herald.html"] == {"of": None, "similarity": 1.0, "containment": 1.0, **cluster}
    agency, gazette = found["agency.html"], found["gazette.html"]
    assert isinstance(agency, dict)
    assert agency | cluster == agency
    assert agency["of"] == rows["herald.html"].id
    assert agency["similarity"] < 0.6
    assert agency["containment"] > 0.9
    assert isinstance(gazette, dict)
    assert gazette | cluster == gazette
    assert gazette["of"] == rows["agency.html"].id
    assert gazette["similarity"] > 0.5


def test_trace_shows_the_cluster_of_an_article(folder: Path) -> None:
    completed = invoke("trace", "clean/agency.html.md", "-d", "clean", folder=folder)
    lines = completed.stdout.decode().splitlines()
    (line,) = [each for each in lines if each.startswith("near copy")]
    cluster = rows_of(folder / "clean")["herald.html"].id[:16]
    assert line.startswith("near copy   of ../raw/herald.html, similarity 0.")
    assert line.endswith(f"cluster {cluster}")
    completed = invoke("trace", cluster, "-d", "clean", folder=folder)
    assert f"cluster {cluster}, of which it is the original" in completed.stdout.decode()


def test_status_counts_near_copies(folder: Path) -> None:
    completed = invoke("status", "clean", folder=folder)
    assert b"2 articles are near copies, in 1 cluster." in completed.stdout
    told = json.loads(invoke("status", "clean", "--json", folder=folder).stdout)
    assert told["near_duplicates"]["copies"] == 2
    assert told["near_duplicates"]["clusters"] == 1


def test_they_are_left_out_by_a_setting(folder: Path) -> None:
    setting = ("--set", "near_duplicates.articles=leave_out")
    completed = invoke("clean", "raw", "less", *setting, folder=folder)
    assert b"2 articles are near copies, in 1 cluster; 1 of them left out." in completed.stdout, (
        completed.stdout.decode()
    )
    assert not (folder / "less" / "gazette.html.md").exists()
    assert (folder / "less" / "agency.html.md").exists()
    completed = invoke("trace", "raw/gazette.html", "-d", "less", folder=folder)
    assert b"duplicate: near_duplicate" in completed.stdout
