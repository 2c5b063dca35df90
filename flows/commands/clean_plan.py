"""What ``copydesk clean --dry-run`` prints: the plan of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec
import typer

from flows.terminal import printable_json, printable_line

if TYPE_CHECKING:
    from flows.working.dry_run import Step


def print_plan(steps: Iterable[Step], *, as_json: bool) -> None:
    """Print what would be done with each input, a line each, and how many of each there are."""
    counts: Counter[str] = Counter()
    for step in steps:
        counts[step.action] += 1
        if as_json:
            typer.echo(printable_json(msgspec.json.encode(step)))
        else:
            arrow = f" -> {step.output}" if step.output else ""
            why = f" ({step.why})" if step.why else ""
            typer.echo(printable_line(f"{step.action} {step.input}{arrow}{why}"))
    if not as_json:
        total = ", ".join(f"{count:,} {action}" for action, count in sorted(counts.items()))
        typer.echo(f"Nothing was written. {total or 'There is no input.'}")
