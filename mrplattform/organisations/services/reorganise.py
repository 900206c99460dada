"""The tree changes: open, rename, move, split, merge, close. Each can be previewed and undone.

Every deed takes the first day of the new. What held before reads as it did: periods end the day
before. A function never disappears: it goes to the successor, or stays and waits, vacant.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mrplattform.core.dates import now
from mrplattform.core.history import record, record_many
from mrplattform.organisations.models import (
    Organisation,
    OrganisationPeriod,
    Reorganisation,
)
from mrplattform.organisations.services import outcomes, periods, snapshots, words  # noqa: F401
from mrplattform.organisations.services.endings import (
    below,
    end_unit,
    from_day,
    listed,
    place_children,
    same_authority,
)
from mrplattform.organisations.services.functions import must_exist
from mrplattform.organisations.services.soundness import check_tree

Kind = Reorganisation.Kind


@dataclass(frozen=True)
class NewUnit:
    """A unit that a split or a merger makes."""

    name: str
    kind: str = Organisation.Kind.UNIT
    parent: Organisation | None = None
    short_name: str = ""
    external_id: str = ""


# --- The deeds -------------------------------------------------------------------------------


@transaction.atomic
def open_organisation(
    *,
    name: str,
    parent: Organisation,
    starts: dt.date,
    by,
    kind: str = Organisation.Kind.UNIT,
    short_name: str = "",
    external_id: str = "",
    why: str = "",
) -> Organisation:
    """A new unit in the tree."""
    new = NewUnit(name, kind, parent, short_name, external_id)
    with changing(parent.authority, Kind.OPEN, starts, by, why) as change:
        unit = _make(new, starts, by, why)
        change.title = name
    return unit


@transaction.atomic
def rename(
    unit: Organisation, *, name: str, day: dt.date, by, short_name: str | None = None, why: str = ""
) -> Reorganisation:
    with changing(unit.authority, Kind.RENAME, day, by, why) as change:
        before = periods.latest(unit)
        values = {"name": name}
        if short_name is not None:
            values["short_name"] = short_name
        periods.change_from(unit, day, **values)
        change.title = f"{before.name} → {name}"
        changes = {key: [getattr(before, key), value] for key, value in values.items()}
        record(by, "renamed", unit, why=why, changes=changes | from_day(day))
    return change.row


@transaction.atomic
def move(
    unit: Organisation, *, to: Organisation, day: dt.date, by, why: str = ""
) -> Reorganisation:
    _may_end(unit)
    same_authority(unit, to)
    must_exist(to, day)
    with changing(unit.authority, Kind.MOVE, day, by, why) as change:
        before = periods.latest(unit)
        periods.change_from(unit, day, parent=to)
        change.title = f"{before.name} → {to.name_at(day)}"
        changes = {"parent": [before.parent.name_at(day), to.name_at(day)]}
        record(by, "moved", unit, why=why, changes=changes | from_day(day))
    return change.row


@transaction.atomic
def close(
    unit: Organisation,
    *,
    day: dt.date,
    by,
    functions: Mapping[int, Organisation | None] | None = None,
    children_to: Organisation | None = None,
    why: str = "",
) -> Reorganisation:
    """The unit is gone from that day. Units below go to `children_to`, or close with it.

    `functions` says where a function goes; one that is not named stays, vacant.
    """
    _may_end(unit)
    with changing(unit.authority, Kind.CLOSE, day, by, why) as change:
        change.title = unit.name_at(day)
        if children_to is None:
            for child in below(unit, day):
                end_unit(child, day, by, why, "closed", functions=functions)
        end_unit(unit, day, by, why, "closed", functions=functions, children_to=children_to)
    return change.row


@transaction.atomic
def merge(
    units: Sequence[Organisation],
    *,
    into: Organisation | NewUnit,
    day: dt.date,
    by,
    functions: Mapping[int, Organisation | None] | None = None,
    why: str = "",
) -> Reorganisation:
    """The units become one: a new one, or one that takes over the others. Functions and units below
    go there, unless `functions` says otherwise (None: stays, vacant)."""
    units = [unit for unit in units if unit != into]
    if not units:
        raise ValidationError(_("Välj minst en enhet som ska gå upp i en annan."))
    authority = units[0].authority
    for unit in units:
        _may_end(unit)
    with changing(authority, Kind.MERGE, day, by, why) as change:
        target = _make(into, day, by, why, units[0]) if isinstance(into, NewUnit) else into
        same_authority(units[0], target)
        must_exist(target, day)
        change.title = f"{listed([unit.name_at(day) for unit in units])} → {target.name_at(day)}"
        for unit in units:
            end_unit(
                unit,
                day,
                by,
                why,
                "merged",
                functions=functions,
                children_to=target,
                successors=[target],
            )
        record(by, "took_in", target, why=why, changes={"från": [None, listed(units)]})
    return change.row


@transaction.atomic
def split(
    unit: Organisation,
    *,
    into: Sequence[NewUnit | Organisation],
    day: dt.date,
    by,
    functions: Mapping[int, int | None] | None = None,
    children: Mapping[int, int] | None = None,
    why: str = "",
) -> Reorganisation:
    """The unit becomes several, each new or already there. `functions` and `children` say by number
    which part each goes to; a function that is not named stays, vacant; units below that are not
    named go to the first part."""
    _may_end(unit)
    if len(into) < 2:
        raise ValidationError(_("En delning behöver minst två delar. Byt namn i stället."))
    with changing(unit.authority, Kind.SPLIT, day, by, why) as change:
        parts = [
            _make(part, day, by, why, unit) if isinstance(part, NewUnit) else part for part in into
        ]
        for part in parts:
            same_authority(unit, part)
            must_exist(part, day)
        change.title = f"{unit.name_at(day)} → {listed(parts)}"
        for child_id, number in (children or {}).items():
            place_children(unit, day, parts[number], Q(organisation=child_id))
        chosen = {
            pk: None if number is None else parts[number]
            for pk, number in (functions or {}).items()
        }
        end_unit(
            unit,
            day,
            by,
            why,
            "split",
            functions=chosen,
            stay_vacant=True,
            children_to=parts[0],
            successors=parts,
        )
    return change.row


@transaction.atomic
def undo(row: Reorganisation, *, by, why: str = "") -> None:
    """Put everything back as it was. Refused with a reason when something later stands on it."""
    row = Reorganisation.objects.select_for_update().get(pk=row.pk)
    if row.undone_at:
        raise ValidationError(_("Ändringen är redan ångrad."))
    snapshots.put_back(row.undo)
    check_tree(row.authority, row.day)
    row.undone_at = now()
    row.save(update_fields=["undone_at"])
    record(by, "undone", row, why=why)
    for things in snapshots.touched(row.undo):
        record_many(by, "undone", things, why=str(row))


def preview(deed: Callable, *args, by=None, **kwargs) -> outcomes.Outcome:
    """What the deed would do: it is done, told and taken back."""
    with transaction.atomic():
        # With copies: the caller's things must not carry what never happened.
        done = deed(*copy.deepcopy(args), by=by, **copy.deepcopy(kwargs))
        row = done if isinstance(done, Reorganisation) else _last(done.authority)
        transaction.set_rollback(True)
    return outcomes.Outcome(**row.what)


# --- Every deed is carried out like this -----------------------------------------------------


@dataclass
class Change:
    title: str = ""
    row: Reorganisation = field(init=False)


@contextmanager
def changing(authority: Organisation, kind: str, day: dt.date, by, why: str) -> Iterator[Change]:
    """Keep what was touched, and see to it that the tree is sound from that day on."""
    # One change of an authority's tree at a time.
    Organisation.objects.select_for_update().get(pk=authority.pk)
    before = snapshots.take(authority)
    change = Change()
    yield change
    check_tree(authority, day)
    diff = snapshots.compare(before, snapshots.take(authority))
    change.row = Reorganisation.objects.create(
        authority=authority,
        kind=kind,
        day=day,
        why=why,
        by=by,
        what=outcomes.tell(change.title, diff).as_json(),
        undo=diff,
    )


def _make(new: NewUnit, day: dt.date, by, why: str, beside: Organisation | None = None):
    """The unit from that day, under its parent or beside another unit."""
    parent = new.parent or periods.latest(beside).parent
    must_exist(parent, day)
    unit = Organisation.objects.create(
        name=new.name,
        kind=new.kind,
        short_name=new.short_name,
        external_id=new.external_id,
        parent=parent,
        authority=parent.authority,
        invented=parent.invented,
        starts=day,
    )
    OrganisationPeriod.objects.create(
        organisation=unit, name=new.name, short_name=new.short_name, parent=parent, starts=day
    )
    record(by, "opened", unit, why=why, changes={"parent": [None, parent.name]} | from_day(day))
    return unit


def _may_end(unit: Organisation) -> None:
    if unit.is_authority:
        raise ValidationError(_("Kommunen eller regionen själv kan inte flyttas eller stängas."))


def _last(authority: Organisation) -> Reorganisation:
    return Reorganisation.objects.filter(authority=authority).latest("pk")
