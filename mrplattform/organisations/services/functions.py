"""Functions: made, renamed, moved, closed and opened again. What hangs on them stays on them."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.core.dates import today
from mrplattform.core.history import changed_values, record
from mrplattform.core.look import short_date
from mrplattform.organisations.models import Function, FunctionPeriod, Organisation
from mrplattform.organisations.models.functions import GIVEN_BY_ADMINISTRATOR
from mrplattform.organisations.services import periods, words  # noqa: F401 (words names the deeds)


@transaction.atomic
def create_function(
    organisation: Organisation, *, title: str, role: str, starts: dt.date, by, why: str = ""
) -> Function:
    must_exist(organisation, starts)
    _may_give(role, by)
    function = Function.objects.create(
        organisation=organisation,
        authority=organisation.authority,
        title=title,
        role=role,
        starts=starts,
    )
    FunctionPeriod.objects.create(
        function=function, organisation=organisation, title=title, starts=starts
    )
    record(by, "opened", function, why=why, changes={"starts": [None, starts.isoformat()]})
    return function


@transaction.atomic
def change_function(
    function: Function, *, title: str, role: str, day: dt.date, by, why: str = ""
) -> dict:
    """A new title from that day; a new role at once."""
    before = function.title
    if role != function.role:
        _may_give(role, by)
    changes = changed_values(function, role=role)
    if changes:
        function.save(update_fields=["role"])
    if title != periods.latest(function).title:
        periods.change_from(function, day, title=title)
        changes |= {"title": [before, title], "starts": [None, day.isoformat()]}
    if changes:
        record(by, "edited", function, why=why, changes=changes)
    return changes


def _may_give(role: str, by) -> None:
    """Who coordinates nationally asks the whole country: no municipality gives itself that."""
    if role in GIVEN_BY_ADMINISTRATOR and by is not None and not by.is_administrator:
        raise ValidationError({"role": _("Den rollen ges av den som förvaltar plattformen.")})


@transaction.atomic
def move_function(function: Function, *, to: Organisation, day: dt.date, by, why: str = "") -> None:
    """The function answers under another organisation from that day; its holders go with it."""
    if to.authority_id != function.authority_id:
        raise ValidationError(_("En funktion kan bara flyttas inom samma kommun eller region."))
    must_exist(to, day)
    before = function.organisation
    periods.change_from(function, day, organisation=to)
    changes = {
        "organisation": [before.name, to.name_at(day)],
        "starts": [None, day.isoformat()],
    }
    record(by, "moved", function, why=why, changes=changes)


@transaction.atomic
def close_function(function: Function, *, ends: dt.date, by, why: str = "") -> None:
    """The last day of the function and of those who hold it. What it answered for stays with it,
    and is listed as unattended until someone else takes it on."""
    if function.ends and function.ends <= ends:
        raise ValidationError(
            _("Funktionen är redan avslutad, sista dagen var %s.") % short_date(function.ends)
        )
    if ends < periods.latest(function).starts:
        periods.may_change(function, ends)
    end_holdings(function, ends)
    record(by, "closed", function, why=why, changes={"ends": [None, ends.isoformat()]})
    periods.end_on(function, ends)


@transaction.atomic
def reopen_function(
    function: Function, *, by, to: Organisation | None = None, why: str = ""
) -> None:
    """A closed function goes on as if it had never been closed; holders are set anew. When its
    organisation is gone, it goes on in another one from today."""
    if not function.ends:
        raise ValidationError(_("Funktionen är redan öppen."))
    changes = {"ends": [function.ends.isoformat(), None]}
    day = max(today(), function.ends)
    periods.end_on(function, None)
    if to and to != function.organisation:
        move_function(function, to=to, day=day, by=by, why=why)
    else:
        must_exist(function.organisation, day)
    record(by, "reopened", function, why=why, changes=changes)


def end_holdings(function: Function, last_day: dt.date) -> list:
    """Those who hold the function stop that day; those who have not begun by then never do.
    The caller records it with the function."""
    ended = []
    for holding in function.holdings.all():
        if holding.starts > last_day:
            holding.delete()
            ended.append(holding)
        elif holding.ends is None or holding.ends > last_day:
            holding.ends = last_day
            holding.save(update_fields=["ends"])
            ended.append(holding)
    return ended


def must_exist(organisation: Organisation, day: dt.date) -> None:
    """Open on the day, and not already known to close."""
    if organisation.starts > day:
        raise ValidationError(
            _("%(name)s finns från och med %(day)s. Välj den dagen eller en senare.")
            % {"name": organisation, "day": short_date(organisation.starts)}
        )
    if organisation.ends:
        raise ValidationError(
            _("%(name)s upphör %(day)s. Välj en enhet som är kvar.")
            % {"name": organisation, "day": short_date(organisation.ends)}
        )
