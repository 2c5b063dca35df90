"""A shard is a message: whoever has it writes the same articles."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from flows.run_settings import Format
from flows.storing.byproducts import Cleaned
from flows.working.opening_run import open_run
from flows.working.report import RunReport
from flows.working.shard_work import OtherVersionError, clean_shard, shard_work, shards_of
from flows.working.shards import Shard
from flows.working.stopping import StopRequest
from tests.flows.working.pages import configured, outcomes, run_over, story, write_pages
from tests.flows.working.paragraph_cleaner import ParagraphCleaner


def run_by_shards(
    raw: Path, clean: Path, *, stop_after: int | None = None, **settings: object
) -> RunReport:
    configuration = configured(run_shard_pages=4, **settings)
    stop = StopRequest()
    opened = open_run(
        [str(raw)], clean, configuration, make_cleaner=ParagraphCleaner, stop=stop, by_shard=True
    )
    work = shard_work(configuration, ParagraphCleaner, str(clean), jobs=1)
    with opened as run:
        for number, shard in enumerate(_sent(shards_of(run, configuration))):
            if number == stop_after:
                stop.ask()
            run.settle_shard(shard, _sent_rows(clean_shard(shard, work, stop)))
        report = run.close()
    assert report.balanced
    return report


def _sent(shards: Iterator[Shard]) -> Iterator[Shard]:
    for shard in shards:
        sent: Shard = pickle.loads(pickle.dumps(shard))  # noqa: S301 - our own
        yield sent


def _sent_rows(pages: tuple[Cleaned, ...]) -> tuple[Cleaned, ...]:
    sent: tuple[Cleaned, ...] = pickle.loads(pickle.dumps(pages))  # noqa: S301 - our own
    return sent


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith((".", "catalog"))
    }


@pytest.fixture
def pages(raw: Path) -> Path:
    write_pages(raw, {f"{number:02d}.txt": story(number) for number in range(20)})
    write_pages(raw, {"again.txt": story(1)})
    return raw


@pytest.mark.parametrize("file_format", [Format.MARKDOWN, Format.JSON_LINES])
def test_shards_write_what_the_command_line_writes(
    pages: Path, clean: Path, tmp_path: Path, file_format: Format
) -> None:
    report = run_by_shards(pages, clean, output_format=file_format)
    run_over(pages, tmp_path / "other", output_format=file_format, run_shard_pages=4)
    assert outcomes(report) == {"written": 20, "duplicate": 1}
    assert tree(clean) == tree(tmp_path / "other")
    again = run_by_shards(pages, clean, output_format=file_format)
    assert outcomes(again) == {"unchanged": 21}


@pytest.mark.parametrize("file_format", [Format.MARKDOWN, Format.JSON_LINES])
def test_a_run_that_is_asked_to_stop_goes_on_later(
    pages: Path, clean: Path, tmp_path: Path, file_format: Format
) -> None:
    report = run_by_shards(pages, clean, stop_after=1, output_format=file_format)
    assert report.stopped
    assert 0 < report.unreached < 21
    rest = run_by_shards(pages, clean, output_format=file_format)
    assert rest.outcomes["unchanged"] == 21 - report.unreached
    run_over(pages, tmp_path / "other", output_format=file_format, run_shard_pages=4)
    assert tree(clean) == tree(tmp_path / "other")


def test_a_machine_with_other_versions_refuses_a_shard(clean: Path) -> None:
    work = shard_work(configured(), ParagraphCleaner, str(clean), jobs=1)
    with pytest.raises(OtherVersionError, match="install the same"):
        clean_shard(Shard("shard-1", (), ()), replace(work, configuration="another"))
