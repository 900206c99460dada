"""What is ahead: dated things in the index for who sees the whole, dated duties for who answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, Q, QuerySet, When
from django.utils.translation import gettext as _

from mrplattform.assessments.dates import coming_reminders
from mrplattform.assessments.models import Finding
from mrplattform.core.dates import today
from mrplattform.organisations.models import Role
from mrplattform.project import house, kinds
from mrplattform.project.index.find import freshened, visible_entries
from mrplattform.project.models import Entry

MOST = 6
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


def agenda(user, on: dt.date | None = None) -> list[Happening]:
    on = on or today()
    if user.standing.has_role(*FROM_THE_INDEX):
        return _whole(user, on)[:MOST]
    return _own(user, on)[:MOST]


def _whole(user, on: dt.date) -> list[Happening]:
    told = ContentType.objects.get_for_model(Finding)  # dated by when it was written
    entries = visible_entries(user).filter(authority_id__in=user.standing.authority_ids)
    rows = freshened(list(ahead(entries.exclude(content_type=told), on)[:MOST]))
    found = [
        Happening(day, one.title, one.address, _words(one, on))
        for one in rows
        if (day := _day(one, on))
    ]
    found += [
        Happening(day, round.title, round.get_absolute_url(), _("Påminnelse går ut"))
        for day, round in coming_reminders(user, on)
    ]
    return sorted(found, key=lambda one: (one.date, one.title))


def ahead(entries: QuerySet[Entry], on: dt.date) -> QuerySet[Entry]:
    """What begins or ends on that day or later, the nearest first."""
    next_day = Case(When(day__gte=on, then=F("day")), default=F("ends"))
    return entries.filter(Q(day__gte=on) | Q(ends__gte=on)).order_by(next_day, "pk")


def _own(user, on: dt.date) -> list[Happening]:
    duties = house.duties(user.standing.function_ids)
    found = [
        Happening(duty.day, duty.title, duty.address, str(duty.kind))
        for duty in duties
        if duty.day and duty.day >= on
    ]
    return sorted(found, key=lambda one: (one.date, one.title))


def _day(entry, on: dt.date) -> dt.date | None:
    """The day it begins, or the last day when it has begun already."""
    return next((day for day in (entry.day, entry.ends) if day and day >= on), None)


def _words(entry, on: dt.date) -> str:
    kind = str(kinds.singular(entry.content_type_id))
    begun = entry.day and entry.ends and entry.day < on
    return _("%s, sista dagen") % kind if begun else kind
