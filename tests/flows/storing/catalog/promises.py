"""What every catalog promises, whichever database it is in: called by the tests of each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from flows.storing.catalog.catalog import Catalog, Changes, find_catalog
from flows.storing.catalog.errors import CatalogError, CatalogFailedError
from flows.storing.catalog.host_rows import (
    HostProfile,
    profiles_by_host,
    put_profiles,
    trim_profiles,
)
from flows.storing.catalog.outcome_rows import all_rows
from flows.storing.catalog.page_rows import (
    ArchivedPage,
    ArchiveRow,
    FetchRow,
    PageRow,
    Redirect,
    Signal,
)
from flows.storing.catalog.run_rows import RunKind, RunState, last_runs
from flows.storing.ledger import Row, Status
from flows.storing.lines import LINES_FILE
from flows.storing.lock import DestinationLockedError
from tests.flows.storing.catalog.rows import ROWS, opened
from tests.flows.storing.catalog.site_promises import SITE_PROMISES

PAGE = PageRow(
    url="https://gazette.example/a",
    host="gazette.example",
    first_seen="2026-11-20T08:00:00Z",
    fetched_at="2026-11-20T08:00:00Z",
    status=200,
    outcome="fetched",
    etag='"abc"',
    sha256="b" * 64,
    bytes=5_000_000_000,
    redirects=(Redirect("http://gazette.example/a", 301, "https://gazette.example/a"),),
    signals=(Signal("x-robots-tag", "noai\x00", "header"),),
    file="gazette.example/2026-11-20/1.warc.gz",
    offset=6_000_000_000,
    record_id="<urn:uuid:1>",
)


def rows_come_back_as_they_were(folder: Path, url: str) -> None:
    long = replace(ROWS[0], input="../raw/" + "ä/" * 5_000 + "c.html", output="d" * 5_000)
    other = replace(long, input=long.input.replace("c.html", "d.html"))
    with opened(folder, url) as catalog:
        catalog.put_rows([*ROWS, long, other])
        found = list(catalog.rows())
        detail = "a lone \ufffd and a \ufffd"
        assert found[:2] == [ROWS[0], replace(ROWS[1], detail=detail)]
        assert {row.input for row in found[2:]} == {long.input, other.input}
        catalog.put_rows([replace(long, title="Changed")])
        assert {row.title for row in catalog.rows() if row.input == long.input} == {"Changed"}
        catalog.remove_rows([long.input, "unknown"])
        assert [row.input for row in catalog.rows()][2:] == [other.input]


def keys_are_in_the_order_of_their_code_points(folder: Path, url: str) -> None:
    keys = ["../Z", "../a", "../a b", "../aa", "../ä", "../😀", "B"]
    with opened(folder, url) as catalog:
        catalog.put_rows([replace(ROWS[1], input=key) for key in reversed(keys)])
        assert [row.input for row in catalog.rows()] == sorted(keys)


def a_row_that_still_holds_is_marked_only(folder: Path, url: str) -> None:
    with opened(folder, url) as catalog:
        first = catalog.begin_run(RunKind.CLEAN).name
        catalog.put_rows([replace(row, run=first) for row in ROWS])
        second = catalog.begin_run(RunKind.CLEAN).name
        keys = [ROWS[0].input]
        catalog.change(Changes(found=[(Status.UNCHANGED, keys)], run=second, gone=[ROWS[1].input]))
        found = list(catalog.rows())
        expected = replace(ROWS[0], status=Status.UNCHANGED, run=second, carried=True)
        assert found[0] == expected
        assert (found[1].status, found[1].run) == (Status.GONE, first)
        assert catalog.status_counts(second) == {Status.UNCHANGED: 1}


def changes_are_made_together_or_not_at_all(folder: Path, url: str) -> None:
    with opened(folder, url) as catalog:
        catalog.put_rows(ROWS[:1])
        broken = replace(ROWS[1], words_out=2**80)
        with pytest.raises((CatalogFailedError, OverflowError)):
            catalog.change(Changes(rows=[ROWS[1], broken], removed=[ROWS[0].input]))
        assert list(catalog.rows()) == ROWS[:1]


def rows_wait_until_their_article_is_in_a_part(folder: Path, url: str) -> None:
    waiting = replace(ROWS[0], output=LINES_FILE)
    with opened(folder, url) as catalog:
        catalog.put_rows(ROWS[:1])
        catalog.put_rows([waiting])
        assert (list(catalog.rows()), list(catalog.waiting_rows())) == (ROWS[:1], [waiting])
        moved = replace(waiting, output="part-0123456789abcdef.jsonl")
        catalog.put_rows([moved])
        assert (list(catalog.rows()), list(catalog.waiting_rows())) == ([moved], [])


def the_run_that_an_input_got_its_content_in_stays(folder: Path, url: str) -> None:
    def since(catalog_rows: list[Row]) -> list[int]:
        with opened(folder, url) as catalog:
            catalog.put_rows(catalog_rows)
            with catalog.reading() as connection:
                found = connection.exec_driver_sql("SELECT since FROM outcomes ORDER BY key")
                return [number for (number,) in found]

    with opened(folder, url) as catalog:
        first, second = (catalog.begin_run(RunKind.CLEAN) for _ in range(2))
    assert since([replace(row, run=first.name) for row in ROWS]) == [first.number] * 2
    again = replace(ROWS[0], run=second.name, configuration="other")
    changed = replace(ROWS[1], run=second.name, sha256="c" * 64)
    assert since([again, changed]) == [first.number, second.number]


def runs_that_never_ended_were_killed(folder: Path, url: str) -> None:
    with opened(folder, url) as catalog:
        first = catalog.begin_run(RunKind.CLEAN, "settings")
        catalog.note_parts(first, {"part-1.jsonl", "part-2.jsonl"})
        ingest = catalog.begin_run(RunKind.INGEST)
        second = catalog.begin_run(RunKind.CLEAN)
        assert [each.number for each in second.unfinished] == [first.number]
        assert second.unfinished[0].parts == {"part-1.jsonl", "part-2.jsonl"}
        with pytest.raises(ZeroDivisionError), catalog.run(RunKind.CLEAN):
            raise ZeroDivisionError
        catalog.end_run(ingest, RunState.COMPLETED, PAGE)
        third = catalog.begin_run(RunKind.CLEAN)
        assert len(third.unfinished) == 3
        catalog.end_run(third, RunState.STOPPED, PAGE)
        assert catalog.begin_run(RunKind.CLEAN).unfinished == ()
        with catalog.reading() as connection:
            runs = last_runs(connection, 10)
        states = [(run.kind.value, run.state.value) for run in runs]
        assert states == [
            ("clean", "running"),
            ("clean", "stopped"),
            ("clean", "failed"),
            ("clean", "killed"),
            ("ingest", "completed"),
            ("clean", "killed"),
        ]
        assert runs[4].report.startswith('{"url":"https://gazette.example/a"')


def pages_keep_when_they_were_first_seen(folder: Path, url: str) -> None:
    later = replace(PAGE, first_seen="2026-11-22T08:00:00Z", outcome="not_modified")
    fetch = FetchRow(run="r", url=PAGE.url, at=PAGE.fetched_at, outcome="fetched", seconds=0.5)
    with opened(folder, url) as catalog:
        assert catalog.pages([PAGE.url]) == {}
        catalog.put_fetches([replace(PAGE, first_seen="", outcome="")], [])
        catalog.put_fetches([PAGE], [fetch])
        catalog.put_fetches([later], [replace(fetch, outcome="not_modified")])
        found = catalog.pages([PAGE.url, "https://gazette.example/unknown"])
        assert found == {PAGE.url: replace(later, first_seen=PAGE.first_seen)}
        assert catalog.pages(f"https://gazette.example/{n}" for n in range(2_000)) == {}


def an_archive_takes_the_place_of_what_was_known_of_it(folder: Path, url: str) -> None:
    archive = ArchiveRow(path="../raw/1.warc.gz", size=10, modified="1", records=9, pages=2)
    pages = [
        ArchivedPage(
            archive=archive.path,
            offset=offset,
            length=5,
            record_id="<urn:uuid:1>",
            url=PAGE.url,
            sha256="c" * 64,
            size=7,
            facts='{"status":1}',
        )
        for offset in (5_000_000_000, 0)
    ]
    with opened(folder, url) as catalog:
        assert catalog.archive(archive.path) is None
        catalog.put_archive(archive, pages)
        assert catalog.archive(archive.path) == archive
        assert list(catalog.archived_pages(archive.path)) == pages[::-1]
        catalog.put_archive(replace(archive, size=11), iter(pages[:1]))
        assert list(catalog.archived_pages(archive.path)) == pages[:1]
        assert list(catalog.archived_pages("../raw/2.warc.gz")) == []


def one_run_of_a_kind_goes_on_at_a_time(folder: Path, url: str) -> None:
    with (
        opened(folder, url) as catalog,
        opened(folder, url) as other,
        catalog.locked(RunKind.CLEAN),
    ):
        with pytest.raises(DestinationLockedError, match=r"another run \(clean\)"):
            other.locked(RunKind.CLEAN).__enter__()
        with other.locked(RunKind.INGEST):
            pass
    with opened(folder, url) as catalog, catalog.locked(RunKind.CLEAN):
        pass


def a_catalog_is_read_while_another_process_writes(folder: Path, url: str) -> None:
    with opened(folder, url) as catalog:
        catalog.put_rows(ROWS[:1])
        reader = find_catalog(url, folder)
        assert reader is not None
        with catalog.writing() as connection, reader:
            connection.exec_driver_sql("DELETE FROM outcomes")
            assert list(reader.rows()) == ROWS[:1]
    with opened(folder, url) as catalog, catalog.reading() as connection:
        before = len(list(all_rows(connection)))
        catalog.put_rows(ROWS)
        assert len(list(all_rows(connection))) == before
        assert len(list(catalog.rows())) == 2


def several_processes_write_at_once(folder: Path, url: str) -> None:
    def write(number: int) -> None:
        with opened(folder, url) as catalog:
            for each in range(20):
                key = f"../raw/{number}/{each}.html"
                catalog.put_rows([replace(ROWS[0], input=key)])

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(write, number) for number in range(4)]:
            done.result()
    with opened(folder, url) as catalog:
        assert len(list(catalog.rows())) == 80


def profiles_of_hosts_are_kept_as_long_as_they_are_compared(folder: Path, url: str) -> None:
    def profile(run: int, articles: int, configuration: str = "new") -> HostProfile:
        return HostProfile(
            host="gazette.example",
            run=run,
            configuration=configuration,
            articles=articles,
            words=tuple(range(articles)),
        )

    with opened(folder, url) as catalog, catalog.writing() as connection:
        put_profiles(connection, [profile(1, 9, "old"), profile(1, 5), profile(2, 6)])
        put_profiles(connection, [profile(1, 3), profile(2, 7), profile(3, 8)])
        [found] = profiles_by_host(connection, ["gazette.example", "unknown.example"])
        assert found == [profile(3, 8), profile(2, 7), profile(1, 5), profile(1, 9, "old")]
        trim_profiles(connection, "gazette.example", "new", kept_pages=10)
        [found] = profiles_by_host(connection)
        assert found == [profile(3, 8), profile(2, 7)]


def another_schema_version_is_refused(folder: Path, url: str) -> None:
    catalog = opened(folder, url)
    for version, advice in (("3", "a newer copydesk"), ("0", "an older"), ("x", "no catalog")):
        _set_version(catalog, version)
        with pytest.raises(CatalogError, match=advice):
            opened(folder, url)
        with pytest.raises(CatalogError, match=advice):
            find_catalog(url, folder)


def _set_version(catalog: Catalog, version: str) -> None:
    statement = f"UPDATE meta SET value = '{version}' WHERE name = 'schema_version'"  # noqa: S608
    with catalog.writing() as connection:
        connection.exec_driver_sql(statement)


PROMISES = (
    rows_come_back_as_they_were,
    keys_are_in_the_order_of_their_code_points,
    a_row_that_still_holds_is_marked_only,
    changes_are_made_together_or_not_at_all,
    rows_wait_until_their_article_is_in_a_part,
    the_run_that_an_input_got_its_content_in_stays,
    runs_that_never_ended_were_killed,
    pages_keep_when_they_were_first_seen,
    an_archive_takes_the_place_of_what_was_known_of_it,
    one_run_of_a_kind_goes_on_at_a_time,
    a_catalog_is_read_while_another_process_writes,
    several_processes_write_at_once,
    profiles_of_hosts_are_kept_as_long_as_they_are_compared,
    another_schema_version_is_refused,
    *SITE_PROMISES,
)
