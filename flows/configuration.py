"""The settings in force: shipped defaults, the settings file, ``--set``, command line options."""

from __future__ import annotations

import difflib
import re
import tomllib
import typing
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from cleaners.settings import (
    Settings,
    SettingsError,
    default_options,
    overlay,
    settings_from,
)
from flows.named_tables import KIND, keys_of, kinds_of, setting_of
from flows.run_settings import (
    NAMED_TABLES,
    RunSettings,
    default_run_options,
    run_settings_from,
)

SETTINGS_FILE = "copydesk.toml"
DEFAULT_ORIGIN = "default"
ASSIGNMENT_ORIGIN = "--set"

# Options of the command line that are not called like the setting that they give.
_OPTION_NAMES = {"run.timeout_seconds": "--timeout", "output.languages": "--language"}

# Settings whose value is a table with names of the user's own.
_FREE_TABLES = frozenset(("fetch.resolve",))

_PLACE = re.compile(r" - at `\$\.(?P<name>[\w.-]+)(?P<rest>[^`]*)`$")
_MISSING = re.compile(r"Object missing required field `(?P<key>\w+)`")


class ConfigurationError(SettingsError):
    """A setting that cannot be used; its message is one line that says which, where and why."""


class Configuration(Struct, frozen=True, kw_only=True):
    """The settings in force.

    Attributes:
        cleaning: What can change a result.
        running: How a run is done and what it writes.
        origins: For every setting, by its dotted name and in the shipped order: ``default``, the
            settings file as it was given, ``--set``, or the option of the command line.
        file: The settings file that was read, if there was one.
    """

    cleaning: Settings
    running: RunSettings
    origins: Mapping[str, str]
    file: Path | None = None


def load_configuration(
    config_file: Path | None = None,
    assignments: Sequence[str] = (),
    options: Mapping[str, object] | None = None,
) -> Configuration:
    """Lay the sources of settings over one another, the later over the earlier.

    Args:
        config_file: A settings file that has to exist; without it ``copydesk.toml`` of the current
            folder is read if it is there.
        assignments: ``table.key=value`` texts; a value that is not TOML is taken as a string.
        options: Nested mappings, table by table, of what the command line gave; None stands for
            an option that was not given.

    Raises:
        ConfigurationError: A file that cannot be read, an unknown name, a value that does not fit.
    """
    file = _settings_file(config_file)
    merged = overlay(default_options(), default_run_options())
    known = tuple(_names(merged))
    origins = dict.fromkeys(known, DEFAULT_ORIGIN)
    for origin, layer in _layers(file, assignments, options or {}):
        _check_names(layer, known, origin)
        for name in _names(layer):
            origins[name] = origin or _OPTION_NAMES.get(name) or _option_name(name)
        merged = overlay(merged, layer)
    try:
        cleaning = settings_from({name: merged[name] for name in default_options()})
        running = run_settings_from(
            {name: merged[name] for name in merged if name not in default_options()}
        )
    except SettingsError as error:
        raise ConfigurationError(_misfit(str(error), merged, origins)) from error
    return Configuration(cleaning=cleaning, running=running, origins=origins, file=file)


def value_of(configuration: Configuration, name: str) -> object:
    """Return the value in force of a setting, by its dotted name; what has no order is sorted."""
    table, _, key = name.partition(".")
    owner: Struct = (
        configuration.running if table in RunSettings.__struct_fields__ else configuration.cleaning
    )
    settings = getattr(owner, table)
    if table in NAMED_TABLES:
        entry, _, key = key.partition(".")
        value: object = setting_of(settings[entry], key)
    else:
        value = getattr(settings, key)
    return tuple(sorted(value)) if isinstance(value, frozenset) else value


def _layers(
    file: Path | None, assignments: Sequence[str], options: Mapping[str, object]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield what lies over the defaults, lowest first; options are named by their setting."""
    if file is not None:
        yield str(file), _read(file)
    for assignment in assignments:
        yield ASSIGNMENT_ORIGIN, _assigned(assignment)
    yield "", _given(options)


def _settings_file(config_file: Path | None) -> Path | None:
    if config_file is None:
        default = Path(SETTINGS_FILE)
        return default if default.exists() else None
    if not config_file.exists():
        raise ConfigurationError(f"the settings file {config_file} does not exist; check --config")
    return config_file


def _read(file: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{file} is not UTF-8 text (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file} is not valid TOML: {error}") from error


def _assigned(assignment: str) -> dict[str, object]:
    name, equals, text = assignment.partition("=")
    keys = [key.strip() for key in name.split(".")]
    if not equals or not all(keys):
        raise ConfigurationError(f"--set {assignment}: write it as table.key=value")
    *tables, key = keys
    assigned: dict[str, object] = {key: _toml_value(text.strip())}
    for table in reversed(tables):
        assigned = {table: assigned}
    return assigned


def _toml_value(text: str) -> object:
    try:
        table = tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return text
    return table["value"] if len(table) == 1 else text


def _given(options: Mapping[str, object]) -> dict[str, object]:
    given: dict[str, object] = {}
    for name, value in options.items():
        if isinstance(value, Mapping):
            given[name] = _given(value)
        elif value is not None:
            given[name] = value
    return given


def _names(layer: Mapping[str, object], prefix: str = "") -> Iterator[str]:
    """Yield the dotted names of what a layer gives; an empty table below the top is one too."""
    for name, value in layer.items():
        dotted = f"{prefix}{name}"
        is_free = dotted in _FREE_TABLES
        if isinstance(value, Mapping) and not is_free and (value or not prefix):
            yield from _names(value, f"{dotted}.")
        else:
            yield dotted


def _check_names(layer: Mapping[str, object], known: Sequence[str], origin: str) -> None:
    """Refuse what no setting is called, tables without settings included."""
    tables = dict.fromkeys([*(name.partition(".")[0] for name in known), *NAMED_TABLES])
    for table, settings in layer.items():
        if table not in tables:
            raise ConfigurationError(_unknown(origin, table, [*tables, *known]))
        if not isinstance(settings, Mapping):
            names = [f"{table}.NAME.{key}" for key in keys_of(NAMED_TABLES.get(table))]
            example = next(name for name in [*names, *known] if name.startswith(f"{table}."))
            raise ConfigurationError(
                f"{_at(origin)}{table} is a table of settings; name one in it, such as {example}"
            )
    for name in _names(layer):
        allowed = _allowed(name, known)
        if name not in allowed:
            raise ConfigurationError(_unknown(origin, name, allowed))


def _allowed(name: str, known: Sequence[str]) -> Sequence[str]:
    """Return the names among which a setting's has to be; what lies below one counts as it."""
    table, *rest = name.split(".")
    if table not in NAMED_TABLES:
        return known
    if len(rest) < len(("entry", "key")):  # what is wrong with the entry is told when it is read
        return [name]
    entry, key = rest[:2]
    keys = keys_of(NAMED_TABLES[table])
    return [name] if key in keys else [f"{table}.{entry}.{each}" for each in keys]


def _unknown(origin: str, name: str, known: Sequence[str]) -> str:
    nearest = _nearest(name, known)
    advice = f"did you mean {nearest}?" if nearest else "`copydesk config` lists the settings"
    return f"{_at(origin)}there is no setting {name}; {advice}"


def _nearest(name: str, known: Sequence[str]) -> str | None:
    """Return the known name most like this one, else the one whose last part is."""
    if matches := difflib.get_close_matches(name, known, n=1):
        return matches[0]
    keys = {each.rpartition(".")[2]: each for each in known}
    matches = difflib.get_close_matches(name.rpartition(".")[2], list(keys), n=1)
    return keys[matches[0]] if matches else None


def _at(origin: str) -> str:
    return f"{origin}: " if origin else ""


def _option_name(name: str) -> str:
    return "--" + name.rpartition(".")[2].replace("_", "-")


def _misfit(message: str, merged: Mapping[str, object], origins: Mapping[str, str]) -> str:
    """Say in one line which setting does not fit, which value it has and where it was given."""
    place = _PLACE.search(message)
    if place is None:
        return message
    name = place["name"]
    at = _at(next((origins[each] for each in origins if f"{each}.".startswith(f"{name}.")), ""))
    if missing := _MISSING.match(message):
        return f"{at}{name} lacks the setting {missing['key']}"
    value: object = merged
    for key in name.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    told = message[: place.start()].replace("`", "").replace("Expected", "expected", 1)
    return f"{at}{name} = {value!r} does not fit: {_choices(name) or told}"


def _choices(name: str) -> str:
    """Say which values a setting is limited to; empty where it is not a choice."""
    table, _, key = name.partition(".")
    if table in NAMED_TABLES:
        is_kind = key.endswith(f".{KIND}")
        return f"expected one of {', '.join(kinds_of(NAMED_TABLES[table]))}" if is_kind else ""
    hints = typing.get_type_hints(Settings) | typing.get_type_hints(RunSettings)
    hint = typing.get_type_hints(hints[table])[key]
    if typing.get_origin(hint) is typing.Literal:
        return f"expected one of {', '.join(map(str, typing.get_args(hint)))}"
    if _is_enumeration(hint):
        return f"expected one of {', '.join(hint)}"
    elements = typing.get_args(hint)
    if elements and _is_enumeration(elements[0]):
        return f"expected a list, each one of {', '.join(elements[0])}"
    return ""


def _is_enumeration(hint: object) -> typing.TypeGuard[type[StrEnum]]:
    return isinstance(hint, type) and issubclass(hint, StrEnum)
