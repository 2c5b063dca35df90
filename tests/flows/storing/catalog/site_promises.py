"""What every catalog promises of sites, whichever database it is in."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cleaners.settings import settings_from
from cleaners.sites.observations import observation_bytes
from cleaners.sites.statistics import MAX_PAGES
from flows.learning.folding import fold
from flows.storing.catalog import site_rows
from flows.storing.catalog.catalog import find_catalog
from flows.storing.catalog.errors import CatalogError
from flows.storing.catalog.known_site_rows import site_names, site_summaries
from flows.storing.catalog.site_rows import Arrival, learned_inputs, trim_arrivals
from flows.storing.catalog.tables import NEW_TABLES, SCHEMA_VERSION, site_arrivals, site_pages
from tests.flows.learning.made_site import SITE, observation, story
from tests.flows.storing.catalog.rows import ROWS, opened

SETTINGS = settings_from({}).sites


def what_pages_show_is_folded_once(folder: Path, url: str) -> None:
    arrivals = [
        Arrival(
            f"{number:03}.txt",
            SITE if number % 4 else "",
            "a" * 32,
            "m",
            observation_bytes(observation(number, *story(number).split("\n\n"))),
        )
        for number in range(16)
    ]
    with opened(folder, url) as catalog:
        catalog.put_arrivals(arrivals)
        assert SITE in fold(catalog, SETTINGS).changed
        assert fold(catalog, SETTINGS) == fold(catalog, SETTINGS)  # nothing has arrived
        with catalog.reading() as connection:
            assert SITE in site_names(connection)
            [summary] = [each for each in site_summaries(connection) if each.site == SITE]
            assert (summary.pages, summary.templates) == (12, 1)
            assert len(learned_inputs(connection, [each.key for each in arrivals])) == 16
            assert connection.execute(select(func.count()).select_from(site_arrivals)).scalar() == 0


def arrivals_that_no_sample_takes_are_removed(folder: Path, url: str) -> None:
    numbers = list(range(2 * MAX_PAGES))
    random.Random(1).shuffle(numbers)  # noqa: S311 - the same numbers each time
    empty = [observation_bytes(observation(number, "A line")) for number in numbers]
    with opened(folder, url) as catalog:
        catalog.put_arrivals(
            [
                Arrival(f"{n}", SITE, "a" * 32, "m", body)
                for n, body in zip(numbers, empty, strict=True)
            ]
        )
        catalog.put_arrivals([Arrival(f"u{n}", "", "a" * 32, "m", empty[n]) for n in numbers])
        with catalog.writing() as connection:
            trim_arrivals(connection)
            kept = connection.execute(select(site_arrivals.c.key)).scalars().all()
        assert {key for key in kept if key.isdigit()} == {f"{n}" for n in range(MAX_PAGES)}
        assert len(kept) == 3 * MAX_PAGES
        assert site_rows.MAX_UNKNOWN_ARRIVALS > MAX_PAGES


def a_catalog_of_the_first_version_is_brought_up_to_date(folder: Path, url: str) -> None:
    with opened(folder, url) as catalog:
        catalog.put_rows(ROWS[:1])
        with catalog.writing() as connection:
            for table in NEW_TABLES[2]:
                table.drop(connection)
            connection.exec_driver_sql("UPDATE meta SET value = '1' WHERE name = 'schema_version'")
    with pytest.raises(CatalogError, match="brings it up to date"):
        find_catalog(url, folder)
    with opened(folder, url) as catalog:
        assert list(catalog.rows()) == ROWS[:1]
        with catalog.reading() as connection:
            assert connection.execute(select(func.count()).select_from(site_pages)).scalar() == 0
            found = connection.exec_driver_sql(
                "SELECT value FROM meta WHERE name = 'schema_version'"
            ).scalar()
            assert found == str(SCHEMA_VERSION)


SITE_PROMISES = (
    what_pages_show_is_folded_once,
    arrivals_that_no_sample_takes_are_removed,
    a_catalog_of_the_first_version_is_brought_up_to_date,
)
