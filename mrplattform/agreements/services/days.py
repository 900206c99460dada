"""The days of an agreement's obligations, kept as rows so that agenda and reminders find them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from mrplattform.agreements import clock
from mrplattform.agreements.models import Agreement, Due, Obligation


@transaction.atomic
def set_dues(agreement: Agreement) -> None:
    """Count every day anew. Done again it changes nothing.

    A day that was moved stays where it was moved; what was delivered or moved is never taken away,
    though the rule no longer gives it.
    """
    rules = list(agreement.obligations.current())
    known: dict[int, dict[int, Due]] = {rule.pk: {} for rule in rules}
    for due in Due.objects.filter(obligation__in=rules).select_for_update():
        known[due.obligation_id][due.year] = due
    days: dict[int, clock.Days] = {}
    for rule in clock.in_order(rules):
        anchor = days.get(rule.anchor_id or 0, {})
        wanted = clock.planned(rule, agreement.starts, agreement.ends, anchor)
        days[rule.pk] = _kept(rule, known[rule.pk], wanted)


def _kept(
    rule: Obligation, known: dict[int, Due], wanted: Mapping[int, dt.date | None]
) -> clock.Days:
    """Bring the rows to what the rule gives; the days that others are counted from."""
    moved = set(rule_moves(known))
    for year, day in wanted.items():
        due = known.get(year)
        if due is None:
            known[year] = Due.objects.create(obligation=rule, year=year, planned=day, day=day)
        elif due.planned != day:
            if year not in moved:
                due.day = day
            due.planned = day
            due.save(update_fields=["planned", "day"])
    for year, due in list(known.items()):
        if year not in wanted and not due.delivered_on and year not in moved:
            due.delete()
            del known[year]
    return {year: due.delivered_on or due.day for year, due in known.items()}


def rule_moves(known: dict[int, Due]) -> list[int]:
    """The years whose day was moved."""
    numbers = {due.pk: year for year, due in known.items()}
    rows = Due.objects.filter(pk__in=numbers, moves__isnull=False).values_list("pk", flat=True)
    return [numbers[pk] for pk in rows]
