"""``copydesk config``: the settings in force and where each comes from."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Annotated

import msgspec
import typer

from flows.commands.errors import UserError
from flows.commands.options import AssignmentsOption, ConfigOption
from flows.configuration import DEFAULT_ORIGIN, Configuration, load_configuration, value_of
from flows.run_settings import NAMED_TABLES
from flows.terminal import console_for, printable, printable_json

_HEADER = """\
# The settings of copydesk. What stands here goes before the shipped defaults; --set and the other
# options of the command line go before this. Leave out what need not differ from the defaults.
"""
_SETTING_LINE = re.compile(r"(?P<key>\w+) = (?P<value>.*?)(?:\s+(?P<comment># .*))?")
_PASSWORD = re.compile(r"([a-z][a-z0-9+.-]*://[^\s/:@]*):\S*@", re.IGNORECASE)
_TABLE_LINE = re.compile(r"\[(?P<table>[\w.]+)\]")


def show_settings(
    *,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    as_toml: Annotated[
        bool, typer.Option("--toml", help="Print a complete, commented copydesk.toml.")
    ] = False,
) -> None:
    """Show the settings in force and where each comes from.

    Example: copydesk config --toml > copydesk.toml
    """
    if as_json and as_toml:
        raise UserError("--json and --toml exclude each other; give one of them")
    configuration = load_configuration(config, assignments or ())
    if as_toml:
        typer.echo(settings_file(configuration), nl=False)
    elif as_json:
        rows = [
            {"name": name, "value": shown_value(configuration, name), "origin": origin}
            for name, origin in configuration.origins.items()
        ]
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(rows))))
    else:
        _print_table(configuration)


def settings_file(configuration: Configuration) -> str:
    """Return a settings file with every setting in force and the comments of the defaults."""
    parts = [_HEADER]
    for package in ("cleaners", "flows"):
        shipped = files(package).joinpath("settings.toml").read_text("utf-8")
        parts.append(_with_values(shipped, configuration))
    return "\n".join([*parts, *_named_entries(configuration)])


def shown_value(configuration: Configuration, name: str) -> object:
    """Return the value in force of a setting, an address without its password."""
    value = value_of(configuration, name)
    return _PASSWORD.sub(r"\1:***@", value) if isinstance(value, str) else value


def toml_of(value: object) -> str:
    """Return a setting's value as TOML writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(toml_of, value))}]"
    if isinstance(value, Mapping):
        pairs = [f"{toml_of(name)} = {toml_of(each)}" for name, each in value.items()]
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
    if isinstance(value, str):
        # TOML's basic strings have JSON's escapes, but for these two.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:_}" if isinstance(value, int) else str(value)


def _named_entries(configuration: Configuration) -> Iterator[str]:
    """Yield the tables with names of the user's own: they have no defaults to stand in."""
    entries: dict[str, list[str]] = {}
    for name in configuration.origins:
        table, _, rest = name.partition(".")
        if table in NAMED_TABLES:
            entry, _, key = rest.partition(".")
            value = toml_of(shown_value(configuration, name))
            entries.setdefault(f"{table}.{entry}", []).append(f"{key} = {value}")
    for heading, settings in entries.items():
        yield "\n".join([f"[{heading}]", *settings, ""])


def _with_values(shipped: str, configuration: Configuration) -> str:
    """Return the shipped file without its head, with the values that differ put in."""
    table = ""
    lines: list[str] = []
    for line in shipped.splitlines():
        if heading := _TABLE_LINE.fullmatch(line):
            table = heading["table"]
        if table:
            lines.append(_with_value(line, table, configuration))
    return "\n".join([*lines, ""])


def _with_value(line: str, table: str, configuration: Configuration) -> str:
    setting = _SETTING_LINE.fullmatch(line)
    if setting is None:
        return line
    name = f"{table}.{setting['key']}"
    if configuration.origins[name] == DEFAULT_ORIGIN:
        return line
    value = toml_of(shown_value(configuration, name))
    given = f"{setting['key']} = {value}"
    if setting["comment"] is None:
        return given
    return f"{given}  ".ljust(setting.start("comment")) + setting["comment"]


def _print_table(configuration: Configuration) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in ("setting", "value", "from"):
        table.add_column(heading, overflow="fold")
    for name, origin in configuration.origins.items():
        value = printable(toml_of(shown_value(configuration, name)))
        style = "" if origin == DEFAULT_ORIGIN else "bold"
        table.add_row(name, Text(value, style=style), Text(printable(origin), style=style))
    console_for().print(table)
