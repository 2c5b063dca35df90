"""Options that several commands have, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Settings file.", show_default="copydesk.toml")
]
AssignmentsOption = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Override a setting.")
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print nothing but errors (and --json).")
]
RetryFailedOption = Annotated[
    bool, typer.Option("--retry-failed", help="Try again what failed in an earlier run.")
]
RefreshSitesOption = Annotated[
    bool,
    typer.Option(
        "--refresh-sites", help="Clean pages again whose site more is known of since then."
    ),
]
PruneOption = Annotated[
    bool,
    typer.Option("--prune", help="Remove outputs whose input has gone or that are outdated."),
]
