"""What ``copydesk check-rules`` says of rules files and of their tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from flows.terminal import printable_line

if TYPE_CHECKING:
    from cleaners.rules.site_rules import IgnoredLine, SiteRules
    from flows.learning.rule_tests import Verdict

_COUNTED = (
    *("keep", "strip", "body", "title", "authors", "published", "pinned", "pardoned"),
    *("find_replace", "tests"),
)
_INDENT = " " * 10


class CheckedRules(Struct, frozen=True):
    """The rules for one key, counted."""

    key: str
    kind: str
    counts: dict[str, int]


class CheckedFile(Struct, frozen=True):
    """A rules file: what it holds, which of its lines have no effect, or why it cannot be taken."""

    file: str
    rules: tuple[CheckedRules, ...] = ()
    ignored: tuple[dict[str, object], ...] = ()
    error: str = ""


def counted(rules: SiteRules) -> CheckedRules:
    """Return what there is for one key."""
    lists = {name: len(getattr(rules, name)) for name in _COUNTED}
    kind = "host" if rules.host else "generator"
    return CheckedRules(rules.key, kind, {name: count for name, count in lists.items() if count})


def told(line: IgnoredLine) -> dict[str, object]:
    """Return a line without effect, for JSON."""
    return {"line": line.line, "text": line.text, "why": line.why}


def lines_of(files: Sequence[CheckedFile], verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield what is printed: the files, then the tests, then both in a word; safe to show."""
    for file in files:
        yield from lines_of_file(file)
    for verdict in verdicts:
        yield f"{verdict.outcome:<10}" + printable_line(f"{verdict.key}  {verdict.url}")
        for problem in (*verdict.problems, *verdict.notes):
            yield _INDENT + printable_line(problem)
    bad = sum(1 for file in files if file.error)
    counts = dict.fromkeys(("ok", "failed", "not found"), 0)
    for verdict in verdicts:
        counts[verdict.outcome] += 1
    tests = ", ".join(f"{count} {name}" for name, count in counts.items())
    files_in_words = f"{len(files)} file{'s' * (len(files) != 1)}"
    taken = f"{files_in_words}, {bad} not taken" if bad else files_in_words
    yield f"{taken}; tests: {tests}"


def lines_of_file(file: CheckedFile) -> Iterator[str]:
    """Yield the lines on one file."""
    if file.error:
        yield printable_line(file.error)
        return
    yield printable_line(file.file)
    for rules in file.rules:
        counts = ", ".join(f"{name} {count}" for name, count in rules.counts.items())
        yield "  " + printable_line(f"{rules.kind} {rules.key}: {counts or 'no rules'}")
    for line in file.ignored:
        said = f"line {line['line']} has no effect: {line['text']} ({line['why']})"
        yield "  " + printable_line(said)
