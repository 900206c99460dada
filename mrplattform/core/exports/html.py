"""The document as a page: inside the platform, or as one file that stands on its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from mrplattform.core import look
from mrplattform.core.exports import document as tree
from mrplattform.core.exports.drawings import mark
from mrplattform.core.exports.pdf import absolute

TYPE = "text/html; charset=utf-8"
# With more numbers in a row than this, a table is scrolled on a phone instead of made into cards.
MOST_IN_CARDS = 4
STYLES = ("vendor/designsystemet.css", "core/mr-tema.css", "core/theme.css", "core/document.css")


def render_html(document: tree.Document) -> bytes:
    """One file to send or keep: styles inside, addresses that work from anywhere."""
    page = render_to_string(
        "core/exports/alone.html",
        {
            "document": document,
            "blocks": html_blocks(document.all_blocks, outside=True),
            "styles": mark_safe(_styles()),
            "mark": mark_safe(mark()),
        },
    )
    return page.encode()


def html_blocks(blocks: Iterable[tree.Block], *, outside: bool = False) -> SafeString:
    """The blocks as HTML. `outside` the platform, its own addresses are written in full."""
    return mark_safe(
        render_to_string(
            "core/exports/blocks.html", {"blocks": [_block(block, outside) for block in blocks]}
        )
    )


def _block(block: tree.Block, outside: bool) -> dict[str, Any]:
    def rich(text: tree.Text) -> SafeString:
        return rich_text(text, outside=outside)

    kind = {"is": type(block).__name__}
    match block:
        case tree.Heading(text=text, level=level):
            return kind | {"text": text, "level": level}
        case tree.Paragraph(text=text, lead=lead):
            return kind | {"text": rich(text), "lead": lead}
        case tree.BulletList(items=items):
            return kind | {"items": [rich(item) for item in items]}
        case tree.Facts(items=items):
            return kind | {"items": [(term, rich(value)) for term, value in items]}
        case tree.Note(text=text, title=title):
            return kind | {"text": rich(text), "title": title}
        case tree.Figure(caption=caption, picture=picture):
            return kind | {"caption": rich(caption), "svg": mark_safe(picture.svg)}
        case tree.Table():
            return kind | {
                "caption": rich(block.caption),
                "pictures": block.has_pictures,
                "scrolls": sum(column.is_number for column in block.columns) > MOST_IN_CARDS,
                "words": tree.words(block.caption),
                "columns": block.columns,
                "rows": [_row(block, row, rich) for row in block.rows],
            }
    return kind


def _row(table: tree.Table, row: Sequence[Any], rich) -> list[tuple[tree.Column, SafeString]]:
    cells = []
    for column, value in zip(table.columns, row, strict=True):
        if isinstance(value, tree.Cell):
            picture = mark_safe(value.picture.svg) if value.picture else ""
            note = format_html("<span>{}</span>", rich(value.note)) if value.note else ""
            shown = format_html("{}{}{}", _heading(value.text, rich), picture, note)
        elif isinstance(value, tuple | tree.Run):
            shown = rich(tree.text(value))
        else:
            shown = mark_safe(escape(tree.show(value, column.kind)))
        cells.append((column, shown))
    return cells


def _heading(words: tree.Text, rich) -> SafeString:
    """A cell's words, bold as one piece when they are bold."""
    if not any(run.bold for run in words):
        return rich(words)
    return format_html("<b>{}</b>", rich(tuple(replace(run, bold=False) for run in words)))


def rich_text(text: tree.Text, *, outside: bool = False) -> SafeString:
    return format_html_join("", "{}", ((_run(run, outside),) for run in text))


def _run(run: tree.Run, outside: bool) -> SafeString:
    words: Any = mark_safe(escape(run.text).replace("\n", "<br>"))
    if run.href:
        href = absolute(run.href) if outside else run.href
        words = format_html('<a href="{}">{}</a>', href, words)
    if run.sign:
        words = format_html(
            '<span class="mr-level">{}<span>{}</span></span>',
            look.use(run.sign, css="mr-glyph"),
            words,
        )
    return format_html("<b>{}</b>", words) if run.bold else words


@cache
def _styles() -> str:
    sheets = []
    for name in STYLES:
        found = finders.find(name)
        if found:
            sheets.append(Path(found).read_text(encoding="utf8"))
    return "\n".join(sheets).replace("</", "<\\/")
