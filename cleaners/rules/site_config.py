"""Rules in the site-config format of Full-Text RSS, wallabag and their kin.

A line is ``command: value``, one file a host: ``example.org.txt``, or ``.example.org.txt`` for its
subdomains too. What serves to clean one page is taken; every other line is reported with its
number and never obeyed in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field

from cleaners.rules.commands_without_effect import ELSEWHERE
from cleaners.rules.expressions import ExpressionError, check_xpath
from cleaners.rules.hosts import HostError, plain_host
from cleaners.rules.site_rules import (
    IgnoredLine,
    PageTest,
    Rewriting,
    RulesError,
    RulesFile,
    Selection,
    SiteRules,
)

ENDING = ".txt"
GLOBAL = "global"
"""Files of this name hold rules for all sites."""

TRUTHS = {"yes": True, "true": True, "no": False, "false": False}

_COMMAND = re.compile(r"([A-Za-z][\w-]*)\s*(?:\((.*?)\))?\s*:(.*)", re.DOTALL)


class Line(Struct, frozen=True):
    """A line with a command: its number, the command, its argument, its value."""

    number: int
    command: str
    argument: str
    value: str
    text: str


class Reading(Struct):
    """What the lines so far have given."""

    name: str
    selections: dict[str, list[Selection]] = field(default_factory=dict)
    tests: list[PageTest] = field(default_factory=list)
    find: list[Line] = field(default_factory=list)
    replace: list[Line] = field(default_factory=list)
    pairs: list[Rewriting] = field(default_factory=list)
    prune: bool | None = None
    ignored: list[IgnoredLine] = field(default_factory=list)

    def ignore(self, line: Line, why: str) -> None:
        """Note that a line has no effect."""
        self.ignored.append(IgnoredLine(line.number, line.text, why))


def site_config(text: str, name: str) -> RulesFile:
    """Return the rules of a site-config file, and the lines of it that have no effect.

    Args:
        text: Its content.
        name: Its name; the last part of it says the host.

    Raises:
        RulesError: The name is no host's, or an expression is no XPath; with its line.
    """
    key = re.split(r"[\\/]", name)[-1].removesuffix(ENDING)
    numbered = list(enumerate(text.removeprefix("\ufeff").splitlines(), start=1))
    if key.lower() == GLOBAL:
        why = "rules for all sites have no place; write them for a host or a generator"
        lines = (IgnoredLine(number, line, why) for number, line in numbered if line.strip())
        return RulesFile(name, (), tuple(lines))
    try:
        host = plain_host(key.removeprefix("."))
    except HostError as error:
        raise RulesError(name, f"the name says no host: {error}") from error
    reading = Reading(name)
    for number, line in numbered:
        read_line(number, line.strip(), reading)
    pair_strings(reading)
    found = {command: tuple(selected) for command, selected in reading.selections.items()}
    rules = SiteRules(
        host=host,
        subdomains=key.startswith("."),
        strip=found.get("strip", ()),
        body=found.get("body", ()),
        prune=reading.prune,
        title=found.get("title", ()),
        authors=found.get("author", ()),
        published=found.get("date", ()),
        find_replace=tuple(reading.pairs),
        tests=tuple(reading.tests),
    )
    ignored = sorted(reading.ignored, key=lambda line: line.line)
    return RulesFile(name, (rules,), tuple(ignored))


def read_line(number: int, text: str, reading: Reading) -> None:
    """Read a line: a rule, a comment, or one without effect.

    Raises:
        RulesError: Its expression is no XPath.
    """
    if not text or text.startswith("#"):
        return
    found = _COMMAND.fullmatch(text)
    if found is None:
        reading.ignored.append(IgnoredLine(number, text, "it is no `command: value`"))
        return
    line = Line(number, found[1].lower(), found[2] or "", found[3].strip(), text)
    reader = READERS.get(line.command)
    if reader is None or (line.argument and line.command != "replace_string"):
        reading.ignore(line, ELSEWHERE.get(line.command, "the command is not known"))
    elif not line.value and line.command != "replace_string":
        reading.ignore(line, "it has no value")
    else:
        reader(line, reading)


def read_selection(line: Line, reading: Reading) -> None:
    """Read an expression: ``strip: //aside``."""
    selects_elements = line.command in {"body", "strip"}
    try:
        check_xpath(line.value, selects_elements=selects_elements)
    except ExpressionError as error:
        raise RulesError(reading.name, str(error), line.number) from error
    selected = reading.selections.setdefault(line.command, [])
    selected.append(Selection(line.value, line.value))


def read_id_or_class(line: Line, reading: Reading) -> None:
    """Read a part of an id or a class: ``strip_id_or_class: newsletter``; quotes are dropped."""
    part = line.value.translate({ord("'"): None, ord('"'): None})
    xpath = f"//*[contains(@class, '{part}') or contains(@id, '{part}')]"
    try:
        check_xpath(xpath)
    except ExpressionError as error:
        raise RulesError(reading.name, str(error), line.number) from error
    if not part:
        reading.ignore(line, "it has no value")
        return
    selected = reading.selections.setdefault("strip", [])
    selected.append(Selection(xpath, f"strip_id_or_class {part}"))


def read_prune(line: Line, reading: Reading) -> None:
    """Read whether the body is pruned; the last word counts."""
    truth = TRUTHS.get(line.value.lower())
    if truth is None:
        reading.ignore(line, "it says neither yes nor no")
    else:
        reading.prune = truth


def read_find(line: Line, reading: Reading) -> None:
    """Read what is replaced; the matching ``replace_string`` follows somewhere."""
    reading.find.append(line)


def read_replace(line: Line, reading: Reading) -> None:
    """Read by what it is replaced; ``replace_string(old): new`` says both."""
    if line.argument:
        reading.pairs.append(Rewriting(line.argument, line.value))
    elif line.text.partition(":")[0].rstrip().endswith(")"):
        reading.ignore(line, "it says to replace nothing")
    else:
        reading.replace.append(line)


def read_test_url(line: Line, reading: Reading) -> None:
    """Read the address of a page to test the rules with."""
    reading.tests.append(PageTest(line.value))


def read_test_contains(line: Line, reading: Reading) -> None:
    """Read what the text of the page above must contain."""
    if not reading.tests:
        reading.ignore(line, ELSEWHERE[line.command])
        return
    test = reading.tests[-1]
    reading.tests[-1] = PageTest(test.url, (*test.contains, line.value))


def pair_strings(reading: Reading) -> None:
    """Pair what is replaced with what replaces it, in order, if there are as many of both."""
    find, replace = reading.find, reading.replace
    if len(find) == len(replace):
        pairs = zip(find, replace, strict=True)
        reading.pairs += [Rewriting(old.value, new.value) for old, new in pairs]
        return
    why = f"{len(find)} find_string and {len(replace)} replace_string lines make no pairs"
    ignore_all((*find, *replace), reading, why)


def ignore_all(lines: Iterable[Line], reading: Reading, why: str) -> None:
    """Note that some lines have no effect."""
    for line in lines:
        reading.ignore(line, why)


READERS: Mapping[str, Callable[[Line, Reading], None]] = {
    **dict.fromkeys(("title", "body", "author", "date", "strip"), read_selection),
    "strip_id_or_class": read_id_or_class,
    "prune": read_prune,
    "find_string": read_find,
    "replace_string": read_replace,
    "test_url": read_test_url,
    "test_contains": read_test_contains,
}
"""The commands that are obeyed."""
