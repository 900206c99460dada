"""CSV as Swedish Excel opens it: semicolons, a byte order mark, decimal commas."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Generator, Iterable, Sequence
from decimal import Decimal
from typing import Any

from mrplattform.core.exports.sheets import SheetColumn, neutral, plain

TYPE = "text/csv; charset=utf-8"
BIT = 64 * 1024


def write_csv(columns: Sequence[SheetColumn], rows: Iterable[Sequence[Any]]) -> bytes:
    return b"".join(stream_csv(columns, rows))


def stream_csv(
    columns: Sequence[SheetColumn], rows: Iterable[Sequence[Any]]
) -> Generator[bytes, None, None]:
    """The file bit by bit, holding no more rows than one bit has."""
    out = io.StringIO("\ufeff")
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(str(column.label)) for column in columns])
    for row in rows:
        writer.writerow([_cell(column, value) for column, value in zip(columns, row, strict=True)])
        if out.tell() > BIT:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def _cell(column: SheetColumn, value: Any) -> str:
    value = plain(column, value)
    if value is None or isinstance(value, str):
        return neutral(value or "")
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    if column.kind == "money":
        return f"{value:.2f}".replace(".", ",")
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    return str(value)
