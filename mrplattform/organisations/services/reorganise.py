"""The tree changes: open, rename, move, split, merge, close. Each can be previewed and undone.

Every deed takes the first day of the new. What held before reads as it did: periods end the day
before. A function never disappears: it goes to the successor, or stays and waits, vacant.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mrplattform.core.dates import now
from mrplattform.core.history import record, record_many
from mrplattform.core.look import short_date
from mrplattform.organisations.models import (
    Function,
    Organisation,
    OrganisationPeriod,
    Reorganisation,
    Seat,
    Succession,
)
from mrplattform.organisations.models.time import day_before
from mrplattform.organisations.services import outcomes, periods, snapshots, words  # noqa: F401
from mrplattform.organisations.services.functions import end_holdings, must_exist
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
        record(by, "renamed", unit, why=why, changes=changes | _from(day))
    return change.row


@transaction.atomic
def move(
    unit: Organisation, *, to: Organisation, day: dt.date, by, why: str = ""
) -> Reorganisation:
    _may_end(unit)
    _same_authority(unit, to)
    must_exist(to, day)
    with changing(unit.authority, Kind.MOVE, day, by, why) as change:
        before = periods.latest(unit)
        periods.change_from(unit, day, parent=to)
        change.title = f"{before.name} → {to.name_at(day)}"
        changes = {"parent": [before.parent.name_at(day), to.name_at(day)]}
        record(by, "moved", unit, why=why, changes=changes | _from(day))
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
            for child in _below(unit, day):
                _end(child, day, by, why, "closed", functions=functions)
        _end(unit, day, by, why, "closed", functions=functions, children_to=children_to)
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
        _same_authority(units[0], target)
        must_exist(target, day)
        change.title = f"{_list([unit.name_at(day) for unit in units])} → {target.name_at(day)}"
        for unit in units:
            _end(
                unit,
                day,
                by,
                why,
                "merged",
                functions=functions,
                children_to=target,
                successors=[target],
            )
        record(by, "took_in", target, why=why, changes={"från": [None, _list(units)]})
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
            _same_authority(unit, part)
            must_exist(part, day)
        change.title = f"{unit.name_at(day)} → {_list(parts)}"
        for child_id, number in (children or {}).items():
            _place_children(unit, day, parts[number], Q(organisation=child_id))
        chosen = {
            pk: None if number is None else parts[number]
            for pk, number in (functions or {}).items()
        }
        _end(
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
    row: Reorganisation | None = None


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
    record(by, "opened", unit, why=why, changes={"parent": [None, parent.name]} | _from(day))
    return unit


def _end(
    unit: Organisation,
    day: dt.date,
    by,
    why: str,
    verb: str,
    *,
    functions: Mapping[int, Organisation | None] | None = None,
    stay_vacant: bool = False,
    children_to: Organisation | None = None,
    successors: Sequence[Organisation] = (),
) -> None:
    """Close one unit, with what belongs to it placed elsewhere first."""
    if unit.ends:
        raise ValidationError(
            _("%(unit)s stängs redan, sista dagen är %(day)s.")
            % {"unit": unit, "day": short_date(unit.ends)}
        )
    periods.may_change(unit, day_before(day))
    heir = None if stay_vacant or not successors else successors[0]
    homes = _place_functions(unit, day, functions or {}, heir, by, why)
    _place_seats(unit, day, homes, successors[0] if successors else None)
    if children_to:
        _must_remain(children_to, unit, day)
        _place_children(unit, day, children_to)
    periods.end_on(unit, day_before(day))
    for successor in successors:
        Succession.objects.get_or_create(
            predecessor=unit, successor=successor, defaults={"day": day}
        )
    changes = {"ends": [None, day_before(day).isoformat()]}
    if successors:
        changes["efterföljare"] = [None, _list(successors)]
    record(by, verb, unit, why=why, changes=changes)


def _place_functions(unit, day, chosen, heir, by, why) -> dict[int, Organisation | None]:
    """Where each function of the unit goes; None when it stays behind, vacant."""
    homes = {}
    running = Q(periods__ends__isnull=True) | Q(periods__ends__gte=day)
    for function in Function.objects.filter(running, periods__organisation=unit).distinct():
        home = chosen.get(function.pk, heir)
        homes[function.pk] = home
        if home:
            _must_remain(home, unit, day)
            periods.change_every_period_from(function, day, Q(organisation=unit), organisation=home)
            changes = {"organisation": [unit.name_at(day_before(day)), home.name_at(day)]}
            record(by, "moved", function, why=why, changes=changes | _from(day))
        elif periods.latest(function).organisation_id == unit.pk:
            for holding in end_holdings(function, day_before(day)):
                changes = {"innehavare": [str(holding.person), None]} | _from(day)
                record(by, "holding_ended", function, why=why, changes=changes)
    return homes


def _place_seats(unit, day, homes, heir) -> None:
    """A seat goes where its function goes, an empty one to the successor; else it ends."""
    for seat in unit.seats.filter(Q(ends__isnull=True) | Q(ends__gte=day)).select_related("group"):
        home = homes.get(seat.function_id, heir) if seat.function_id else heir
        goes_on = Seat(
            group=seat.group,
            organisation=home,
            function=seat.function,
            starts=max(day, seat.starts),
            ends=seat.ends,
        )
        if seat.starts < day:
            seat.ends = day_before(day)
            seat.save(update_fields=["ends"])
        else:
            seat.delete()
        if home:
            goes_on.save()


def _place_children(unit, day, target: Organisation, only: Q | None = None) -> None:
    """The units below come under the target from that day, whatever is planned for them."""
    home = periods.latest(unit).parent
    for child in _children(unit, day, only or Q()):
        # A unit that takes over the one above it comes where that one was.
        to = home if child == target else target
        periods.change_every_period_from(child, day, Q(parent=unit), parent=to)


def _children(unit, day, only: Q) -> list[Organisation]:
    running = unit.child_periods.filter(Q(ends__isnull=True) | Q(ends__gte=day))
    ids = running.filter(only).values("organisation")
    return list(Organisation.objects.filter(pk__in=ids))


def _below(unit, day) -> list[Organisation]:
    """Everything under the unit, the deepest first."""
    found = []
    for child in _children(unit, day, Q()):
        found += [*_below(child, day), child]
    return found


def _may_end(unit: Organisation) -> None:
    if unit.is_authority:
        raise ValidationError(_("Kommunen eller regionen själv kan inte flyttas eller stängas."))


def _same_authority(unit: Organisation, other: Organisation) -> None:
    if unit.authority_id != other.authority_id:
        raise ValidationError(_("Välj en enhet i samma kommun eller region."))


def _must_remain(home: Organisation, unit: Organisation, day: dt.date) -> None:
    """What leaves a unit that closes needs a home that does not."""
    _same_authority(unit, home)
    must_exist(home, day)
    if home == unit:
        raise ValidationError(_("%s stängs. Välj en enhet som är kvar för det som hör dit.") % unit)


def _last(authority: Organisation) -> Reorganisation:
    return Reorganisation.objects.filter(authority=authority).latest("pk")


def _from(day: dt.date) -> dict:
    return {"starts": [None, day.isoformat()]}


def _list(names: Sequence) -> str:
    return ", ".join(str(name) for name in names)
