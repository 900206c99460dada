"""From an obligation's rule to days. Pure: it asks neither the database nor the clock.

"Senast i maj månad varje år" gives 31 May each year; "före det årliga samrådet" the day before each
of them at the latest; "tre månader efter" counts from the day it was delivered, else from the day
it is due. A rule without days (löpande) gives one occurrence without a day.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ONCE = 0
Days = dict[int, dt.date | None]  # by year, or ONCE


class Rule(Protocol):
    """What of an obligation its days depend on (see models.Obligation)."""

    pk: int
    clock: str
    day: dt.date | None
    month: int | None
    month_day: int | None
    first_year: int | None
    last_year: int | None
    anchor_id: int | None
    count: int | None
    unit: str


Some = TypeVar("Some", bound=Rule)


def planned(
    rule: Rule, starts: dt.date | None, ends: dt.date | None, anchor: Mapping[int, dt.date | None]
) -> Days:
    """The days of the rule by year. `anchor` are the days of what it is counted from."""
    if rule.clock == "day":
        return {ONCE: rule.day}
    if rule.clock == "yearly" and rule.month:
        first = rule.first_year or (starts or ends or dt.date.min).year
        last = rule.last_year or (ends.year if ends else first)
        if first == dt.date.min.year:  # nothing tells which years
            return {ONCE: None}
        return {
            year: _in_month(year, rule.month, rule.month_day) for year in range(first, last + 1)
        }
    if rule.clock in ("before", "after") and anchor:
        return {year: counted(day, rule) for year, day in anchor.items()}
    return {ONCE: None}


def counted(day: dt.date | None, rule: Rule) -> dt.date | None:
    """So long before or after the day. Before without a number is the day before at the latest."""
    if day is None:
        return None
    if rule.count is None:
        return day - dt.timedelta(days=1) if rule.clock == "before" else None
    step = -rule.count if rule.clock == "before" else rule.count
    if rule.unit == "months":
        return add_months(day, step)
    return day + dt.timedelta(days=step * (7 if rule.unit == "weeks" else 1))


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months away; the last of the month when it has no such day."""
    number = day.year * 12 + day.month - 1 + months
    return _in_month(number // 12, number % 12 + 1, day.day)


def _in_month(year: int, month: int, day: int | None) -> dt.date:
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(day or last, last))


def in_order(rules: Sequence[Some]) -> list[Some]:
    """Each after what it is counted from. Raises ValueError when they wait for each other."""
    by_key = {rule.pk: rule for rule in rules}
    done: dict[int, Some] = {}

    def take(rule: Some, above: tuple[int, ...]) -> None:
        if rule.pk in above:
            raise ValueError(f"{rule.pk} is counted from itself")
        anchor = by_key.get(rule.anchor_id or 0)
        if anchor and anchor.pk not in done:
            take(anchor, (*above, rule.pk))
        done.setdefault(rule.pk, rule)

    for rule in rules:
        take(rule, ())
    return list(done.values())


# --- In words -------------------------------------------------------------------------------


def in_words(rule: Rule, anchor: str = "", month: str = "") -> str:
    """'senast 31 maj varje år 2015–2017', the way we count it."""
    if rule.clock == "yearly":
        return _yearly(rule, month)
    if rule.clock in ("before", "after"):
        return _counted_words(rule, anchor)
    return _("löpande") if rule.clock == "standing" else ""


def _yearly(rule: Rule, month: str) -> str:
    if rule.month_day:
        said = _("senast %(day)d %(month)s varje år") % {"day": rule.month_day, "month": month}
    else:
        said = _("senast i %(month)s varje år") % {"month": month}
    years = "–".join(dict.fromkeys(str(y) for y in (rule.first_year, rule.last_year) if y))
    return f"{said} {years}".strip()


def _counted_words(rule: Rule, anchor: str) -> str:
    before = rule.clock == "before"
    if rule.count is None:
        return (_("före: %s") if before else _("efter: %s")) % anchor
    units = {
        "days": ngettext("%d dag", "%d dagar", rule.count),
        "weeks": ngettext("%d vecka", "%d veckor", rule.count),
        "months": ngettext("%d månad", "%d månader", rule.count),
    }
    said = (
        _("senast %(time)s före: %(anchor)s") if before else _("senast %(time)s efter: %(anchor)s")
    )
    return said % {"time": units[rule.unit] % rule.count, "anchor": anchor}
