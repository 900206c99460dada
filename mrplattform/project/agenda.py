"""What is ahead: dated things in the index for who sees the whole, dated duties for who answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, Q, QuerySet, When
from django.utils.translation import gettext as _

from mrplattform.assessments.dates import coming_reminders
from mrplattform.assessments.models import Finding
from mrplattform.core.catalogue import Duty
from mrplattform.core.dates import today
from mrplattform.organisations.models import Function, Role
from mrplattform.project import house, kinds
from mrplattform.project.index.find import freshened, visible_entries
from mrplattform.project.models import Entry, Scope

MOST = 6
# A year ahead is as far as anyone plans by the day; more than so many rows nobody reads.
AHEAD = dt.timedelta(days=366)
MOST_ROWS = 2000
FROM_THE_INDEX = {
    Role.STRATEGIST,
    Role.ELECTED,
    Role.AUDITOR,
    Role.READER,
    Role.NETWORK_COORDINATOR,
    Role.NATIONAL_COORDINATOR,
}


@dataclass(frozen=True)
class Happening:
    date: dt.date
    title: str
    url: str
    text: str
    # Names the thing to a calendar, so that it is moved and not doubled.
    key: str = ""


def agenda(user, on: dt.date | None = None) -> list[Happening]:
    """The nearest, for the start page."""
    on = on or today()
    scope = Scope.AUTHORITY if sees_whole(user) else Scope.MINE
    return happenings(user, scope, on, most=MOST)


def sees_whole(user) -> bool:
    return user.standing.has_role(*FROM_THE_INDEX)


def scopes(user) -> list[tuple[str, str]]:
    """Whose dated things the person can ask for."""
    left_out = set() if sees_whole(user) else {Scope.AUTHORITY}
    return [(value, str(label)) for value, label in Scope.choices if value not in left_out]


def happenings(
    user, scope: str, on: dt.date, until: dt.date | None = None, *, most: int = MOST_ROWS
) -> list[Happening]:
    """From that day on, the nearest first."""
    until = until or on + AHEAD
    if scope == Scope.AUTHORITY and sees_whole(user):
        found = _whole(user, on, until, most)
    elif scope == Scope.UNIT:
        found = _of_functions(_functions_of_units(user), on, until)
    else:
        found = _of_functions(user.standing.function_ids, on, until)
    return sorted(found, key=lambda one: (one.date, one.title))[:most]


def _whole(user, on: dt.date, until: dt.date, most: int) -> list[Happening]:
    told = ContentType.objects.get_for_model(Finding)  # dated by when it was written
    entries = visible_entries(user).filter(authority_id__in=user.standing.authority_ids)
    rows = freshened(list(ahead(entries.exclude(content_type=told), on)[:most]))
    found = [
        Happening(day, one.title, one.address, _words(one, on), f"entry-{one.pk}")
        for one in rows
        if (day := _day(one, on)) and day <= until
    ]
    found += [
        Happening(
            day,
            one.title,
            one.get_absolute_url(),
            _("Påminnelse går ut"),
            f"round-{one.pk}-reminds-{day}",
        )
        for day, one in coming_reminders(user, on)
        if day <= until
    ]
    return found


def ahead(entries: QuerySet[Entry], on: dt.date) -> QuerySet[Entry]:
    """What begins or ends on that day or later, the nearest first."""
    next_day = Case(When(day__gte=on, then=F("day")), default=F("ends"))
    return entries.filter(Q(day__gte=on) | Q(ends__gte=on)).order_by(next_day, "pk")


def _functions_of_units(user) -> list[int]:
    rows = Function.objects.on().filter(organisation_id__in=user.standing.unit_ids)
    return list(rows.values_list("pk", flat=True))


def _of_functions(function_ids: Iterable[int], on: dt.date, until: dt.date) -> list[Happening]:
    duties = house.duties(function_ids)
    return [_happening(duty) for duty in duties if duty.day and on <= duty.day <= until]


def _happening(duty: Duty) -> Happening:
    assert duty.day
    key = f"duty-{duty.function_id}-{duty.address.strip('/').replace('/', '-')}"
    return Happening(duty.day, duty.title, duty.address, str(duty.kind), key)


def _day(entry, on: dt.date) -> dt.date | None:
    """The day it begins, or the last day when it has begun already."""
    return next((day for day in (entry.day, entry.ends) if day and day >= on), None)


def _words(entry, on: dt.date) -> str:
    kind = str(kinds.singular(entry.content_type_id))
    begun = entry.day and entry.ends and entry.day < on
    return _("%s, sista dagen") % kind if begun else kind
