"""The tests that rules bring along: what must come of some pages if the rules are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from urllib.parse import urlsplit

from msgspec import Struct

from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.reasons import UnreadablePageError
from cleaners.result import Result
from cleaners.rules.hosts import HostError, hosts_above, plain_host
from cleaners.rules.rule_book import RuleBook, rules_bytes
from cleaners.rules.site_rules import PageTest, RulesFile, SiteRules
from cleaners.sites.site import Site

RULE_WARNINGS = frozenset(
    {"rule_failed", "rule_found_nothing", "source_replaced", "source_not_replaced"}
)


class Tested(StrEnum):
    """How a test ended."""

    OK = "ok"
    FAILED = "failed"
    NOT_FOUND = "not found"


class RuleTest(Struct, frozen=True):
    """A test and the rules that it is of.

    Attributes:
        file: Name of the rules file.
        rules: The rules.
        test: The test.
    """

    file: str
    rules: SiteRules
    test: PageTest


class Verdict(Struct, frozen=True):
    """What came of a test.

    Attributes:
        file: Name of the rules file.
        key: Host or generator of the rules.
        url: The page.
        outcome: How it ended.
        problems: What is wrong, in words for a person.
        notes: What the rules did or could not do on the page, as the record of an article says it.
    """

    file: str
    key: str
    url: str
    outcome: Tested
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def tests_of(files: Iterable[RulesFile]) -> list[RuleTest]:
    """Return all tests of some rules files, in order."""
    return [
        RuleTest(file.name, rules, test)
        for file in files
        for rules in file.rules
        for test in rules.tests
    ]


def run_tests(
    tests: Iterable[RuleTest], book: RuleBook, pages: Mapping[str, Page], cleaner: Cleaner
) -> Iterator[Verdict]:
    """Yield what comes of each test.

    Args:
        tests: The tests.
        book: All rules; a page is cleaned with all that hold for its host.
        pages: The pages that were found, by the address that the test gives.
        cleaner: Cleans them.
    """
    for each in tests:
        page = pages.get(each.test.url)
        if page is None:
            problems: tuple[str, ...] = ("the page was not found",)
            yield _verdict(each, Tested.NOT_FOUND, problems)
            continue
        host = host_of(each.test.url)
        site = Site(host, rules=rules_bytes(book.rules_for(host)))
        try:
            result = cleaner.clean(page, site)
        except UnreadablePageError as error:
            yield _verdict(each, Tested.FAILED, (f"the page cannot be read: {error}",))
            continue
        problems = tuple(problems_of(each, result))
        notes = tuple(
            f"{warning.code}: {warning.detail}"
            for warning in result.warnings
            if warning.code in RULE_WARNINGS
        )
        yield _verdict(each, Tested.FAILED if problems else Tested.OK, problems, notes)


def problems_of(each: RuleTest, result: Result) -> Iterator[str]:
    """Yield what is wrong with what came of a page."""
    text = " ".join(result.text.split())
    if not text:
        yield "nothing is left of the page"
    if each.rules.host and not holds_for(each.rules, host_of(each.test.url)):
        yield f"the rules of {each.rules.host} do not hold for this address"
    told = f"{text} {metadata_text(result)}"
    for wanted in each.test.contains:
        if " ".join(wanted.split()) not in told:
            yield f"lacks {wanted!r}"
    for unwanted in each.test.lacks:
        if " ".join(unwanted.split()) in text:
            yield f"contains {unwanted!r}"


def metadata_text(result: Result) -> str:
    """Return the title and the authors of an article, which tests may ask for as well."""
    metadata = result.metadata
    title = metadata.title.value if metadata.title else ""
    return " ".join([title, *(metadata.authors.value if metadata.authors else ())])


def holds_for(rules: SiteRules, host: str) -> bool:
    """Tell whether the rules of a host hold for another one."""
    try:
        plain = plain_host(host)
    except HostError:
        return False
    return rules.host == plain or (rules.subdomains and rules.host in hosts_above(plain))


def host_of(address: str) -> str:
    """Return the host of an address; empty where it is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _verdict(
    each: RuleTest, outcome: Tested, problems: tuple[str, ...], notes: tuple[str, ...] = ()
) -> Verdict:
    return Verdict(each.file, each.rules.key, each.test.url, outcome, problems, notes)
