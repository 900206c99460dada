"""Doing what a trial told: new units, names, places, corrections and functions."""

from __future__ import annotations

import datetime as dt

from mrplattform.core.history import changed_values, record, record_many
from mrplattform.organisations.models import (
    Function,
    FunctionPeriod,
    Organisation,
    OrganisationPeriod,
)
from mrplattform.organisations.services import periods
from mrplattform.organisations.services.imports.lines import Trial, Unit


def carry_out(trial: Trial, by, why: str) -> None:
    _open_new(trial, by, why)
    placed = {id(unit): unit for unit, _before in [*trial.renamed, *trial.moved]}
    for unit in placed.values():
        _change_place(unit, trial.day, by, why)
    for unit in trial.edited:
        _edit(unit, by, why)
    _make_functions(trial, by, why)


def _open_new(trial: Trial, by, why: str) -> None:
    """Level by level: a parent has its number before its children need it."""
    waiting = list(trial.new)
    while waiting:
        level = [unit for unit in waiting if unit.home]
        made = Organisation.objects.bulk_create(
            Organisation(
                kind=unit.kind,
                name=unit.name,
                short_name=unit.short_name,
                external_id=unit.id,
                size=unit.size,
                parent=unit.home,
                authority=trial.authority,
                invented=trial.authority.invented,
                starts=trial.day,
            )
            for unit in level
        )
        OrganisationPeriod.objects.bulk_create(
            OrganisationPeriod(
                organisation=one,
                name=one.name,
                short_name=one.short_name,
                parent=one.parent,
                starts=trial.day,
            )
            for one in made
        )
        record_many(by, "imported", made, why=why)
        for unit, one in zip(level, made, strict=True):
            unit.existing = one
        waiting = [unit for unit in waiting if unit.existing is None]


def _change_place(unit: Unit, day: dt.date, by, why: str) -> None:
    there, parent = unit.existing, unit.home
    before = periods.latest(there)
    changes = {"starts": [None, day.isoformat()]}
    if before.name != unit.name:
        changes["name"] = [before.name, unit.name]
    if before.parent_id != parent.pk:
        changes["parent"] = [before.parent.name, parent.name]
    periods.change_from(there, day, name=unit.name, parent=parent)
    record(by, "moved" if "parent" in changes else "renamed", there, why=why, changes=changes)


def _edit(unit: Unit, by, why: str) -> None:
    there = unit.existing
    there.refresh_from_db()
    changes = changed_values(there, **unit.corrections)
    if "short_name" in changes:
        period = periods.latest(there)
        period.short_name = unit.short_name
        period.save(update_fields=["short_name"])
    there.edition += 1
    there.save(update_fields=[*changes, "edition"])
    record(by, "edited", there, why=why, changes=changes)


def _make_functions(trial: Trial, by, why: str) -> None:
    made = Function.objects.bulk_create(
        Function(
            organisation=unit.existing,
            authority=trial.authority,
            title=title,
            role=role,
            starts=trial.day,
        )
        for unit, role, title in trial.functions
    )
    FunctionPeriod.objects.bulk_create(
        FunctionPeriod(
            function=one, organisation=one.organisation, title=one.title, starts=trial.day
        )
        for one in made
    )
    record_many(by, "imported", made, why=why)
