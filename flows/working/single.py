"""One page to one answer, without a destination folder and without a ledger."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec.structs import replace

from cleaners.document import PageWarning
from cleaners.pipeline import Cleaner
from cleaners.sites.site import site_bytes
from flows.configuration import Configuration
from flows.dumps.kinds import dump_name
from flows.learning.ruled_sites import ruled_site
from flows.sources.locations import Location
from flows.sources.roots import STANDARD_INPUT, STANDARD_INPUT_KEY, SourceError
from flows.sources.sidecar import Facts, read_facts
from flows.storing.articles import Placed
from flows.storing.ledger import Row, Status
from flows.storing.names import path_text
from flows.working.guard import GuardedWorkers
from flows.working.page_work import Answer, MakeCleaner, PageTask
from flows.working.run_terms import work_of
from flows.working.standard_input import standard_input_file


def clean_one(
    given: str, configuration: Configuration, *, make_cleaner: MakeCleaner = Cleaner
) -> Answer:
    """Clean one page in a guarded worker process.

    Args:
        given: A file, or ``-`` for standard input.
        configuration: The settings in force.
        make_cleaner: Makes what cleans.

    Returns:
        What became of it; its ``files`` hold the article.

    Raises:
        SourceError: There is no such file, or it is a folder.
        RulesFolderError: The rules for sites cannot be used.
        WorkersUnavailableError: No worker process could be started.
    """
    running = configuration.running
    max_bytes = configuration.cleaning.reading.max_bytes
    with standard_input_file([given], max_bytes) as page:
        task = _task(given, page)
        site = ruled_site(configuration, task.facts.final_uri, task.facts.url)
        task = task if site is None else replace(task, site=site_bytes(site))
        run = replace(running.run, jobs=1)
        with GuardedWorkers(work_of(configuration, make_cleaner), run) as workers:
            [(_, answer)] = workers.clean([task])
    return answer


def _task(given: str, page: bytes | None) -> PageTask:
    path = page or os.fsencode(given)
    if not os.path.lexists(path):
        raise SourceError(f"there is no file {given}")
    if Path(os.fsdecode(path)).is_dir():
        raise SourceError(f"{given} is a folder: its articles need a folder to go to")
    if dump_name(given, is_named=False) is not None:
        raise SourceError(f"{given} is a dump of many pages: its articles need a folder to go to")
    name = "stdin" if given == STANDARD_INPUT else os.fsdecode(Path(given).name)
    facts, warning = _facts(given, path)
    key = STANDARD_INPUT_KEY if given == STANDARD_INPUT else path_text(os.fsencode(given))
    return PageTask(
        key=key,
        location=Location(path),
        name=name,
        facts=facts,
        placed=Placed(
            source=path_text(os.fsencode(name)), via="stdin" if given == STANDARD_INPUT else "file"
        ),
        row=Row(input=key, source=key, status=Status.FAILED),
        warnings=() if warning is None else (warning,),
    )


def _facts(given: str, path: bytes) -> tuple[Facts, PageWarning | None]:
    if given == STANDARD_INPUT:
        return Facts(), None
    return read_facts(path)
