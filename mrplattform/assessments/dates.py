"""A round's days: in the picture of a year, and as a calendar file."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.dates import MONTHS_3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mrplattform.assessments import rules
from mrplattform.assessments.models import LEADERS, Assessment, Round
from mrplattform.core import ics
from mrplattform.core.dates import today

# The picture is stretched to the width of the page; a month is a twelfth of it.
WIDTH, HEIGHT = 1200, 32
MONTH = WIDTH / 12


# --- A year ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """One round in the picture of a year, and in words."""

    round: Round
    svg: SafeString
    reminders: list[dt.date]


@dataclass(frozen=True)
class Year:
    months: list[str]
    bars: list[Bar]


def year_of(rounds: Iterable[Round], year: int) -> Year:
    """The rounds that are open some day of the year, in the order they open."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    rows = rounds.filter(opens__lte=last, closes__gte=first).order_by("opens", "pk")
    bars = [Bar(one, _picture(one, first, last), reminders(one)) for one in rows]
    return Year([str(MONTHS_3[number]) for number in range(1, 13)], bars)


def reminders(round: Round) -> list[dt.date]:
    """The days on which reminders leave by themselves."""
    days = (round.closes - dt.timedelta(days=before) for before in round.remind_days)
    return sorted(day for day in days if day > round.opens)


def coming_reminders(user, on: dt.date) -> list[tuple[dt.date, Round]]:
    """The next day on which each round that the person leads reminds by itself."""
    authorities = user.standing.authorities_as(*LEADERS)
    if not authorities:
        return []
    rows = Round.objects.filter(
        authority__in=authorities, state__in=[Round.State.PLANNED, Round.State.OPEN]
    ).exclude(remind_days=[])
    return [
        (days[0], one)
        for one in rows
        if rules.can_manage_round(user, one)
        and (days := [day for day in reminders(one) if day >= on])
    ]


def _picture(round: Round, first: dt.date, last: dt.date) -> SafeString:
    left = _x(max(round.opens, first))
    right = _x(min(round.closes, last), end=True)
    marks = [_x(day) for day in reminders(round) if first <= day <= last]
    now_at = today()
    return format_html(
        '<svg class="mr-year" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">'
        "{}{}{}{}</svg>",
        WIDTH,
        HEIGHT,
        format_html_join(
            "",
            '<path class="month" d="M{} 0V{}"/>',
            ((f"{MONTH * n:g}", HEIGHT) for n in range(1, 12)),
        ),
        format_html(
            '<rect class="bar" data-state="{}" x="{}" y="8" width="{}" height="16"/>',
            round.state,
            f"{left:.1f}",
            f"{max(right - left, 3):.1f}",
        ),
        format_html_join(
            "", '<path class="remind" d="M{} 2V30"/>', ((f"{mark:.1f}",) for mark in marks)
        ),
        format_html('<path class="today" d="M{} 0V32"/>', f"{_x(now_at):.1f}")
        if first <= now_at <= last
        else "",
    )


def _x(day: dt.date, *, end: bool = False) -> float:
    """Where a day begins (or ends): months are equally wide."""
    days = calendar.monthrange(day.year, day.month)[1]
    return MONTH * (day.month - 1 + (day.day - (0 if end else 1)) / days)


# --- A calendar file -------------------------------------------------------------------------


def calendar_file(round: Round, user) -> bytes:
    """Opening, reminders and the last day for who leads; for who answers her own last day."""
    url = round.get_absolute_url()
    return ics.calendar_file(
        ics.Day(f"round-{round.pk}-{key}", day, title, url)
        for key, day, title in _days(round, user)
    )


def _days(round: Round, user) -> Iterable[tuple[str, dt.date, str]]:
    yield "opens", round.opens, _("%s öppnar") % round.title
    if rules.can_manage_round(user, round):
        for day in reminders(round):
            yield f"reminds-{day}", day, _("%s: påminnelse går ut") % round.title
    yield "closes", round.closes, _("%s: sista dagen att svara") % round.title
    own = Assessment.objects.asks(user).filter(round=round, closes__gt=round.closes)
    for one in own.select_related("organisation").order_by("pk"):
        words = _("%(round)s: sista dagen för %(unit)s")
        title = words % {"round": round.title, "unit": one.organisation.name}
        yield f"closes-{one.pk}", one.closes, title
