"""Name and place from one day on, for organisations and functions alike: what held before stays.

Both carry today's values on themselves and every day's in their periods. Changes go forward only:
a change dated before one that is already known is refused, so that no period ever overlaps.
"""

from __future__ import annotations

import copy
import datetime as dt

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext as _

from mrplattform.core.dates import today
from mrplattform.core.look import short_date
from mrplattform.organisations.models import Function, Organisation
from mrplattform.organisations.models.time import day_before, on_day

MIRRORED = {
    Organisation: ("name", "short_name", "parent_id"),
    Function: ("title", "organisation_id"),
}


def latest(thing):
    return thing.periods.order_by("starts").last()


def may_change(thing, day: dt.date) -> None:
    """Refuse a day on which the thing did not exist, or before something that is known later."""
    period = latest(thing)
    if thing.ends and day > thing.ends:
        raise ValidationError(
            _("%(name)s upphörde %(day)s. Välj en tidigare dag.")
            % {"name": thing, "day": short_date(thing.ends)}
        )
    if day < thing.starts:
        raise ValidationError(
            _("%(name)s finns från och med %(day)s. Välj den dagen eller en senare.")
            % {"name": thing, "day": short_date(thing.starts)}
        )
    if day < period.starts:
        raise ValidationError(
            _(
                "%(name)s har redan en ändring som gäller från %(day)s. "
                "Ångra den först, eller välj en senare dag."
            )
            % {"name": thing, "day": short_date(period.starts)}
        )


def change_from(thing, day: dt.date, **values) -> None:
    """From `day` on the values hold, in the last period of the thing."""
    may_change(thing, day)
    _change_period(latest(thing), day, values)
    mirror(thing)


def change_every_period_from(thing, day: dt.date, only, **values) -> None:
    """The same in every period from `day` on that `only` (a condition) is true of, also planned
    ones: for what happens to a thing because of another."""
    running = Q(ends__isnull=True) | Q(ends__gte=day)
    for period in thing.periods.filter(running, only):
        _change_period(period, max(day, period.starts), values)
    mirror(thing)


def _change_period(period, day: dt.date, values: dict) -> None:
    changed = period
    if period.starts < day:
        changed = copy.copy(period)
        changed.pk = None
        changed._state.adding = True
        changed.starts = day
        period.ends = day_before(day)
        period.save()
    for name, value in values.items():
        setattr(changed, name, value)
    changed.save()


def end_on(thing, last_day: dt.date | None) -> None:
    """The thing and its last period hold to that day and no longer."""
    period = latest(thing)
    period.ends = thing.ends = last_day
    period.save(update_fields=["ends"])
    thing.save(update_fields=["ends"])


def mirror(thing, day: dt.date | None = None) -> bool:
    """Carry the values of the day on the thing itself: the last ones once it has ended, the first
    ones before it begins. Tells whether anything changed."""
    periods = list(thing.periods.all())
    day = max(day or today(), periods[0].starts)
    period = next((one for one in reversed(periods) if one.starts <= day), periods[-1])
    names = MIRRORED[type(thing)]
    values = {name: getattr(period, name) for name in names}
    if values == {name: getattr(thing, name) for name in names}:
        return False
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save(update_fields=names)
    return True


def catch_up(day: dt.date | None = None) -> int:
    """Let planned changes come into force; the nightly command calls this. Gives their number.

    The deed was recorded when it was planned, with its day.
    """
    late_places = Organisation.objects.filter(on_day(day, "periods__")).filter(
        ~Q(name=F("periods__name"))
        | ~Q(short_name=F("periods__short_name"))
        | ~Q(parent_id=F("periods__parent_id"))
    )
    late_functions = Function.objects.filter(on_day(day, "periods__")).filter(
        ~Q(title=F("periods__title")) | ~Q(organisation_id=F("periods__organisation_id"))
    )
    found = [*late_places.distinct(), *late_functions.distinct()]
    return sum(mirror(thing, day) for thing in found)
