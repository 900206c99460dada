"""A tree that can be true: on every day from a change on, no cycles and no missing parents."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from mrplattform.core.look import short_date
from mrplattform.organisations.models import Organisation, OrganisationPeriod


def check_tree(authority: Organisation, since: dt.date) -> None:
    """Refuse a tree that goes in a ring, or where something hangs on what is gone."""
    running = OrganisationPeriod.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=since), organisation__authority=authority
    )
    rows = list(running.values_list("organisation_id", "parent_id", "starts", "ends"))
    # The tree can only change on days on which something begins, or the day after something ends.
    days = {since}
    for _unit, _parent, starts, ends in rows:
        days.add(starts)
        if ends:
            days.add(ends + dt.timedelta(days=1))
    for day in sorted(one for one in days if one >= since):
        parents = {
            u: p for u, p, starts, ends in rows if starts <= day and (not ends or day <= ends)
        }
        _check_day(authority, parents, day)


def _check_day(authority: Organisation, parents: Mapping[int, int | None], day: dt.date) -> None:
    children: dict[int | None, list[int]] = defaultdict(list)
    for unit, parent in parents.items():
        if parent is not None and parent not in parents:
            _refuse(
                _("%(unit)s skulle hamna under %(parent)s, som inte finns %(day)s."),
                day,
                unit=unit,
                parent=parent,
            )
        children[parent].append(unit)
    reached: set[int] = set()
    waiting = [authority.pk]
    while waiting:
        here = waiting.pop()
        reached.add(here)
        waiting += children[here]
    if lost := set(parents) - reached:
        _refuse(
            _("%(unit)s skulle hamna under sig själv %(day)s. Välj en annan överordnad."),
            day,
            unit=min(lost),
        )


def _refuse(message: str, day: dt.date, **units: int) -> None:
    names = {key: Organisation.objects.get(pk=pk).name_at(day) for key, pk in units.items()}
    raise ValidationError(message % (names | {"day": short_date(day)}), code="unsound")
