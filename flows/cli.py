"""The command line: parses, calls, prints. What is heavy is imported by the commands at need."""

from __future__ import annotations

import inspect
import io
import os
import re
import sys
from collections.abc import Callable
from typing import Annotated, cast

import typer

from cleaners.settings import SettingsError
from flows.commands.check_rules import check_rules
from flows.commands.clean import clean
from flows.commands.config import show_settings
from flows.commands.errors import UserError, say
from flows.commands.evaluate import evaluate_engines
from flows.commands.explain import explain
from flows.commands.ingest import ingest
from flows.commands.learn import learn
from flows.commands.restore import restore
from flows.commands.rules import count_rules
from flows.commands.run import run_pipeline
from flows.commands.schedule import keep_schedules
from flows.commands.sites import show_sites
from flows.commands.status import status
from flows.commands.trace import trace

USER_ERROR = 2

_BREAK_IN_PARAGRAPH = re.compile(r"(?<=\S)\n(?=\S)")

# Typer carries its own Click in its newer versions; this is UsageError in all of them.
_UsageError = cast("type[Exception]", typer.BadParameter.__base__)


def help_of(command: Callable[..., None]) -> str:
    """Return a docstring with its paragraphs on one line each, to be wrapped by the terminal.

    Indented lines stay as they are. Square brackets would be taken as Rich's markup.
    """
    text = inspect.getdoc(command) or ""
    return _BREAK_IN_PARAGRAPH.sub(" ", text)


def copydesk(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Turn scraped pages into clean article files.

    copydesk reads HTML pages and already extracted texts, cuts what is not the article (navigation,
    advertisements, newsletter boxes, comments, captions and the like), and writes one file an
    article, a record of where every word came from, and a ledger in which every input is accounted
    for. It changes nothing in the folder that it reads.

    [bold]Examples[/bold]

      copydesk clean pages/ clean/             clean a folder
      copydesk clean pages/ clean/ --dry-run   say what would be done
      copydesk learn pages/ --into clean/      learn what sites repeat
      copydesk sites -d clean/                 show what is known of sites
      copydesk ingest                          fetch what the sources of copydesk.toml list
      copydesk run                             ingest the declared sources and clean them
      copydesk schedule                        do so by the schedules of copydesk.toml
      copydesk status clean/                   what became of every input, and drifting hosts
      copydesk trace clean/story.html.md       the way of a page from its address to here
      copydesk explain pages/story.html        show what was cut, and why
      copydesk restore a.html.md -r captions   put cuts back into an article
      copydesk check-rules                     check the rules for sites in rules/
      copydesk config                          show the settings in force
      copydesk config --toml > copydesk.toml   start a settings file
      copydesk eval labelled/ --engine oracle  score on pages with a gold

    [bold]Exit codes[/bold]

        0  all went well
        1  it ran to its end, but pages failed or could not be read
        2  it did not start: an option, a file or a setting is wrong
        3  the ledger does not account for every input
      130  stopped by Ctrl-C
    """
    if version:
        from importlib.metadata import version as version_of  # noqa: PLC0415 - rarely needed

        typer.echo(f"copydesk {version_of('copydesk')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(USER_ERROR)


app = typer.Typer(
    name="copydesk",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback(invoke_without_command=True, help=help_of(copydesk))(copydesk)
_COMMANDS: dict[str, Callable[..., None]] = {
    "clean": clean,
    "learn": learn,
    "sites": show_sites,
    "ingest": ingest,
    "run": run_pipeline,
    "schedule": keep_schedules,
    "status": status,
    "trace": trace,
    "explain": explain,
    "restore": restore,
    "eval": evaluate_engines,
    "rules": count_rules,
    "check-rules": check_rules,
    "config": show_settings,
}
for _name, _command in _COMMANDS.items():
    app.command(_name, help=help_of(_command))(_command)


def main() -> None:
    """Run the command line and exit; the console script ``copydesk``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what it cannot encode is shown escaped
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(prog_name="copydesk", standalone_mode=False) or 0
        sys.stdout.flush()
    except (UserError, SettingsError) as error:
        code = _refuse(str(error))
    except _UsageError as error:
        code = _refuse(_usage_message(error))
    except BrokenPipeError:
        # Whoever read the output has gone; nothing is left to say, nor to be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)


def _refuse(message: str) -> int:
    say(message)
    return USER_ERROR


def _usage_message(error: Exception) -> str:
    """Return what Typer says of a command line that it cannot parse, and where to read on."""
    format_message = getattr(error, "format_message", error.__str__)
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "copydesk"
    return f"{str(format_message()).rstrip('.')}; see `{command} --help`"


if __name__ == "__main__":
    main()
