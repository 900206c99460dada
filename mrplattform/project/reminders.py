"""One mail with what falls due, as often as each person wants it, and none when there is nothing.

What nobody holds goes to whoever stands in, else to who leads the work: no duty is silent.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy

from mrplattform.core.catalogue import Duty
from mrplattform.core.dates import today
from mrplattform.core.history import VERBS, record
from mrplattform.core.mail import mail_on_commit
from mrplattform.core.models import Letter
from mrplattform.organisations.models import Function, Holding, Person, Role
from mrplattform.project import house
from mrplattform.project.models import ReminderWish

VERBS.update(reminders_chosen=gettext_lazy("valde hur påminnelser kommer"))
Often = ReminderWish.Often
MONDAY, FRIDAY = 0, 4
# What is later than this is no news: the start page and the report tell of it.
LATE_IS_TOLD = dt.timedelta(days=31)
LONGEST_LIST = 40


@dataclass
class Digest:
    """What one person is told: her own, and what she is told because nobody else can be."""

    own: list[Duty] = field(default_factory=list)
    unheld: list[tuple[Function, Duty]] = field(default_factory=list)


@transaction.atomic
def choose(person, *, often: str, days_before: int) -> ReminderWish:
    wish, _new = ReminderWish.objects.get_or_create(person=person)
    changes = {
        name: [getattr(wish, name), value]
        for name, value in {"often": often, "days_before": days_before}.items()
        if getattr(wish, name) != value
    }
    wish.often, wish.days_before = often, days_before
    wish.save()
    if changes:
        record(person, "reminders_chosen", person, changes=changes)
    return wish


def send_due(on: dt.date | None = None) -> int:
    """The nightly work calls this; a letter's key keeps it from leaving twice the same day."""
    on = on or today()
    if on.weekday() > FRIDAY:
        return 0
    wishes = {one.person_id: one for one in ReminderWish.objects.all()}
    sent = set(Letter.objects.filter(key__startswith=f"digest:{on}:").values_list("key", flat=True))
    count = 0
    for person, digest in digests(wishes, on).items():
        key = f"digest:{on}:{person.pk}"
        if key not in sent and (digest.own or digest.unheld):
            _mail(person, digest, key)
            count += 1
    return count


def digests(wishes: dict[int, ReminderWish], on: dt.date) -> dict[Person, Digest]:
    """By person, for those who want a letter that day: a constant number of questions."""
    holders, leaders, functions = _who_holds(on)
    found: dict[Person, Digest] = defaultdict(Digest)
    last = on + dt.timedelta(days=max([7, *(one.days_before for one in wishes.values())]))
    for duty in house.duties(functions):
        if duty.day is None or not on - LATE_IS_TOLD <= duty.day <= last:
            continue
        function = functions[duty.function_id]
        if person := holders.get(duty.function_id):
            if _wanted(wishes.get(person.pk), duty.day, on):
                found[person].own.append(duty)
            continue
        for leader in leaders.get(function.authority_id, ()):
            if _wanted(wishes.get(leader.pk), duty.day, on):
                found[leader].unheld.append((function, duty))
    return found


def _who_holds(on: dt.date):
    """(the person to turn to in each function, ordinary before stand-in; who leads each authority;
    the functions by number)."""
    functions = {one.pk: one for one in Function.objects.select_related("organisation")}
    rows = (
        Holding.objects.of_open_functions(on)
        .filter(person__is_active=True)
        .select_related("person")
        .order_by("stand_in", "starts", "pk")
    )
    holders: dict[int, Person] = {}
    leaders: dict[int, list[Person]] = defaultdict(list)
    for row in rows:
        if row.person.has_left:
            continue
        holders.setdefault(row.function_id, row.person)
        function = functions[row.function_id]
        if function.role == Role.STRATEGIST and row.person not in leaders[function.authority_id]:
            leaders[function.authority_id].append(row.person)
    return holders, leaders, functions


def _wanted(wish: ReminderWish | None, day: dt.date, on: dt.date) -> bool:
    often = wish.often if wish else Often.WEEKLY
    if often == Often.NEVER or (often == Often.WEEKLY and on.weekday() != MONDAY):
        return False
    return day <= on + dt.timedelta(days=wish.days_before if wish else 7)


@transaction.atomic
def _mail(person: Person, digest: Digest, key: str) -> None:
    own = sorted(digest.own, key=lambda duty: (duty.day, duty.title))
    unheld = sorted(digest.unheld, key=lambda pair: (pair[1].day, pair[1].title))
    with translation.override(person.language):
        mail_on_commit(
            "project/digest",
            person.email,
            key=key,
            person=person,
            own=_rows(own),
            unheld=[(function, *_row(duty)) for function, duty in unheld[:LONGEST_LIST]],
            more=max(0, len(own) + len(unheld) - 2 * LONGEST_LIST),
        )


def _rows(duties: Iterable[Duty]) -> list[tuple]:
    return [_row(duty) for duty in list(duties)[:LONGEST_LIST]]


def _row(duty: Duty) -> tuple[Duty, str]:
    return duty, settings.SITE_URL + duty.address
