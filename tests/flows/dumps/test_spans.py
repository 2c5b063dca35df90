"""The rows of JSON Lines and CSV, with the bytes that they stand in."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from cleaners.reasons import Unreadable
from flows.dumps.kinds import DumpKind
from flows.dumps.rows import row_of
from flows.dumps.spans import span_rows
from flows.dumps.tables import RawRow, RowProblem, Table
from tests.flows.dumps.dumps import csv_bytes

JSON = Table(kind=DumpKind.JSON_LINES, page="text")


def rows(content: bytes, table: Table = JSON, max_bytes: int = 1_000) -> list[RawRow]:
    return list(span_rows(io.BytesIO(content), table, max_bytes))


def csv_table(*names: str, delimiter: str = ",") -> Table:
    return Table(kind=DumpKind.CSV, page="text", names=names, delimiter=delimiter)


def test_a_line_is_a_row_and_blank_lines_are_none() -> None:
    found = rows(b'{"a":1}\n\n \r\n{"a":2}\r\n{"a":3}')
    assert [(row.number, row.start, row.length, row.line) for row in found] == [
        (1, 0, 8, 1),
        (2, 12, 9, 4),
        (3, 21, 7, 5),
    ]


def test_a_line_that_is_too_long_is_passed_over_without_being_held() -> None:
    class Counting(io.BytesIO):
        largest = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            self.largest = max(self.largest, len(line))
            return line

    file = Counting(b'{"text":"a"}\n' + b"x" * 5_000_000 + b'\n{"text":"b"}\n')
    first, long, last = span_rows(file, JSON, 1_000)
    assert long.problem is not None
    assert long.problem.reason is Unreadable.TOO_LARGE
    assert (long.line, long.content, long.length) == (2, b"", 5_000_001)
    assert last.content == b'{"text":"b"}\n'
    assert last.start == first.length + long.length
    assert file.largest <= 1 << 20


def test_a_record_of_csv_may_have_several_lines() -> None:
    content = b'id,text\r\n1,"one\r\ntwo ""quoted"", three"\r\n\r\n2,four\r\n'
    first, second = rows(content, csv_table("id", "text"))
    assert first.content == b'1,"one\r\ntwo ""quoted"", three"\r\n'
    assert content[second.start :][: second.length] == b"2,four\r\n"
    assert (first.line, second.line) == (2, 5)


def test_a_quote_that_is_misplaced_spoils_its_record_only() -> None:
    content = b'id,text\n1,"one" and two\n2,three\n'
    first, second = rows(content, csv_table("id", "text"))
    assert first.problem is not None
    assert first.problem.reason is RowProblem.BROKEN_ROW
    assert "line 2" in first.problem.detail
    assert second.content == b"2,three\n"


def test_a_quote_that_is_never_closed_does_not_swallow_the_rest() -> None:
    content = b'id,text\n1,"one\n' + b"2,three\n" * 300
    found = rows(content, csv_table("id", "text"))
    assert found[0].problem is not None
    assert found[0].problem.reason is Unreadable.TOO_LARGE
    assert found[-1].content == b"2,three\n"
    assert sum(row.length for row in found) == len(content) - len(b"id,text\n")


def test_the_end_of_the_file_within_a_quote_is_told() -> None:
    [row] = rows(b'id,text\n1,"one', csv_table("id", "text"))
    assert row.problem is not None
    assert "unexpected end" in row.problem.detail


_CELLS = st.text(st.characters(codec="utf-8"), max_size=20)


@given(st.lists(st.tuples(_CELLS, _CELLS), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_bytes_of_a_record_alone_give_the_record_again(
    cells: list[tuple[str, str]], delimiter: str
) -> None:
    content = csv_bytes([{"id": a, "text": b} for a, b in cells], delimiter)
    table = csv_table("id", "text", delimiter=delimiter)
    found = rows(content, table, 10_000)
    spans = [content[row.start : row.start + row.length] for row in found]
    assert [row_of(span, table).page for span in spans] == [b for _, b in cells]
