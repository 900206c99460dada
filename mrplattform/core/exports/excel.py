"""Excel: one sheet per table, numbers as numbers, and never a formula made of somebody's text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from itertools import chain, islice
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any
from wsgiref.util import FileWrapper

import xlsxwriter

from mrplattform.core.dates import now
from mrplattform.core.exports.sheets import Sheet, SheetColumn, plain

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME_LENGTH = 31  # Excel's own limits
CELL_LENGTH = 32_767
MOST_ROWS = 1_048_575
BIT = 64 * 1024
FORBIDDEN = "[]:*?/\\"
WIDEST = 60


def write_xlsx(sheets: Iterable[Sheet], *, properties: Mapping[str, str] | None = None) -> bytes:
    """`properties` are title, author and the like, as the file itself tells them."""
    with closing(stream_xlsx(sheets, properties=properties)) as chunks:
        return b"".join(chunks)


def stream_xlsx(
    sheets: Iterable[Sheet], *, properties: Mapping[str, str] | None = None
) -> FileWrapper:
    """The file bit by bit. It is written to disk first, row by row, and lies there until close():
    a response calls that also when the visitor goes away."""
    out = TemporaryFile()  # noqa: SIM115 (closed by who reads it)
    try:
        _write_book(out, sheets, properties or {})
        out.seek(0)
    except BaseException:
        out.close()
        raise
    return FileWrapper(out, BIT)


def _write_book(out: IO[bytes], sheets: Iterable[Sheet], properties: Mapping[str, str]) -> None:
    # Rows wait in the folder while they are written; a row that fails must leave none behind.
    with TemporaryDirectory(prefix="mr-xlsx-") as folder:
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with xlsxwriter.Workbook(out, options) as book:
            book.set_properties({"created": now().replace(tzinfo=None), **properties})
            formats = _formats(book)
            taken: set[str] = set()
            for sheet in sheets:
                for part in _parts(sheet):
                    _write_sheet(book.add_worksheet(_name(part.name, taken)), part, formats)


def _parts(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet, and what Excel has no room for on it as sheets of their own."""
    rows = iter(sheet.rows)
    yield replace(sheet, rows=islice(rows, MOST_ROWS))
    for first in rows:
        yield replace(sheet, rows=chain([first], islice(rows, MOST_ROWS - 1)))


def _formats(book) -> dict[str, Any]:
    look = {"valign": "top", "font_name": "Calibri", "font_size": 11}
    return {
        "head": book.add_format({**look, "bold": True, "bottom": 2, "text_wrap": True}),
        "text": book.add_format({**look, "text_wrap": True}),
        "number": book.add_format(look),
        "money": book.add_format({**look, "num_format": "#,##0.00"}),
        "date": book.add_format({**look, "num_format": "yyyy-mm-dd", "align": "left"}),
        "time": book.add_format({**look, "num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
    }


def _write_sheet(page, sheet: Sheet, formats) -> None:
    widths = [len(str(column.label)) for column in sheet.columns]
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, str(column.label), formats["head"])
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            length = _write(page, last, place, column, value, formats)
            widths[place] = max(widths[place], length)
    page.freeze_panes(1, 0)
    if last and sheet.columns:
        page.autofilter(0, 0, last, len(sheet.columns) - 1)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width or min(max(widths[place] + 2, 8), WIDEST))


def _write(page, line: int, place: int, column: SheetColumn, value: Any, formats) -> int:
    """Write one cell; returns how many characters wide it shows."""
    value = plain(column, value)
    if value is None:
        page.write_blank(line, place, None, formats["text"])
        return 0
    if isinstance(value, dt.date):  # a datetime is one too
        kind = "time" if isinstance(value, dt.datetime) else "date"
        page.write_datetime(line, place, value, formats[kind])
        return 16
    if isinstance(value, int | float | Decimal):
        kind = "money" if column.kind == "money" else "number"
        page.write_number(line, place, value, formats[kind])
        return len(f"{value:,.2f}")
    page.write_string(line, place, value[:CELL_LENGTH], formats["text"])
    return max(len(part) for part in value.split("\n"))


def _name(wanted: Any, taken: set[str]) -> str:
    """A sheet name that Excel accepts, and that no other sheet of the book has."""
    text = "".join(letter for letter in str(wanted) if letter not in FORBIDDEN).strip("' ")
    name = text[:NAME_LENGTH].strip() or "Blad"
    number = 2
    while name.lower() in taken:
        ending = f" {number}"
        name, number = text[: NAME_LENGTH - len(ending)] + ending, number + 1
    taken.add(name.lower())
    return name
