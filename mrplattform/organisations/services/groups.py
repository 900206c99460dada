"""Internal groups: a mandate, and seats that functions of the administrations fill."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.core.history import changed_values, record
from mrplattform.organisations.models import Function, Group, Organisation, Seat
from mrplattform.organisations.models.time import day_before
from mrplattform.organisations.services import words  # noqa: F401 (words names the deeds)
from mrplattform.organisations.services.editions import next_edition
from mrplattform.organisations.services.functions import must_exist


@transaction.atomic
def create_group(
    authority: Organisation, *, name: str, mandate: str, starts: dt.date, by, seats=()
) -> Group:
    """A new group, with an empty seat for each of the organisations in `seats`."""
    group = Group.objects.create(authority=authority, name=name, mandate=mandate, starts=starts)
    record(by, "group_created", group)
    for organisation in seats:
        add_seat(group, organisation, starts=starts, by=by)
    return group


@transaction.atomic
def change_group(group: Group, *, name: str, mandate: str, edition: int, by) -> None:
    changes = changed_values(group, name=name, mandate=mandate)
    if changes:
        next_edition(group, edition)
        group.save()
        record(by, "edited", group, changes=changes)


@transaction.atomic
def end_group(group: Group, *, ends: dt.date, by, why: str = "") -> None:
    if ends < group.starts:
        raise ValidationError({"ends": _("Gruppen kan inte upphöra innan den bildades.")})
    for seat in group.seats.filter(ends__isnull=True):
        _end(seat, ends)
    changes = changed_values(group, ends=ends)
    group.save(update_fields=["ends"])
    record(by, "group_ended", group, why=why, changes=changes)


@transaction.atomic
def add_seat(
    group: Group,
    organisation: Organisation,
    *,
    starts: dt.date,
    by,
    function: Function | None = None,
) -> Seat:
    must_exist(organisation, starts)
    _check_function(group, function, starts)
    seat = Seat.objects.create(
        group=group, organisation=organisation, function=function, starts=starts
    )
    record(by, "seat_added", group, changes={"plats": [None, _tell(seat)]})
    return seat


@transaction.atomic
def fill_seat(seat: Seat, function: Function | None, *, day: dt.date, by) -> Seat:
    """From that day another function sits there (or nobody); before it the seat reads as it did."""
    _check_open(seat, day)
    _check_function(seat.group, function, day)
    if seat.function == function:
        return seat
    before = _tell(seat)
    if day > seat.starts:
        later = Seat(group=seat.group, organisation=seat.organisation, starts=day, ends=seat.ends)
        _end(seat, day_before(day))
        seat = later
    seat.function = function
    seat.save()
    verb = "seat_filled" if function else "seat_emptied"
    record(by, verb, seat.group, changes={"plats": [before, _tell(seat)]})
    return seat


@transaction.atomic
def end_seat(seat: Seat, *, ends: dt.date, by, why: str = "") -> None:
    _check_open(seat, ends)
    before = _tell(seat)
    _end(seat, ends)
    record(by, "seat_ended", seat.group, why=why, changes={"plats": [before, None]})


def _end(seat: Seat, last_day: dt.date) -> None:
    """A seat that has not begun by then never does."""
    if seat.starts > last_day:
        seat.delete()
    else:
        seat.ends = last_day
        seat.save(update_fields=["ends"])


def _check_open(seat: Seat, day: dt.date) -> None:
    if day < seat.starts or (seat.ends and day > seat.ends):
        raise ValidationError(_("Platsen finns inte den dagen. Välj en annan dag."))


def _check_function(group: Group, function: Function | None, day: dt.date) -> None:
    if function is None:
        return
    if function.authority_id != group.authority_id:
        raise ValidationError(_("Välj en funktion i samma kommun eller region."))
    if not function.holds(day):
        raise ValidationError(_("Funktionen finns inte den dagen. Välj en annan."))


def _tell(seat: Seat) -> str:
    return f"{seat.organisation}: {seat.function or _('tom')}"
