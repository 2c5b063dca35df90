"""Rules files of our own: TOML with ``version = 1``, one host a file or several tables."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable

import msgspec

from cleaners.reasons import Reason
from cleaners.rules.expressions import ExpressionError, selection_from
from cleaners.rules.hosts import HostError, plain_host
from cleaners.rules.site_rules import (
    KnownText,
    PageTest,
    Rewriting,
    RulesError,
    RulesFile,
    Selection,
    SiteRules,
)
from cleaners.rules.toml_tables import (
    Expressions,
    Pardoned,
    Pinned,
    RulesTable,
    Stripped,
    Written,
)
from cleaners.sites.fingerprints import exact_fingerprint

VERSION = 1

_PLACE = re.compile(r"at line (\d+)")
_TABLE = re.compile(r"\$\[(\d+)\]")
_UNKNOWN = re.compile(r"unknown field `(.+?)`")


class TableError(ValueError):
    """What is wrong with a table, and the words of the file by which its line is found."""

    def __init__(self, detail: str, wording: str = "") -> None:
        self.wording = wording
        super().__init__(detail)


def toml_rules(text: str, name: str) -> RulesFile:
    """Return the rules of a TOML file.

    Args:
        text: Its content.
        name: Its name, for messages.

    Raises:
        RulesError: It is no TOML, has another version, an unknown name, a value that does not fit
            or an expression that is none; with the line, as far as it can be told.
    """
    try:
        content = tomllib.loads(text)
    except RecursionError as error:
        raise RulesError(name, "it is nested too deeply") from error
    except ValueError as error:
        told = _PLACE.search(str(error))
        line = int(told[1]) if told else 0
        raise RulesError(name, f"it is no TOML: {error}", line) from error
    version = content.pop("version", None)
    if type(version) is not int or version != VERSION:
        detail = "version = 1 is missing" if version is None else f"version {version!r} is not 1"
        raise RulesError(name, detail, line_with(text, "version"))
    tables = content.pop("rules", None)
    if tables is not None and not isinstance(tables, list):
        raise RulesError(name, "rules are tables, each headed [[rules]]", line_with(text, "rules"))
    if tables is not None and content:
        other = next(iter(content))
        detail = f"{other} stands beside [[rules]]; it belongs into one of them"
        raise RulesError(name, detail, line_with(text, other))
    try:
        read = msgspec.convert([content] if tables is None else tables, tuple[RulesTable, ...])
        return RulesFile(name, tuple(map(rules_of, read)))
    except TableError as error:
        raise RulesError(name, str(error), line_with(text, error.wording)) from error
    except msgspec.ValidationError as error:
        place = r"$.rules[\1]" if tables is not None else "$"
        detail = _TABLE.sub(place, str(error))
        unknown = _UNKNOWN.search(detail)
        raise RulesError(name, detail, line_with(text, unknown[1] if unknown else "")) from error


def line_with(text: str, wording: str) -> int:
    """Return the number of the first line that has some words; 0 if none has."""
    if wording:
        for number, line in enumerate(text.splitlines(), start=1):
            if wording in line:
                return number
    return 0


def rules_of(table: RulesTable) -> SiteRules:
    """Return the rules of a table.

    Raises:
        TableError: It has no key or two, or a value that is none.
    """
    if bool(table.host.strip()) == bool(table.generator.strip()):
        raise TableError("a table of rules needs either a host or a generator")
    if table.generator and table.find_replace:
        raise TableError(
            "find_replace needs a host: the generator is known only when the source is parsed",
            "find_replace",
        )
    try:
        host = plain_host(table.host) if table.host.strip() else ""
    except HostError as error:
        raise TableError(str(error), table.host) from error
    pinned = tuple(known_text(entry) for entry in table.pinned)
    pardoned = tuple(known_text(entry) for entry in table.pardoned)
    check_apart(pinned, pardoned)
    return SiteRules(
        host=host,
        subdomains=table.subdomains,
        generator=" ".join(table.generator.split()),
        keep=selections(table.keep),
        strip=stripped(table.strip),
        body=selections(table.body),
        prune=table.prune,
        title=selections(table.title, selects_elements=False),
        authors=selections(table.authors, selects_elements=False),
        published=selections(table.published, selects_elements=False),
        pinned=pinned,
        pardoned=pardoned,
        find_replace=tuple(Rewriting(each.find, each.replace) for each in table.find_replace),
        tests=tuple(PageTest(each.url, each.contains, each.lacks) for each in table.tests),
        note=table.note,
    )


def selections(written: Expressions, *, selects_elements: bool = True) -> tuple[Selection, ...]:
    """Return what one or several expressions select."""
    each = (written,) if isinstance(written, str) else written
    return tuple(
        checked(selection_from, expression, selects_elements=selects_elements)
        for expression in each
    )


def stripped(written: Written | tuple[Written | Stripped, ...]) -> tuple[Selection, ...]:
    """Return what goes."""
    entries = (written,) if isinstance(written, str) else written
    return tuple(
        checked(selection_from, entry)
        if isinstance(entry, str)
        else checked(selection_from, entry.select, reason=entry.reason)
        for entry in entries
    )


def checked(make: Callable[..., Selection], expression: str, **options: object) -> Selection:
    """Return a selection; what is wrong with its expression is told with its wording.

    Raises:
        TableError: It is no expression.
    """
    try:
        return make(expression, **options)
    except ExpressionError as error:
        raise TableError(str(error), expression.strip()) from error


def known_text(entry: Pardoned) -> KnownText:
    """Return a block that a person has judged.

    Raises:
        TableError: It has neither text nor fingerprint, or both and they differ.
    """
    text = " ".join(entry.text.split())
    reason = entry.reason if isinstance(entry, Pinned) else Reason.TEMPLATE
    if entry.fingerprint is None:
        if not text:
            raise TableError("a pinned or pardoned block needs its text or its fingerprint")
        return KnownText(exact_fingerprint(text), entry.text, reason, entry.note)
    fingerprint = int(entry.fingerprint, 16)
    if text and exact_fingerprint(text) != fingerprint:
        raise TableError(
            f"the fingerprint {entry.fingerprint} is not that of the text beside it",
            entry.fingerprint,
        )
    return KnownText(fingerprint, entry.text, reason, entry.note)


def check_apart(pinned: Iterable[KnownText], pardoned: Iterable[KnownText]) -> None:
    """Refuse a block that is both pinned and pardoned.

    Raises:
        TableError: There is one.
    """
    both = {entry.fingerprint for entry in pinned} & {entry.fingerprint for entry in pardoned}
    if both:
        raise TableError(f"the block {min(both):016x} is both pinned and pardoned")
