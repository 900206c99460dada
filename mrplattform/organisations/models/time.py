"""Validity in time, the same for units, functions, holdings, seats and shares.

`starts` is the first day and `ends` the last day on which it holds; no end means for now.
"""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import today


def on_day(day: dt.date | None = None, prefix: str = "") -> Q:
    """The condition 'holds on this day' (today when none is given), for a relation by prefix."""
    day = day or today()
    started = Q(**{f"{prefix}starts__lte": day})
    return started & (Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gte": day}))


def day_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1)


class DatedQuerySet(models.QuerySet):
    def on(self, day: dt.date | None = None):
        return self.filter(on_day(day))


class Dated(models.Model):
    starts = models.DateField(_("från och med"))
    ends = models.DateField(_("till och med"), null=True, blank=True)

    class Meta:
        abstract = True

    def holds(self, day: dt.date | None = None) -> bool:
        day = day or today()
        return self.starts <= day and (self.ends is None or day <= self.ends)
