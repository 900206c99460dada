"""A document as JSON and back, so that what was decided can be read as it was."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from decimal import Decimal
from typing import Any

from mrplattform.core.exports import document as tree
from mrplattform.core.look import HIDDEN

KINDS = {
    kind.__name__: kind
    for kind in (
        tree.Run,
        tree.Heading,
        tree.Paragraph,
        tree.BulletList,
        tree.Facts,
        tree.Note,
        tree.PageBreak,
        tree.Picture,
        tree.Column,
        tree.Cell,
        tree.Table,
        tree.Figure,
        tree.Document,
    )
}


def to_json(document: tree.Document) -> dict[str, Any]:
    return _out(document)


def from_json(data: dict[str, Any]) -> tree.Document:
    return _in(data)


def fingerprint(document: tree.Document) -> str:
    """The same for the same content, whenever it was made."""
    canonical = json.dumps(to_json(document), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _out(value: Any) -> Any:
    if value is HIDDEN:
        return {"is": "hidden"}
    if dataclasses.is_dataclass(value):
        fields = {f.name: _out(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"is": type(value).__name__, **fields}
    if isinstance(value, tuple | list):
        return [_out(one) for one in value]
    if isinstance(value, dt.datetime):
        return {"is": "datetime", "value": value.isoformat()}
    if isinstance(value, dt.date):
        return {"is": "date", "value": value.isoformat()}
    if isinstance(value, Decimal):
        return {"is": "decimal", "value": str(value)}
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return str(value)  # a lazy translation


def _in(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_in(one) for one in value)
    if not isinstance(value, dict):
        return value
    kind = value["is"]
    if kind == "hidden":
        return HIDDEN
    if kind == "datetime":
        return dt.datetime.fromisoformat(value["value"])
    if kind == "date":
        return dt.date.fromisoformat(value["value"])
    if kind == "decimal":
        return Decimal(value["value"])
    made = KINDS[kind]
    known = {f.name for f in dataclasses.fields(made)}
    return made(**{name: _in(one) for name, one in value.items() if name in known})
