"""A document as an Excel file: its text on the first sheet, then a sheet per table, then the rows
behind. Numbers are numbers, so that they can be counted on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from mrplattform.core.exports import document as tree
from mrplattform.core.exports.excel import write_xlsx
from mrplattform.core.exports.pdf import absolute
from mrplattform.core.exports.sheets import Sheet, SheetColumn


def render_excel(document: tree.Document) -> bytes:
    sheets = [_text_sheet(document)]
    sheets += [_table_sheet(table) for table in (*document.tables, *document.behind)]
    about = {"title": document.title, "author": document.author, "subject": document.subject}
    return write_xlsx(sheets, properties=about)


def _text_sheet(document: tree.Document) -> Sheet:
    columns = [
        SheetColumn(_("Avsnitt"), width=30),
        SheetColumn(_("Text"), width=100),
        SheetColumn(_("Underlag"), width=50),
    ]
    return Sheet(_("Text"), columns, list(_text_rows(document)))


def _text_rows(document: tree.Document) -> Iterator[list[str]]:
    yield ["", document.title, ""]
    yield ["", document.line, ""]
    section = ""
    for block in document.all_blocks:
        if isinstance(block, tree.Heading):
            section = block.text
            yield [section, "", ""]
        for said in _said(block):
            yield [section, tree.words(said), _addresses(said)]


def _said(block: tree.Block) -> Iterator[tree.Text]:
    match block:
        case tree.Paragraph(text=text):
            yield text
        case tree.BulletList(items=items):
            yield from items
        case tree.Facts(items=items):
            for term, value in items:
                yield (tree.Run(f"{term}: "), *value)
        case tree.Note(text=text, title=title):
            yield (tree.Run(f"{title}. "), *text) if title else text
        case tree.Table(caption=caption) | tree.Figure(caption=caption):
            yield caption


def _table_sheet(table: tree.Table) -> Sheet:
    columns = [SheetColumn(column.label, column.kind) for column in table.columns]
    rows = [[_plain(value) for value in row] for row in table.rows]
    where = ["\n".join(filter(None, map(_addresses, row))) for row in table.rows]
    if any(where):
        columns.append(SheetColumn(_("Underlag")))
        rows = [[*row, address] for row, address in zip(rows, where, strict=True)]
    return Sheet(table.name or tree.words(table.caption), columns, rows)


def _plain(value: Any) -> Any:
    return tree.words(value) if isinstance(value, tuple | tree.Run | tree.Cell) else value


def _addresses(value: Any) -> str:
    if isinstance(value, tree.Cell):
        value = (*value.text, *value.note)
    if isinstance(value, tree.Run):
        value = (value,)
    if not isinstance(value, tuple):
        return ""
    return "\n".join(dict.fromkeys(absolute(run.href) for run in value if run.href))
