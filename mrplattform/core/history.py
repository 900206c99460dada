"""One line of history per deed: who did what with which thing, why, and what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile

from mrplattform.core.models import ContentType, Deed, DeedQuerySet

# What a deed is called on the page. An app adds its own words beside its services:
# VERBS.update(submitted=_("skickade in")).
VERBS: dict[str, Any] = {}


def record(
    by, verb: str, thing: models.Model, *, why: str = "", changes=None, by_name: str = ""
) -> Deed:
    """Write one deed. `by` is a person or None for the platform itself, or for who has no account
    and is told by `by_name`; `changes` comes from changed_values() or is {field: [before, after]}.
    """
    deed = _deed(by, verb, thing, why, changes)
    if by is None:
        deed.by_name = by_name[:200]
    deed.save()
    return deed


def record_many(by, verb: str, things: Iterable[models.Model], *, why: str = "", changes=None):
    """The same deed done with many things at once, in one insert.

    `changes` may be a function of the thing.
    """
    return Deed.objects.bulk_create(  # no history: this is the history
        (
            _deed(by, verb, thing, why, changes(thing) if callable(changes) else changes)
            for thing in things
        ),
        batch_size=500,
    )


def history(thing: models.Model) -> DeedQuerySet:
    """The deeds done with one thing, newest first, ready to show."""
    return Deed.objects.about(thing)


def changed_values(thing: models.Model, **values: Any) -> dict[str, list]:
    """Set `values` on the thing (unsaved) and return those that differed, as {field: [old, new]}."""
    changes = {}
    for name, new in values.items():
        old = getattr(thing, name)
        if old != new:
            changes[name] = [readable(old), readable(new)]
            setattr(thing, name, new)
    return changes


def change(
    by, verb: str, thing: models.Model, *, why: str = "", by_name: str = "", **values: Any
) -> dict[str, list]:
    """Set, save and record in one step. Nothing is written when nothing differs."""
    changes = changed_values(thing, **values)
    if changes:
        thing.save(update_fields=list(changes))
        record(by, verb, thing, why=why, changes=changes, by_name=by_name)
    return changes


def readable(value: Any) -> Any:
    """A value as JSON that a person can read years later, when what it points at is gone."""
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return {"id": value.pk, "text": str(value)}
    if isinstance(value, FieldFile):
        return value.name
    return str(value)


def _deed(by, verb, thing, why, changes) -> Deed:
    return Deed(
        by=by,
        by_name=by.name if by else "",
        by_function=by.function_title if by else "",
        verb=verb,
        why=why,
        changes=changes or {},
        content_type=ContentType.objects.get_for_model(thing),
        object_id=str(thing.pk),
        scope=getattr(thing, "authority_id", None),
    )
