"""The rows of Parquet, a batch at a time, each as a line of JSON."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct
from msgspec.structs import asdict

from flows.dumps.columns import DumpColumns, choose_columns
from flows.dumps.kinds import DumpKind
from flows.dumps.opening import open_dump
from flows.dumps.tables import DumpError, RawRow, RowError, RowProblem, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

# A batch is to have about so many bytes, decoded, whatever its rows are like.
_BATCH_BYTES = 16 << 20
# A column whose values are alike takes less in the file than they take decoded.
_MAX_BATCH_ROWS = 256
# Of a column's bytes so many are read at once: else all of a row group's.
_BUFFER_BYTES = 1 << 18
_PLAIN_TYPES = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_boolean,
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_timestamp,
    pa.types.is_date,
    pa.types.is_decimal128,
    pa.types.is_binary,
    pa.types.is_large_binary,
)


class _Odd(Struct, frozen=True):
    """Stands for a value that Python cannot have."""

    message: str


def parquet_table(path: bytes, wanted: DumpColumns) -> Table | None:
    """Return what the columns of a Parquet file are for; None for one without any row.

    Raises:
        DumpError: It is none, or it has not the columns that are wanted.
        OSError: It cannot be read.
    """
    with _opened(path) as file:
        if not file.metadata.num_rows:
            return None
        schema = file.schema_arrow
    chosen = choose_columns(wanted, schema.names)
    types = {field.name: field.type for field in schema}
    page = _value_type(types[chosen.page])
    is_text = pa.types.is_string(page) or pa.types.is_large_string(page)
    is_binary = pa.types.is_binary(page) or pa.types.is_large_binary(page)
    if not is_text and not is_binary:
        raise DumpError(f"its column {chosen.page} holds {page}, no text")
    return Table(
        kind=DumpKind.PARQUET,
        is_binary=is_binary,
        types={name: str(_value_type(each)) for name, each in types.items() if _is_plain(each)},
        **asdict(chosen),
    )


def parquet_rows(path: bytes, first: int = 1) -> Generator[RawRow, None, None]:
    """Yield the rows of a Parquet file in their order, from one of them on.

    Args:
        path: Its absolute path or URL.
        first: The row to begin with, from 1.

    Raises:
        DumpError: It is damaged.
        OSError: It cannot be read.
    """
    with _opened(path) as file:
        number = 0
        for group in range(file.metadata.num_row_groups):
            facts = file.metadata.row_group(group)
            if number + facts.num_rows < first:
                number += facts.num_rows
                continue
            for batch in _batches(file, group):
                skipped = max(0, min(first - 1 - number, batch.num_rows))
                number += skipped
                for content, problem in _lines(batch.slice(skipped)):
                    number += 1
                    yield RawRow(number, content=content, problem=problem)


def row_count(path: bytes) -> int:
    """Return how many rows a Parquet file has."""
    with _opened(path) as file:
        return int(file.metadata.num_rows)


@contextmanager
def _opened(path: bytes) -> Iterator[pq.ParquetFile]:
    with ExitStack() as stack:
        stored = stack.enter_context(open_dump(path))
        try:
            file = pq.ParquetFile(stored, buffer_size=_BUFFER_BYTES, pre_buffer=False)
            yield stack.enter_context(file)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            message = " ".join(str(error).split())
            raise DumpError(f"it is no Parquet file, or a damaged one: {message}") from error


def _batches(file: pq.ParquetFile, group: int) -> Iterator[pa.RecordBatch]:
    facts = file.metadata.row_group(group)
    row_bytes = max(1, facts.total_byte_size // max(1, facts.num_rows))
    rows = max(1, min(_MAX_BATCH_ROWS, _BATCH_BYTES // row_bytes))
    yield from file.iter_batches(batch_size=rows, row_groups=[group], use_threads=False)


def _lines(batch: pa.RecordBatch) -> Iterator[tuple[bytes, RowError | None]]:
    """Yield the rows of a batch as JSON: days and times in ISO 8601, bytes in base64."""
    names: Sequence[str] = batch.schema.names
    columns = [_values(batch.column(index)) for index in range(batch.num_columns)]
    for values in zip(*columns, strict=True):
        row = dict(zip(names, values, strict=True))
        odd = next((name for name, value in row.items() if isinstance(value, _Odd)), None)
        if odd is None:
            yield msgspec.json.encode(row, enc_hook=str), None
        else:
            detail = f"its column {odd} cannot be read: {row[odd].message}"
            yield b"", RowError(RowProblem.BROKEN_ROW, detail)


def _values(column: pa.Array) -> list[Any]:
    kind = _value_type(column.type)
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        # Python's times have microseconds.
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    elif pa.types.is_duration(kind) or pa.types.is_time(kind):
        column = column.cast(pa.string()) if pa.types.is_time(kind) else column.cast(pa.int64())
    try:
        values: list[Any] = column.to_pylist()
    except (ValueError, OverflowError):  # text that is not UTF-8, a year that Python does not have
        values = [_value(scalar) for scalar in column]
    return values


def _value(scalar: pa.Scalar) -> Any:  # noqa: ANN401 - of any type
    try:
        return scalar.as_py()
    except (ValueError, OverflowError) as error:
        return _Odd(" ".join(str(error).split()))


def _value_type(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_plain(kind: pa.DataType) -> bool:
    value = _value_type(kind)
    return any(is_of(value) for is_of in _PLAIN_TYPES) and not pa.types.is_float16(value)
