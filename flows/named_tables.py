"""Tables of the settings whose entries bear names of the user's own, such as ``[sources.NAME]``."""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from cleaners.settings import SettingsError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_PLACE = re.compile(r" - at `\$(?P<rest>[^`]*)`$")

_ADDRESS = re.compile(r"`str` matching regex '\^https\S*'")

KIND = "kind"
"""The setting that says of which kind an entry is."""

T = typing.TypeVar("T")


def entries_of(table: str, given: object, kinds: type[T]) -> Mapping[str, T]:
    """Return the entries of a table by their names, in their order.

    Args:
        table: Its name, such as ``sources``.
        given: What the settings say.
        kinds: The struct that an entry is, or a union of structs told apart by ``kind``.

    Raises:
        SettingsError: A name that cannot be used, or an entry that does not fit, with its place.
    """
    if not isinstance(given, Mapping):
        raise SettingsError(f"Expected `object` - at `$.{table}`")
    return {name: _entry(table, name, options, kinds) for name, options in given.items()}


def keys_of(kinds: object) -> tuple[str, ...]:
    """Return the names of all settings that an entry may have, of whichever kind it is."""
    keys = [key for each in _structs(kinds) for key in each.__struct_fields__]
    return tuple(dict.fromkeys([KIND, *keys] if kinds_of(kinds) else keys))


def kinds_of(kinds: object) -> tuple[str, ...]:
    """Return the kinds of entries; none where all are of one."""
    return tuple(str(tag) for each in _structs(kinds) if (tag := each.__struct_config__.tag))


def setting_of(entry: Struct, key: str) -> object:
    """Return the value of a setting of an entry."""
    value: object = entry.__struct_config__.tag if key == KIND else getattr(entry, key)
    return value


def _structs(kinds: object) -> tuple[type[Struct], ...]:
    if kinds is None:
        return ()
    alternatives: tuple[type[Struct], ...] = typing.get_args(kinds)
    return alternatives or (typing.cast("type[Struct]", kinds),)


def _entry(table: str, name: str, options: object, kinds: type[T]) -> T:
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"{table}: the name {name!r} cannot be used; take letters, digits, - and _"
        )
    try:
        return msgspec.convert(options, kinds)
    except msgspec.ValidationError as error:
        message = str(error)
        place = _PLACE.search(message)
        rest = place["rest"] if place else ""
        told = _ADDRESS.sub("an address such as https://gazette.example/news", message)
        told = told.replace(place[0], "") if place else told
        raise SettingsError(f"{told} - at `$.{table}.{name}{rest}`") from error
