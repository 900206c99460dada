"""Tables that screen readers know the heads of, and that break well over pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mrplattform.core.exports import document as tree
from mrplattform.core.exports.word.elements import TWIPS_PER_MM, draw, make, paragraph

# Millimetres, in the size of a table's text.
LETTER = 2.2
MONEY_WIDTH = 24.0
MOST_FOR_NUMBERS = 0.6  # of the width
STYLE = "TableText"
BORDERS = (("top", 0), ("left", 0), ("bottom", 4), ("right", 0), ("insideH", 4), ("insideV", 0))


def write_table(paper, table: tree.Table, drawn: dict[str, bytes], width: float) -> None:
    made = paper.add_table(rows=0, cols=len(table.columns))
    _dress(made, tree.words(table.caption))
    widths = _widths(table, width)
    for column, millimetres in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = int(millimetres * 36_000)
    made._tbl.append(_head(paper.part, table, widths))
    for row in table.rows:
        made._tbl.append(_row(paper, made, table, row, widths, drawn))


def _head(part, table: tree.Table, widths: list[float]) -> Any:
    row = make("w:tr", make("w:trPr", make("w:cantSplit"), make("w:tblHeader")))
    for column, width in zip(table.columns, widths, strict=True):
        words = paragraph(
            part, tree.text(column.label), style=STYLE, bold=True, right=column.is_number
        )
        row.append(_cell(width, words))
    return row


def _row(paper, made, table: tree.Table, row: Sequence[Any], widths: list[float], drawn) -> Any:
    line = make("w:tr", make("w:trPr", make("w:cantSplit")))
    for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
        line.append(_filled(paper, made, column, value, widths[place], place == 0, drawn))
    return line


def _filled(paper, made, column: tree.Column, value: Any, width: float, is_header: bool, drawn):
    part = paper.part
    if not isinstance(value, tree.Cell):
        if not isinstance(value, tuple | tree.Run):
            value = tree.show(value, column.kind)
        words = tree.text(value)
        return _cell(
            width, paragraph(part, words, style=STYLE, bold=is_header, right=column.is_number)
        )
    parts = [paragraph(part, value.text, style=STYLE, bold=is_header)]
    if value.picture:
        under = paragraph(part, (), style=STYLE)
        draw(under, made, drawn[value.picture.svg], value.picture.alt, width - 4)
        parts.append(under)
    if value.note:
        parts.append(paragraph(part, value.note, style=STYLE))
    return _cell(width, *parts)


def _cell(width: float, *content: Any) -> Any:
    size = make("w:tcW", w=str(int(width * TWIPS_PER_MM)), type="dxa")
    return make("w:tc", make("w:tcPr", size), *content)


def _widths(table: tree.Table, width: float) -> list[float]:
    """Millimetres per column; numbers take what their heads need, the rest goes by share."""
    needed = [_needed(column) if column.is_number else 0.0 for column in table.columns]
    most = sum(needed) / (width * MOST_FOR_NUMBERS)
    needed = [one / max(most, 1) for one in needed]
    shares = sum(column.share for column in table.columns if not column.is_number) or 1
    left = width - sum(needed)
    return [
        one or left * column.share / shares
        for one, column in zip(needed, table.columns, strict=True)
    ]


def _needed(column: tree.Column) -> float:
    longest = max((len(word) for word in column.label.split()), default=1)
    return max(LETTER * longest + 5, MONEY_WIDTH if column.kind == "money" else 0)


def _dress(made, words: str) -> None:
    """Thin lines between rows, and what screen readers say of the table. The schema has its order."""
    borders = make("w:tblBorders")
    for side, size in BORDERS:
        kind = "single" if size else "nil"
        borders.append(make(f"w:{side}", val=kind, sz=str(size), color="6F7E82"))
    properties = made._tbl.tblPr
    look = properties.find(make("w:tblLook").tag)
    look.addprevious(borders)
    properties.append(make("w:tblCaption", val=words[:255]))
