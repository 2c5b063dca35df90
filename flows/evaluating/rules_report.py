"""Sums up what each detector, lexicon entry and region name hits, over pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from flows.evaluating.rules import ALL, Example, Rule, Tally

ENTRY = re.compile(r"\S+\.(?:whole|start|end|within) \S+ “.*?”")
"""A lexicon entry as it is written in the evidence of a mark."""


class PageRules(Struct, frozen=True):
    """What the rules did on one page.

    Attributes:
        identifier: Of the page.
        page_type: From the gold.
        tallies: By rule.
        examples: Claims that are mostly wrong.
        found: Lexicon entries that stand on the page, whether a mark came of it or not.
        failure: Why the page could not be counted.
    """

    identifier: str
    page_type: str
    tallies: Mapping[Rule, Tally] = {}
    examples: tuple[Example, ...] = ()
    found: frozenset[str] = frozenset()
    failure: str | None = None


class RuleRow(Struct, frozen=True):
    """A rule with its counts over all pages, and by page type."""

    rule: Rule
    tally: Tally
    by_type: Mapping[str, Tally]


class EntryUse(Struct, frozen=True):
    """A lexicon entry with the pages on which it stands, and the marks that name it."""

    entry: str
    pages: int
    marks: int


class RulesReport(Struct, frozen=True):
    """Everything that is counted of the rules.

    Attributes:
        pages: How many pages were counted.
        page_types: How many of each type, the most frequent first.
        detectors: A row a detector, by its name; the one for all together first.
        entries: A row for each evidence of a detector, the one with most false words first.
        examples: Claims that are mostly wrong: first those that cost words that the engine kept.
        unfound: Lexicon entries that stand on no page.
        unused: Lexicon entries that stand on pages, but that no mark names.
        failures: Pages that could not be counted, with the cause.
    """

    pages: int
    page_types: Mapping[str, int]
    detectors: tuple[RuleRow, ...]
    entries: tuple[RuleRow, ...]
    examples: tuple[Example, ...]
    unfound: tuple[str, ...]
    unused: tuple[EntryUse, ...]
    failures: Mapping[str, str]


def rules_report(
    pages: Iterable[PageRules], entries: Sequence[str], *, detector: str | None = None
) -> RulesReport:
    """Sum pages up; their order does not matter.

    Args:
        pages: What the rules did on each.
        entries: All lexicon entries, as they are written in evidence.
        detector: Only the rules of this detector; entries without a hit are those of all.
    """
    ranked = sorted(pages, key=lambda page: page.identifier)
    counted = [page for page in ranked if page.failure is None]
    sums: dict[Rule, dict[str, Tally]] = {}
    for page in counted:
        for rule, tally in page.tallies.items():
            of_rule = sums.setdefault(rule, {})
            of_rule[page.page_type] = of_rule.get(page.page_type, Tally()) + tally
    rows = [
        RuleRow(rule, sum(of_rule.values(), Tally()), of_rule)
        for rule, of_rule in sums.items()
        if detector in {None, rule.detector} or rule.detector == ALL
    ]
    uses = uses_of(counted, sums, entries)
    return RulesReport(
        pages=len(counted),
        page_types=dict(Counter(page.page_type for page in counted).most_common()),
        detectors=tuple(sorted((row for row in rows if not row.rule.evidence), key=by_name)),
        entries=tuple(sorted((row for row in rows if row.rule.evidence), key=worst_first)),
        examples=tuple(
            sorted(
                (
                    example
                    for page in counted
                    for example in page.examples
                    if detector in {None, example.rule.detector}
                ),
                key=costliest_first,
            )
        ),
        unfound=tuple(use.entry for use in uses if not use.pages),
        unused=tuple(use for use in uses if use.pages and not use.marks),
        failures={page.identifier: page.failure for page in ranked if page.failure is not None},
    )


def uses_of(
    pages: Iterable[PageRules], sums: Mapping[Rule, Mapping[str, Tally]], entries: Sequence[str]
) -> list[EntryUse]:
    """Return for each lexicon entry on how many pages it stands and how many marks name it."""
    found = Counter(entry for page in pages for entry in page.found)
    named: Counter[str] = Counter()
    for rule, of_rule in sums.items():
        for entry in ENTRY.findall(rule.evidence):
            named[entry] += sum(tally.marks for tally in of_rule.values())
    return [EntryUse(entry, found[entry], named[entry]) for entry in entries]


def by_name(row: RuleRow) -> tuple[bool, bool, str]:
    """Return the place of a detector: all together, those that mark, those that spare."""
    return row.rule.detector != ALL, row.rule.is_spare, row.rule.detector


def worst_first(row: RuleRow) -> tuple[int, int, Rule]:
    """Return the place of a rule among those with more false words or words."""
    return -row.tally.false, -row.tally.words, row.rule


def costliest_first(example: Example) -> tuple[bool, int, Rule, str, str]:
    """Return the place of an example: first what costs words that the engine had right."""
    costs = example.kept != example.rule.is_spare
    return not costs, -example.false, example.rule, example.page, example.text
