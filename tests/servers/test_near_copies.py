"""Near copies in a bucket, by a catalog on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from tests.flows.near_duplicates.test_near_copy_runs import run, run_to, write
from tests.flows.working.pages import outcomes, tree


@pytest.mark.parametrize("file_format", ["md", "parquet"])
def test_a_bucket_gets_what_a_folder_does(
    bucket: str, postgres_url: str, tmp_path: Path, file_format: str
) -> None:
    raw = tmp_path / "raw"
    write(raw)
    for articles, outcome in (
        ("keep", {"written": 7}),
        ("leave_out", {"unchanged": 3, "duplicate": 4}),
        ("leave_out", {"unchanged": 3, "duplicate": 4}),
        ("keep", {"unchanged": 3, "written": 4}),
    ):
        run(raw, tmp_path / "clean", file_format, articles=articles)
        report = run_to([str(raw)], f"{bucket}/clean", file_format, postgres_url, articles=articles)
        assert outcomes(report) == outcome
        assert files_in(f"{bucket}/clean") == tree(tmp_path / "clean")


def files_in(url: str) -> dict[str, bytes]:
    """Return the articles of a bucket, by their names."""
    system = fsspec.filesystem("s3")
    system.invalidate_cache()
    root = f"{url.removeprefix('s3://')}/"
    names = {path.removeprefix(root): path for path in system.find(root)}
    return {name: system.cat_file(path) for name, path in names.items() if not name.startswith(".")}
