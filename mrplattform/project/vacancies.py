"""Functions that nobody attends to, with the duties that hang on them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max

from mrplattform.core.catalogue import Duty
from mrplattform.core.dates import today
from mrplattform.organisations.models import Function, Holding
from mrplattform.project import house


@dataclass
class Vacancy:
    function: Function
    # The first day without a holder; None when nobody ever held it.
    since: dt.date | None
    duties: list[Duty] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        return self.function.ends is not None and self.function.ends < today()


def vacancies(authority_ids: Iterable[int], on: dt.date | None = None) -> list[Vacancy]:
    """Those with something waiting first, then the open functions where nothing waits yet."""
    found = _all(authority_ids, on)
    waiting = defaultdict(list)
    for duty in house.duties([one.function.pk for one in found]):
        waiting[duty.function_id].append(duty)
    for one in found:
        one.duties = sorted(waiting[one.function.pk], key=_by_day)
    found = [one for one in found if one.duties or not one.is_closed]
    return sorted(found, key=lambda one: (not one.duties, one.since or dt.date.min))


def unattended(authority_ids: Iterable[int], on: dt.date | None = None) -> list[Vacancy]:
    """The open functions without a holder, longest first, without asking what waits in them: two
    questions to the database however many apps there are."""
    found = [one for one in _all(authority_ids, on) if not one.is_closed]
    return sorted(found, key=lambda one: one.since or dt.date.max)


def _all(authority_ids: Iterable[int], on: dt.date | None) -> list[Vacancy]:
    functions = list(
        Function.objects.unattended(on)
        .filter(authority__in=authority_ids, starts__lte=on or today())
        .select_related("organisation")
    )
    since = _since(functions, on)
    return [Vacancy(function, since.get(function.pk)) for function in functions]


def _since(functions: list[Function], on: dt.date | None) -> dict[int, dt.date]:
    """The day after the last holder's last day, or after the function closed."""
    held = Holding.objects.filter(function__in=functions, starts__lte=on or today())
    last = dict(held.values_list("function").annotate(last=Max("ends")).order_by())
    ends = {
        one.pk: min(filter(None, [last.get(one.pk), one.ends]), default=None) for one in functions
    }
    return {pk: day + dt.timedelta(days=1) for pk, day in ends.items() if day}


def _by_day(duty: Duty) -> tuple:
    return (duty.day or dt.date.max, duty.kind, duty.title)
