"""Folders of small pages, and runs over them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.configuration import Configuration, load_configuration
from flows.storing.catalog.catalog import find_catalog
from flows.storing.ledger import Row
from flows.working.report import RunReport
from flows.working.run import clean_sources
from tests.flows.working.paragraph_cleaner import ParagraphCleaner

STATE = ("catalog.sqlite", ".copydesk")


def configured(**settings: object) -> Configuration:
    """Return a configuration; ``output_format`` stands for ``output.format``."""
    options: dict[str, dict[str, object]] = {
        "run": {"jobs": 1, "timeout_seconds": 20.0, "memory_megabytes": 1_000}
    }
    for name, value in settings.items():
        table, _, key = name.partition("_")
        options.setdefault(table, {})[key] = value
    return load_configuration(None, (), options)


def write_pages(folder: Path, pages: Mapping[str, str]) -> None:
    """Write pages; a page of the text ``None`` is removed."""
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def story(number: int) -> str:
    """Return a page with two paragraphs that stay and one that is cut."""
    return f"Story {number}\nad: buy now\nThe mayor spoke for {number} hours.\n"


def run_over(
    source: Path | list[Path],
    destination: Path,
    *,
    force: bool = False,
    retry_failed: bool = False,
    prune: bool = False,
    **settings: object,
) -> RunReport:
    """Run over a folder, and make sure that the books balance and nothing is left behind."""
    sources = source if isinstance(source, list) else [source]
    report = clean_sources(
        [str(path) for path in sources],
        destination,
        configured(**settings),
        make_cleaner=ParagraphCleaner,
        force=force,
        retry_failed=retry_failed,
        prune=prune,
    )
    assert report.balanced
    assert report.inputs == sum(report.outcomes.values())
    url = configured(**settings).running.catalog.url
    assert sum(row.run == report.run for row in ledger(destination, url)) == report.inputs
    left = [
        path.name for path in destination.rglob("*") if "partial" in path.name or "tmp" in path.name
    ]
    assert not left
    return report


def ledger(destination: Path, url: str = "") -> list[Row]:
    """Return the rows of a catalog; none where there is none."""
    catalog = find_catalog(url, destination)
    if catalog is None:
        return []
    with catalog:
        return list(catalog.rows())


def rows_of(destination: Path) -> dict[str, Row]:
    """Return the rows of a ledger by input, without the way to the source."""
    return {
        row.input.removeprefix(row.source).removeprefix("/") or row.input: row
        for row in ledger(destination)
    }


def outcomes(report: RunReport) -> dict[str, int]:
    """Return the outcomes that there are."""
    return dict(+Counter(dict(report.outcomes)))


def tree(destination: Path) -> dict[str, bytes]:
    """Return the files of a destination, but for what holds times and run names."""
    return {
        str(path.relative_to(destination)): path.read_bytes()
        for path in sorted(destination.rglob("*"))
        if path.is_file() and not path.name.startswith(STATE)
    }


def record(destination: Path, name: str) -> dict[str, Any]:
    """Return a record file."""
    loaded: dict[str, Any] = json.loads((destination / name).read_bytes())
    return loaded
