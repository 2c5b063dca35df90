"""The error that a user can put right, and what is said besides the output."""

from __future__ import annotations

import typer

from flows.terminal import printable_line


class UserError(Exception):
    """Something that the user has to change; the message is one line that says what.

    The command line prints it on standard error without a traceback and exits with code 2.
    """


def say(message: str) -> None:
    """Print a line on standard error, under the name of the program."""
    typer.echo(f"copydesk: {printable_line(message)}", err=True)
