"""``copydesk check-rules``: whether rules of sites can be taken, and do what they say."""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed, so that --help is quick

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from flows.commands.check_rules_lines import CheckedFile, counted, lines_of, told
from flows.commands.errors import UserError, say
from flows.commands.options import AssignmentsOption, ConfigOption
from flows.configuration import Configuration, load_configuration
from flows.terminal import console_for, printable_json

if TYPE_CHECKING:
    from cleaners.document import Page
    from cleaners.rules.site_rules import RulesFile
    from flows.learning.rule_test_pages import TestPages
    from flows.learning.rule_tests import RuleTest

FAILED = 1


def check_rules(  # noqa: PLR0913 - the options of a command
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE...",
            help="Rules files or folders; the folder of the settings without any.",
        ),
    ] = None,
    *,
    pages: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Files, folders, WARC files with the pages of tests."),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch the pages of tests that are not found.")
    ] = False,
    config: ConfigOption = None,
    assignments: AssignmentsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    r"""Check the rules that people write for sites, and run their tests.

    Rules are files in the folder rules/ (the setting rules.folder): HOST.toml, or HOST.txt in the
    site-config format of Full-Text RSS and wallabag. Every file is read; what it holds is counted,
    and the lines of a site-config file that have no effect are listed. Then each test is run: its
    page is looked up by its address in --pages, else in what `copydesk ingest` keeps, else fetched
    if --fetch says so (as robots.txt and the table \[fetch] allow), and cleaned with the rules.

    Examples:
      copydesk check-rules
      copydesk check-rules rules/example.org.toml --pages pages/
      copydesk check-rules --fetch --json

    Exit codes: 0 all files can be taken and no test failed (a page that was not found fails none);
    1 a file cannot be taken, or a test failed; 2 an option, a setting or a path is wrong.
    """
    configuration = load_configuration(config, assignments or ())
    from cleaners.pipeline import Cleaner
    from cleaners.rules.rule_book import rule_book
    from flows.learning.rule_tests import Tested, run_tests, tests_of

    read = list(_read(_paths(files, configuration)))
    taken = [file for file, _ in read if file is not None]
    tests = tests_of(taken)
    found = _pages(tests, pages or [], configuration, fetch=fetch)
    cleaner = Cleaner(configuration.cleaning)
    verdicts = list(run_tests(tests, rule_book(taken), found, cleaner)) if tests else []
    checked = [each for _, each in read]
    if as_json:
        told = {"files": checked, "tests": verdicts}
        typer.echo(printable_json(msgspec.json.format(msgspec.json.encode(told))))
    else:
        console = console_for()
        for line in lines_of(checked, verdicts):
            console.print(line, soft_wrap=True)
    failed = any(each.error for each in checked)
    failed = failed or any(verdict.outcome is Tested.FAILED for verdict in verdicts)
    raise typer.Exit(FAILED if failed else 0)


def _paths(given: Sequence[Path] | None, configuration: Configuration) -> list[Path]:
    """Return the rules files that are meant.

    Raises:
        UserError: One is not there, or there is no folder of rules.
    """
    from flows.learning.rules_folder import rules_files

    folder = Path(configuration.running.rules.folder)
    if not given and not folder.is_dir():
        raise UserError(f"there is no folder {folder} with rules; name a file, or set rules.folder")
    paths: list[Path] = []
    for each in given or [folder]:
        if not each.exists():
            raise UserError(f"there is no file or folder {each}")
        paths += rules_files(each) if each.is_dir() else [each]
    return paths


def _read(paths: Sequence[Path]) -> Iterator[tuple[RulesFile | None, CheckedFile]]:
    """Yield each file with what it holds; None for one that cannot be taken."""
    from cleaners.rules.site_rules import RulesError
    from flows.learning.rules_folder import read_rules_file

    for path in paths:
        try:
            file = read_rules_file(path)
        except RulesError as error:
            yield None, CheckedFile(str(path), error=str(error))
            continue
        rules = tuple(map(counted, file.rules))
        yield file, CheckedFile(file.name, rules, tuple(map(told, file.ignored)))


def _pages(
    tests: Sequence[RuleTest], places: Sequence[str], configuration: Configuration, *, fetch: bool
) -> dict[str, Page]:
    """Return the pages of the tests, as far as they are found; what goes wrong is said.

    Raises:
        UserError: A place is not there.
        FetchSettingsError: The settings allow no fetching.
    """
    from flows.learning.rule_test_pages import fetched_pages, pages_in
    from flows.sources.roots import SourceError

    max_bytes = configuration.cleaning.reading.max_bytes
    missing = {each.test.url for each in tests}
    pages: dict[str, Page] = {}

    def take(found: TestPages) -> None:
        pages.update(found.pages)
        missing.difference_update(found.pages)
        for problem in found.problems:
            say(problem)

    try:
        if missing and places:
            take(pages_in(places, missing, configuration.cleaning))
    except SourceError as error:
        raise UserError(str(error)) from error
    if missing and not places:
        take(_kept(missing, configuration))
    if missing and fetch:
        import asyncio

        fetching = configuration.running.fetch
        take(asyncio.run(fetched_pages(sorted(missing), fetching, max_bytes)))
    return pages


def _kept(addresses: set[str], configuration: Configuration) -> TestPages:
    """Return the pages that ``copydesk ingest`` keeps; none where it keeps nothing."""
    from flows.learning.rule_test_pages import TestPages, kept_pages
    from flows.storing.catalog.catalog import find_catalog
    from flows.storing.catalog.errors import CatalogError
    from flows.storing.destinations import open_destination
    from flows.storing.raw_store import RawStore
    from flows.storing.urls import StorageError

    running = configuration.running
    try:
        catalog = find_catalog(running.catalog.url, open_destination(running.storage.clean))
        if catalog is None:
            return TestPages()
        with catalog:
            store = RawStore(running.storage.raw)
            return kept_pages(catalog, store, addresses, configuration.cleaning.reading.max_bytes)
    except (CatalogError, StorageError) as error:
        raise UserError(str(error)) from error
