"""What ends ``copydesk clean`` before its end, told in one line."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from flows.commands.errors import UserError, say

FAILED = 1
INTERRUPTED = 130


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """Tell what a user can put right in one line; and what stops a run, too."""
    from flows.sources.roots import SourceError
    from flows.sources.selection import PatternError
    from flows.storing.catalog.errors import CatalogError, CatalogFailedError
    from flows.storing.lock import DestinationLockedError
    from flows.working.guard import WorkersUnavailableError
    from flows.working.outcomes import FATAL_ERRORS, DestinationError

    try:
        yield
    except (WorkersUnavailableError, DestinationError, CatalogFailedError) as error:
        say(str(error))
        raise typer.Exit(FAILED) from error
    except (SourceError, PatternError, CatalogError, DestinationLockedError) as error:
        raise UserError(str(error)) from error
    except OSError as error:
        if error.errno not in FATAL_ERRORS:
            raise
        say(f"the run could not go on: {error}; the same command goes on where this one was")
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as error:
        say("stopped at once; the same command goes on where this one was")
        raise typer.Exit(INTERRUPTED) from error
