"""The index keeps what it is given, on disk."""

from __future__ import annotations

import tracemalloc

import pytest

from flows.storing.ledger import Row, Status
from flows.working.index import Index, Input


def row_of(key: str, output: str | None = None) -> Row:
    return Row(input=key, source="../raw", status=Status.WRITTEN, output=output)


def test_inputs_come_in_the_order_of_code_points_each_once() -> None:
    with Index() as index:
        for key in ("b", "a/x", "a", "ä", "\U0001f600", "\uffff", "a"):
            index.add_input(Input(key, key.encode(), 0, key.encode()))
        assert list(index.input_keys()) == sorted(["b", "a/x", "a", "ä", "\U0001f600", "\uffff"])
        assert index.input_count() == 6
        assert index.input("a") == Input("a", b"a", 0, b"a")
        assert index.input("c") is None


def test_inputs_may_be_removed_while_they_are_gone_through() -> None:
    with Index() as index:
        for number in range(1_000):
            index.add_input(Input(f"{number:04}", b"", 0, b""))
        seen = []
        for key in index.input_keys():
            seen.append(key)
            index.remove_inputs([f"{int(key) + 500:04}", key])
        assert seen[:500] == [f"{number:04}" for number in range(500)]
        assert len(seen) < 1_000
        assert index.input_count() == 0


def test_rows_are_replaced_and_counted_by_output() -> None:
    with Index() as index:
        index.put(row_of("a", "part-1.jsonl"))
        index.put(row_of("b", "part-1.jsonl"))
        index.put(row_of("a", "part-2.jsonl"))
        assert index.row("a") == row_of("a", "part-2.jsonl")
        assert index.output_count("part-1.jsonl") == 1
        index.relocate(row_of("b", "part-2.jsonl"))
        assert index.output_count("part-2.jsonl") == 2
        index.remove_row("a")
        assert list(index.rows()) == [row_of("b", "part-2.jsonl")]


def test_keys_of_a_format_are_those_of_inputs_and_of_its_rows() -> None:
    with Index() as index:
        index.add_input(Input("b", b"", 0, b""))
        for key, output in (("a", "part-1.jsonl"), ("c", "c.md"), ("d", "waiting"), ("b", None)):
            index.put(row_of(key, output))
        assert list(index.keys_with_output(".jsonl", "waiting")) == ["a", "b", "d"]


def test_a_name_belongs_to_the_first_who_claims_it() -> None:
    with Index() as index:
        assert index.claim("A.md", "first")
        assert index.claim("A.md", "first")
        assert not index.claim("a.MD", "second")
        assert index.owner("a.md") == "first"
        index.put(row_of("first"))
        index.remove_row("first")
        assert index.claim("a.MD", "second")


def test_the_first_with_some_bytes_is_remembered() -> None:
    with Index() as index:
        assert index.first_with("ab" * 32, "one") == "one"
        assert index.first_with("ab" * 32, "two") == "one"
        assert index.first_with("cd" * 32, "two") == "two"


@pytest.mark.parametrize("count", [2_000, 20_000])
def test_memory_does_not_grow_with_the_number_of_pages(count: int) -> None:
    tracemalloc.start()
    try:
        with Index() as index:
            for number in range(count):
                key = f"../raw/{number:09}"
                index.add_input(Input(key, key.encode(), 0, key.encode()))
                index.put(row_of(key))
                index.claim(key, key)
            assert sum(1 for _ in index.input_keys()) == count
            _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000
