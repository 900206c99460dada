"""Everything that a reorganisation may touch, before and after, so that it can be put back exactly.

The rows of one authority are read whole and compared, so nothing that a deed touches can be
forgotten here. Today's name and place are left out: they follow from the periods.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from mrplattform.organisations.duties import hanging
from mrplattform.organisations.models import (
    Function,
    FunctionPeriod,
    Holding,
    Organisation,
    OrganisationPeriod,
    Seat,
    Succession,
)
from mrplattform.organisations.services import periods

# name: (model, path to the authority, what is kept). Parts come after what they are parts of.
TABLES: dict[str, tuple[type[Model], str, tuple[str, ...]]] = {
    "organisation": (Organisation, "authority", ("kind", "external_id", "starts", "ends")),
    "function": (Function, "authority", ("role", "starts", "ends")),
    "place": (
        OrganisationPeriod,
        "organisation__authority",
        ("organisation_id", "name", "short_name", "parent_id", "starts", "ends"),
    ),
    "succession": (
        Succession,
        "successor__authority",
        ("predecessor_id", "successor_id", "day"),
    ),
    "post": (
        FunctionPeriod,
        "function__authority",
        ("function_id", "organisation_id", "title", "starts", "ends"),
    ),
    "holding": (
        Holding,
        "function__authority",
        ("function_id", "person_id", "stand_in", "term_id", "starts", "ends"),
    ),
    "seat": (
        Seat,
        "group__authority",
        ("group_id", "organisation_id", "function_id", "starts", "ends"),
    ),
}
WHOLES = ("organisation", "function")
PARTS = tuple(name for name in TABLES if name not in WHOLES)

Snapshot = dict[str, dict[str, dict]]


def take(authority: Organisation) -> Snapshot:
    """{table: {primary key: row}}, as it goes into JSON."""
    return {
        name: _read(model._default_manager.filter(**{path: authority}), fields)
        for name, (model, path, fields) in TABLES.items()
    }


def compare(before: Snapshot, after: Snapshot) -> dict:
    """What differs, as {table: {primary key: [row before or None, row after or None]}}, and who
    held the touched functions afterwards."""
    rows: dict[str, dict] = {}
    for name in TABLES:
        old, new = before[name], after[name]
        keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        if keys:
            rows[name] = {key: [old.get(key), new.get(key)] for key in keys}
    touched = {(old or new)["function_id"] for old, new in rows.get("holding", {}).values()}
    holders: dict[str, list[int]] = {str(pk): [] for pk in touched}
    for key, row in after["holding"].items():
        if row["function_id"] in touched:
            holders[str(row["function_id"])].append(int(key))
    return {"rows": rows, "holders": holders}


def put_back(diff: dict) -> None:
    """Make every touched row read as before. Refuses when something later was built on it."""
    _must_be_untouched(diff)
    _must_stand_alone(diff)
    for name in reversed(PARTS):
        _take_away(name, diff)
    for name in TABLES:
        _restore(name, diff)
    _carry_today(diff)
    for name in reversed(WHOLES):
        _take_away(name, diff)


def made(name: str, diff: dict) -> list[str]:
    return [key for key, (before, _after) in diff["rows"].get(name, {}).items() if before is None]


def touched(diff: dict) -> list:
    """The organisations and the functions that the change is about and that are still there."""
    return [
        TABLES[whole][0]._default_manager.filter(
            pk__in=_wholes_of(whole, part, diff) | {int(pk) for pk in diff["rows"].get(whole, {})}
        )
        for whole, part in (("organisation", "place"), ("function", "post"))
    ]


def _take_away(name: str, diff: dict) -> None:
    rows = TABLES[name][0]._default_manager.filter(pk__in=made(name, diff))
    if name == "organisation":
        # New units may lie under each other, which would protect them.
        rows.update(parent=None)  # no history: they are about to go
    rows.delete()  # no history: undo() records


def _restore(name: str, diff: dict) -> None:
    model = TABLES[name][0]
    for key, (before, after) in diff["rows"].get(name, {}).items():
        if before:
            _write(model._default_manager.get(pk=key) if after else model(pk=int(key)), before)


def _carry_today(diff: dict) -> None:
    """Let organisations and functions carry today's values again."""
    for whole, part in (("organisation", "place"), ("function", "post")):
        touched = _wholes_of(whole, part, diff) - {int(key) for key in made(whole, diff)}
        for thing in TABLES[whole][0]._default_manager.filter(pk__in=touched):
            periods.mirror(thing)


def _wholes_of(whole: str, part: str, diff: dict) -> set[int]:
    """The organisations (functions) whose periods were touched."""
    pairs = diff["rows"].get(part, {}).values()
    return {row[f"{whole}_id"] for pair in pairs for row in pair if row}


# --- May it be put back? ---------------------------------------------------------------------


def _must_be_untouched(diff: dict) -> None:
    for name, rows in diff["rows"].items():
        model, _path, fields = TABLES[name]
        now = _read(model._default_manager.filter(pk__in=rows), fields)
        for key, (before, after) in rows.items():
            if now.get(key) != after:
                _refuse(_("%(thing)s har ändrats efteråt."), _name(name, key, after or before))
    for pk, ids in diff["holders"].items():
        # A function that has got a new holder since would get its old one back as well.
        if set(Holding.objects.filter(function=pk).values_list("pk", flat=True)) != set(ids):
            function = Function.objects.get(pk=pk)
            _refuse(_("%(thing)s har fått andra innehavare efteråt."), str(function))


def _must_stand_alone(diff: dict) -> None:
    """Nothing may hang on what is taken away, but what is taken away or put back with it."""
    ours = {TABLES[name][0]: set(map(int, rows)) for name, rows in diff["rows"].items()}
    for whole, part in (("organisation", "place"), ("function", "post")):
        model = TABLES[whole][0]
        ours[model] = ours.get(model, set()) | _wholes_of(whole, part, diff)
    for whole in WHOLES:
        for one in hanging(TABLES[whole][0], made(whole, diff)):
            if thing := one.rows.exclude(pk__in=ours.get(one.model, ())).first():
                _refuse(_("%(thing)s hör till det nya. Flytta eller ändra det först."), str(thing))


def _refuse(reason: str, thing: str) -> None:
    reason = reason % {"thing": thing}
    raise ValidationError(_("Det går inte att ångra. %s") % reason, code="built_on")


def _name(table: str, key: str, row: dict) -> str:
    """What the row is about, in a name that the reader knows."""
    for field, model in (("function_id", Function), ("organisation_id", Organisation)):
        if thing := model._default_manager.filter(pk=row.get(field) or 0).first():
            return str(thing)
    return str(TABLES[table][0]._default_manager.filter(pk=key).first() or _("Något"))


# --- Rows as JSON ----------------------------------------------------------------------------


def _read(queryset, fields) -> dict[str, dict]:
    return {
        str(row.pop("pk")): {name: _json(value) for name, value in row.items()}
        for row in queryset.values("pk", *fields)
    }


def _json(value):
    return value.isoformat() if isinstance(value, dt.date) else value


def _write(thing: Model, row: dict) -> None:
    for name, value in row.items():
        is_day = value and name in ("starts", "ends", "day")
        setattr(thing, name, dt.date.fromisoformat(value) if is_day else value)
    thing.save()
