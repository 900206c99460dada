"""What the house itself asks of a person, beside what each app does; and all of it in order."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.core.dates import today
from mrplattform.core.todo import LATE, TodoItem
from mrplattform.organisations.models import Function
from mrplattform.project import house, rules
from mrplattform.project.handover import newly_taken_over
from mrplattform.project.vacancies import Vacancy, unattended

FIRST_OF_ALL = 0
# So many stand on the start page; each app's own list has the rest.
MOST = 12


def everything(user, on: dt.date | None = None) -> list[TodoItem]:
    items = [*house.todo(user), *_taken_over(user, on), *_vacant(user, on)]
    return sorted(items, key=lambda item: item.sort_key)[:MOST]


def _taken_over(user, on: dt.date | None) -> list[TodoItem]:
    return [_read(function) for function in newly_taken_over(user, on)]


def _read(function: Function) -> TodoItem:
    return TodoItem(
        _("Du har tagit över som %s") % function,
        reverse("project:handover", args=[function.pk]),
        tone="plan",
        detail=_("Läs överlämningen: vad som pågår, vad som kommer först och vem du kan fråga."),
        order=FIRST_OF_ALL,
    )


def _vacant(user, on: dt.date | None) -> list[TodoItem]:
    """One line however many they are; the page has them all, with what waits in each."""
    led = rules.led_authorities(user)
    if not led:
        return []
    found = unattended(led, on)
    if not found:
        return []
    title = ngettext("En funktion är vakant", "%(count)d funktioner är vakanta", len(found))
    since = min((one.since for one in found if one.since), default=None)
    return [
        TodoItem(
            title % {"count": len(found)},
            reverse("project:vacancies"),
            due=_("Sedan %s") % date_format(since, "j F") if since else None,
            tone="stop",
            detail=_tell(found),
            order=LATE,
        )
    ]


def _tell(found: list[Vacancy]) -> str:
    names = "; ".join(str(one.function) for one in found[:2])
    more = _(" och fler") if len(found) > 2 else ""
    return f"{names}{more}. {_('Se vad som väntar på en ny ansvarig.')}"


def due_words(item: TodoItem, on: dt.date | None = None) -> str:
    """When it is to be done, as one says it."""
    on = on or today()
    if not isinstance(item.due, dt.date):
        return str(item.due or "")
    if item.due == on:
        return _("I dag")
    if item.due == on + dt.timedelta(days=1):
        return _("I morgon")
    if item.due < on:
        days = (on - item.due).days
        return ngettext("En dag sen", "%(count)d dagar sen", days) % {"count": days}
    return _("Senast %s") % date_format(item.due, "j F" if item.due.year == on.year else "j F Y")
