"""A row: its page, what is known of it, its other columns."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.dumps.kinds import DumpKind
from flows.dumps.rows import DumpRow, row_of
from flows.dumps.scanning import member_name, member_of
from flows.dumps.tables import RawRow, RowError, RowProblem, Table

JSON = Table(kind=DumpKind.JSON_LINES, page="text", url="url", title="title", date="date")


def columns(row: DumpRow) -> dict[str, object]:
    return {name: msgspec.json.decode(value) for name, value in row.columns.items()}


def test_a_row_gives_page_address_and_the_rest_as_it_is_written() -> None:
    row = row_of(
        b'{"text": "A \\u00e9t\\u00e9", "url": " https://a.example/1 ", "n": 1.10,'
        b' "big": 123456789012345678901234567890, "title": "T", "date": 1700000000}\n',
        JSON,
    )
    assert (row.page, row.page_bytes) == ("A été", "A été".encode())
    assert (row.url, row.title, row.date) == ("https://a.example/1", "T", "1700000000")
    assert {name: bytes(value) for name, value in row.columns.items()} == {
        "n": b"1.10",
        "big": b"123456789012345678901234567890",
        "title": b'"T"',
        "date": b"1700000000",
    }


@pytest.mark.parametrize(
    ("content", "page"),
    [
        (b'\xef\xbb\xbf{"text": "a"}', "a"),
        (b'{"text": "a", "score": NaN, "most": -Infinity}', "a"),
        (b'{"text": "a\tb\x00"}', "a\tb\x00"),
        (b'{"text": "a\\ud83d"}', "a\ufffd"),
        (b'{"text": "a\\ude00 b"}', "a\ufffd b"),
        (b'{"text": "a \\ud83d\\ude00"}', "a \U0001f600"),
        (b'{"text": "a", "more": "\\ud800"}', "a"),
    ],
)
def test_what_json_does_not_have_but_many_write_is_taken(content: bytes, page: str) -> None:
    row = row_of(content, JSON)
    assert row.page == page
    json.loads(msgspec.json.encode(row.columns), parse_constant=pytest.fail)


@pytest.mark.parametrize(
    ("content", "reason", "words"),
    [
        (b'{"text": "a"', RowProblem.BROKEN_ROW, "no JSON"),
        (b'{"text": "a"} {"text": "b"}', RowProblem.BROKEN_ROW, "no JSON"),
        (b'["a"]', RowProblem.BROKEN_ROW, "no object"),
        (b'{"text": "\xe9"}', RowProblem.BROKEN_ROW, "not UTF-8 at its byte 11"),
        (b'{"text": ' + b"[" * 100_000, RowProblem.BROKEN_ROW, "nested too deeply"),
        (b"\x00\x00", RowProblem.BROKEN_ROW, "no JSON"),
        (b'{"body": "a", "n": 1}', RowProblem.NO_TEXT, "no column text; its columns: body, n"),
        (b'{"text": null}', RowProblem.NO_TEXT, "is null"),
        (b'{"text": 12.5}', RowProblem.NO_TEXT, "is a number"),
        (b'{"text": ["a"]}', RowProblem.NO_TEXT, "is a list"),
    ],
)
def test_a_row_that_is_no_page_says_why(content: bytes, reason: RowProblem, words: str) -> None:
    with pytest.raises(RowError, match=words) as caught:
        row_of(content, JSON, 17)
    assert caught.value.reason is reason
    assert caught.value.detail.startswith("line 17: ")


def test_a_row_without_an_address_has_none() -> None:
    for url in ("null", '""', "5"):
        assert row_of(f'{{"text": "a", "url": {url}}}'.encode(), JSON).url is None


def test_the_rest_has_a_digest_of_its_own() -> None:
    row = row_of(b'{"text": "a", "n": 1}', JSON)
    assert row.rest_digest == row_of(b'{"text": "b", "url": "u", "n": 1}', JSON).rest_digest
    assert row.rest_digest != row_of(b'{"text": "a", "n": 2}', JSON).rest_digest
    titled = Table(kind=DumpKind.JSON_LINES, page="text", title="n")
    assert row.rest_digest != row_of(b'{"text": "a", "n": 1}', titled).rest_digest


def test_a_record_of_csv_has_as_many_fields_as_the_header() -> None:
    table = Table(kind=DumpKind.CSV, page="text", url="url", names=("url", "text"))
    row = row_of(b'https://a.example/1,"one, two"\r\n', table)
    assert (row.url, row.page, columns(row)) == ("https://a.example/1", "one, two", {})
    with pytest.raises(RowError, match="it has 1 fields, the header 2"):
        row_of(b"one\n", table)


def test_a_record_that_is_not_utf8_is_read_as_what_it_is() -> None:
    table = Table(kind=DumpKind.CSV, page="text", names=("name", "text"))
    text = "Die Brücke über die Mündung wurde gestern für den Verkehr geöffnet."
    row = row_of(f"Müller,{text}\n".encode("latin-1"), table)
    assert row.page == text
    assert columns(row) == {"name": "Müller"}
    assert row.read_as in {"cp1252", "iso8859-1", "latin-1"}


def test_bytes_of_parquet_are_a_page_as_they_are() -> None:
    table = Table(kind=DumpKind.PARQUET, page="html", is_binary=True)
    assert row_of(b'{"html": "/+k="}', table).page == b"\xff\xe9"


_PIECES = [
    b'"',
    b"\\",
    b"\\u",
    b"\\ud800",
    b"\\udc00",
    b"{",
    b"}",
    b"[",
    b",",
    b":",
    b"null",
    b"NaN",
]
_PIECES += [b"-", b"1.", b"\xff", b"\xc3\xa9", b"\x00", b"\r", b"a", b"http://[", b"\xef\xbb\xbf"]


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map(b"".join), st.integers(0, 2))
def test_whatever_a_line_holds_it_is_an_input(piece: bytes, kind: int) -> None:
    line = (b'{"text": "%s"}' % piece, b'{"text": "a", "url": "%s", "n": %s}' % (piece, piece))
    content = (*line, piece)[kind]
    for table in (JSON, Table(kind=DumpKind.CSV, page="text", names=("text", "url"))):
        member = member_of(RawRow(1, 0, len(content), 1, content), table, 1_000)
        assert bool(member.problem) != bool(member.sha256)
        assert member_name(member.row, member.facts.url or "").startswith(b"000000000001")
