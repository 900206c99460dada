"""A unit ends: where its functions, its seats and the units below it go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from mrplattform.core.history import record
from mrplattform.core.look import short_date
from mrplattform.organisations.models import Function, Organisation, Seat, Succession
from mrplattform.organisations.models.time import day_before
from mrplattform.organisations.services import periods
from mrplattform.organisations.services.functions import end_holdings, must_exist


def end_unit(
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
        place_children(unit, day, children_to)
    periods.end_on(unit, day_before(day))
    for successor in successors:
        Succession.objects.get_or_create(
            predecessor=unit, successor=successor, defaults={"day": day}
        )
    changes = {"ends": [None, day_before(day).isoformat()]}
    if successors:
        changes["efterföljare"] = [None, listed(successors)]
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
            record(by, "moved", function, why=why, changes=changes | from_day(day))
        elif periods.latest(function).organisation_id == unit.pk:
            for holding in end_holdings(function, day_before(day)):
                changes = {"innehavare": [str(holding.person), None]} | from_day(day)
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


def place_children(unit, day, target: Organisation, only: Q | None = None) -> None:
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


def below(unit, day) -> list[Organisation]:
    """Everything under the unit, the deepest first."""
    found = []
    for child in _children(unit, day, Q()):
        found += [*below(child, day), child]
    return found


def _must_remain(home: Organisation, unit: Organisation, day: dt.date) -> None:
    """What leaves a unit that closes needs a home that does not."""
    same_authority(unit, home)
    must_exist(home, day)
    if home == unit:
        raise ValidationError(_("%s stängs. Välj en enhet som är kvar för det som hör dit.") % unit)


def same_authority(unit: Organisation, other: Organisation) -> None:
    if unit.authority_id != other.authority_id:
        raise ValidationError(_("Välj en enhet i samma kommun eller region."))


def from_day(day: dt.date) -> dict:
    return {"starts": [None, day.isoformat()]}


def listed(names: Sequence) -> str:
    return ", ".join(str(name) for name in names)
