"""Runs of the command line and of the flow in processes of their own, and what they left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import fsspec
from msgspec.structs import replace

from flows.parameters import CleanParameters
from flows.storing.catalog.catalog import find_catalog
from flows.storing.ledger import Row

ROOT = Path(__file__).parents[2]
SETTINGS = ("run.shard_pages=200",)


def start_flow(
    parameters: CleanParameters,
    environment: Mapping[str, str],
    output: int | None = None,
) -> subprocess.Popen[bytes]:
    """Start the flow, in a process group of its own; ``output`` as in ``subprocess``."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.servers.flow_script", parameters.model_dump_json()],
        cwd=ROOT,
        env={**os.environ, **environment},
        start_new_session=True,
        stdout=output,
        stderr=None if output is None else subprocess.STDOUT,
    )


def run_flow(parameters: CleanParameters, environment: Mapping[str, str]) -> None:
    """Run the flow to its end."""
    flow = start_flow(parameters, environment, output=subprocess.PIPE)
    output, _ = flow.communicate()
    assert flow.returncode == 0, output.decode()[-4_000:]


def run_command(source: str, destination: str, *settings: str) -> dict[str, Any]:
    """Run ``copydesk clean`` and return its report."""
    options = [option for setting in settings for option in ("--set", setting)]
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "clean", source, destination, "--json", *options],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.stdout, done.stderr.decode()[-4_000:]
    assert done.returncode in (0, 1)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def tree_of(destination: str) -> dict[str, bytes]:
    """Return the files of a destination, without the catalog and what is hidden."""
    system, root = fsspec.core.url_to_fs(destination)
    system.invalidate_cache()
    names = {path.removeprefix(f"{root}/"): path for path in system.find(root)}
    kept = {name: path for name, path in names.items() if not name.startswith((".", "catalog"))}
    contents: Mapping[str, bytes] = system.cat(sorted(kept.values()))
    return {name: contents[path] for name, path in kept.items()}


def ledger_of(destination: str, catalog_url: str = "") -> dict[str, Row]:
    """Return the rows of a ledger, without what differs from run to run."""
    catalog = find_catalog(catalog_url, destination)
    assert catalog is not None
    with catalog:
        rows = {row.input: row for row in catalog.rows()}
    return {
        key: replace(row, run="", time="", seconds=0.0, carried=False) for key, row in rows.items()
    }
