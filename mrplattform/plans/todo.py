"""What a person should do about measures now."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.core.dates import now, today
from mrplattform.core.look import short_date
from mrplattform.core.todo import LATE, SOME_DAY, SOON, TodoItem
from mrplattform.plans.models import Measure

# A judgement older than a quarter says too little about how it goes now.
JUDGED_EVERY = dt.timedelta(days=92)
MOST = 20


def todo(user) -> list[TodoItem]:
    """One's own measures that are late, never judged though begun, or not judged for long."""
    day = today()
    waiting = Q(ends__lt=day) | Q(judged_at__lt=now() - JUDGED_EVERY)
    waiting |= Q(judged_at__isnull=True, starts__lte=day)
    rows = (
        Measure.objects.open()
        .filter(waiting, responsible__in=user.standing.function_ids)
        .order_by("ends", "pk")[:MOST]
    )
    return [_item(measure, day) for measure in rows]


def _item(measure: Measure, day: dt.date) -> TodoItem:
    address = reverse("plans:measure-judge", args=[measure.pk])
    if measure.is_late(day):
        return TodoItem(
            title=_("Bedöm %(title)s") % {"title": measure.title},
            address=address,
            due=measure.ends,
            tone="watch",
            detail=_("Skulle vara klar %(day)s") % {"day": short_date(measure.ends)},
            order=LATE,
        )
    if measure.judged_at is None:
        return TodoItem(
            title=_("Bedöm %(title)s") % {"title": measure.title},
            address=address,
            due=measure.ends,
            detail=_("Ingen har bedömt den än"),
            order=SOON,
        )
    return TodoItem(
        title=_("Bedöm %(title)s") % {"title": measure.title},
        address=address,
        due=measure.ends,
        detail=_("Senast bedömd %(day)s") % {"day": short_date(measure.judged_at)},
        order=SOME_DAY,
    )
