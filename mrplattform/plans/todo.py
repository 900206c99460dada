"""What a person should do about measures now."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.core.dates import now, today
from mrplattform.core.look import short_date
from mrplattform.core.todo import LATE, SOME_DAY, SOON, TodoItem
from mrplattform.plans.models import Measure, Message, Plan

# A judgement older than a quarter says too little about how it goes now.
JUDGED_EVERY = dt.timedelta(days=92)
SOON_DAYS = dt.timedelta(days=7)
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
    return [_item(measure, day) for measure in rows] + _messages(user, day)


def _messages(user, day: dt.date) -> list[TodoItem]:
    """What somebody is waiting to hear from us, a week before its day."""
    rows = Message.objects.current().filter(
        owner__in=user.standing.function_ids,
        done_on=None,
        day__lte=day + SOON_DAYS,
        plan__in=Plan.objects.in_force(day),
    )
    return [
        TodoItem(
            title=_("Berätta: %(title)s") % {"title": one.title},
            address=one.get_absolute_url(),
            due=one.day,
            tone="watch" if one.day < day else "calm",
            detail=_("%(channel)s till %(audience)s")
            % {"channel": one.channel, "audience": one.audience},
            order=LATE if one.day < day else SOON,
        )
        for one in rows.select_related("plan").order_by("day")[:MOST]
    ]


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
