"""``copydesk run`` twice, told to a configured server: the second finds nothing to do."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from tests.servers.keeping_schedules import COPYDESK, make_site
from tests.servers.prefect_servers import PrefectServer


def test_the_second_run_finds_everything_unchanged(
    prefect_server: PrefectServer, tmp_path: Path
) -> None:
    folder = make_site(tmp_path, schedules="")
    first = _run(prefect_server, folder)
    assert first["outcomes"]["written"] == 3
    written = _files(folder)
    assert len(written) > 3

    second = _run(prefect_server, folder)
    assert second["outcomes"]["written"] == 0
    assert second["outcomes"]["unchanged"] == first["outcomes"]["written"]
    assert second["inputs"] == first["inputs"]
    assert _files(folder) == written
    assert not folder.joinpath(".copydesk").exists()

    artifacts = prefect_server.ask("/artifacts/filter", {})
    assert isinstance(artifacts, list)
    kinds = {(each["key"], each["type"]) for each in artifacts}
    assert kinds >= {
        ("ingest", "markdown"), ("cleaning", "markdown"), ("hosts", "table"),
        ("progress", "progress"), ("articles", "markdown"), ("raw-pages", "markdown"),
    }  # fmt: skip


def _run(server: PrefectServer, folder: Path) -> dict[str, dict[str, int]]:
    completed = subprocess.run(
        [COPYDESK, "run", "--json"], cwd=folder, env=dict(server.environment), capture_output=True,
        text=True, timeout=180, check=False,
    )  # fmt: skip
    assert completed.returncode == 0, completed.stderr
    assert f"Prefect server: {server.api_url}" in completed.stderr
    report: dict[str, dict[str, dict[str, int]]] = json.loads(completed.stdout)
    return report["cleaning"]


def _files(folder: Path) -> dict[str, bytes]:
    """Return what was written, but for the catalog, which counts runs."""
    clean = folder / "clean"
    return {
        str(path.relative_to(clean)): path.read_bytes()
        for path in clean.rglob("*")
        if path.is_file() and ".html." in path.name
    }
