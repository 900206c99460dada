"""PDF that a screen reader can read (PDF/UA-1) and an archive can keep (PDF/A-2a)."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from mrplattform.core.exports import document as tree
from mrplattform.core.exports.drawings import mark, sign, standalone
from mrplattform.core.exports.typesetting import typeset

TYPE = "application/pdf"
STANDARDS = ["a-2a", "ua-1"]


def render_pdf(document: tree.Document) -> bytes:
    return typeset("document.typ", _data(document), format="pdf", pdf_standards=STANDARDS)


def _data(document: tree.Document) -> dict[str, Any]:
    blocks = [_block(block) for block in document.all_blocks]
    return {
        "title": document.title,
        "author": document.author,
        "subject": document.subject,
        "keywords": [],
        "line": document.line,
        "language": document.language,
        "mark": mark(),
        "signs": {name: sign(name) for name in sorted(_signs(blocks))},
        "blocks": blocks,
    }


def _block(block: tree.Block) -> dict[str, Any]:
    match block:
        case tree.Heading(text=text, level=level):
            return {"kind": "heading", "text": text, "level": level}
        case tree.Paragraph(text=text, lead=lead):
            return {"kind": "paragraph", "runs": _runs(text), "lead": lead}
        case tree.BulletList(items=items):
            return {"kind": "list", "items": [_runs(item) for item in items]}
        case tree.Facts(items=items):
            return {"kind": "facts", "items": [[term, _runs(value)] for term, value in items]}
        case tree.Note(text=text, title=title):
            return {"kind": "note", "title": title, "runs": _runs(text)}
        case tree.PageBreak():
            return {"kind": "pagebreak"}
        case tree.Figure(caption=caption, picture=picture):
            return {"kind": "figure", "caption": _runs(caption), "picture": _picture(picture)}
        case tree.Table():
            return _table(block)
    raise TypeError(block)


def _table(table: tree.Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": _runs(table.caption),
        "pictures": table.has_pictures,
        "columns": [
            {"label": column.label, "number": column.is_number, "share": column.share}
            for column in table.columns
        ],
        "rows": [
            [_cell(column, value) for column, value in zip(table.columns, row, strict=True)]
            for row in table.rows
        ],
    }


def _cell(column: tree.Column, value: Any) -> dict[str, Any]:
    if isinstance(value, tree.Cell):
        picture = _picture(value.picture) if value.picture else None
        return {"runs": _runs(value.text), "picture": picture, "note": _runs(value.note)}
    if not isinstance(value, tuple | tree.Run):
        value = tree.show(value, column.kind)
    return {"runs": _runs(tree.text(value)), "picture": None, "note": []}


def _runs(text: tree.Text) -> list[dict[str, Any]]:
    return [
        {"text": run.text, "href": absolute(run.href), "bold": run.bold, "sign": run.sign}
        for run in text
    ]


def _picture(picture: tree.Picture) -> dict[str, Any]:
    return {"svg": standalone(picture.svg), "alt": picture.alt, "width": picture.width}


def _signs(value: Any) -> set[str]:
    """The signs that any run asks for."""
    if isinstance(value, dict):
        own = {value["sign"]} if value.get("sign") else set()
        return own.union(*(_signs(one) for one in value.values()))
    if isinstance(value, list):
        return set().union(*(_signs(one) for one in value))
    return set()


def absolute(href: str) -> str:
    """An address that works outside the platform."""
    return settings.SITE_URL + href if href.startswith("/") else href
