"""Addresses wait in their order, each once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows.ingesting.frontier import Frontier, Waiting
from flows.sources.entries import Entry


@pytest.fixture
def frontier() -> Iterator[Frontier]:
    with Frontier() as opened:
        yield opened


def waiting(path: str, source: str = "gazette", last_asked: str = "", host: str = "a") -> Waiting:
    url = f"https://{host}.example/{path}"
    return Waiting(
        url=url,
        host=f"{host}.example",
        source=source,
        entry=Entry(url=url, title="Fähre", published="2026-03-04"),
        via="https://a.example/feed",
        last_asked=last_asked,
    )


def paths(
    frontier: Frontier, source: str = "gazette", host: str = "a", batch: int = 2
) -> list[str]:
    found = [
        page for pages in frontier.of_host(source, f"{host}.example", batch=batch) for page in pages
    ]
    return [page.url.rpartition("/")[2] for page in found]


def test_what_waits_comes_back_as_it_was(frontier: Frontier) -> None:
    assert frontier.add(waiting("1"))
    assert next(frontier.of_host("gazette", "a.example", batch=9)) == [waiting("1")]


def test_each_address_is_once_and_what_does_not_wait_is_remembered(frontier: Frontier) -> None:
    assert frontier.add(waiting("1"))
    assert frontier.add(waiting("2"), waits=False)
    assert not frontier.add(waiting("1", source="radio"))
    assert not frontier.add(waiting("2"))
    assert paths(frontier) == ["1"]
    assert paths(frontier, "radio") == []
    assert frontier.hosts("radio") == []


def test_what_was_never_asked_for_goes_first_then_the_oldest(frontier: Frontier) -> None:
    for path, asked in (("1", "2026-03-02"), ("2", ""), ("3", "2026-03-01"), ("4", ""), ("5", "")):
        frontier.add(waiting(path, last_asked=asked))
    assert paths(frontier) == ["2", "4", "5", "3", "1"]
    assert frontier.limit("gazette", 4) == 1
    assert paths(frontier) == ["2", "4", "5", "3"]
    assert frontier.limit("gazette", 9) == 0
    assert frontier.limit("radio", 0) == 0


def test_hosts_come_in_the_order_in_which_they_were_found(frontier: Frontier) -> None:
    for host, path in (("b", "1"), ("a", "2"), ("b", "3")):
        frontier.add(waiting(path, host=host))
    assert frontier.hosts("gazette") == ["b.example", "a.example"]
    assert paths(frontier, host="b", batch=1) == ["1", "3"]
