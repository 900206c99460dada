"""Measures along the years: when each begins and ends, where today is, drawn to scale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mrplattform.core.dates import period, today
from mrplattform.plans.models import Measure

WIDTH, BAR, HEIGHT = 600, 14, 22


@dataclass(frozen=True)
class Bar:
    measure: Measure
    svg: SafeString
    words: str


@dataclass(frozen=True)
class Timeline:
    years: list[int]
    bars: list[Bar]
    today: dt.date


def timeline(measures: Iterable[Measure], on: dt.date | None = None) -> Timeline:
    rows = list(measures)
    on = on or today()
    if not rows:
        return Timeline([], [], on)
    first = dt.date(min(one.starts for one in rows).year, 1, 1)
    last = dt.date(max(one.ends for one in rows).year, 12, 31)
    years = list(range(first.year, last.year + 1))
    return Timeline(years, [_bar(one, first, last, years, on) for one in rows], on)


def _bar(measure: Measure, first: dt.date, last: dt.date, years: list[int], on: dt.date) -> Bar:
    def x(day: dt.date) -> int:
        return round(WIDTH * (day - first).days / max(1, (last - first).days))

    left, right = x(measure.starts), x(measure.ends)
    words = period(measure.starts, measure.ends)
    if measure.is_late(on):
        words = _("%(period)s, skulle ha varit klar") % {"period": words}
    lines = format_html_join(
        "",
        '<path class="year" d="M{0} 0V{1}"/>',
        ((x(dt.date(y, 1, 1)), HEIGHT) for y in years[1:]),
    )
    now = (
        format_html('<path class="now" d="M{0} 0V{1}"/>', x(on), HEIGHT)
        if first <= on <= last
        else ""
    )
    svg = format_html(
        '<svg class="mr-time" viewBox="0 0 {} {}" role="img" aria-label="{}">{}'
        '<rect class="t-{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>{}</svg>',
        WIDTH,
        HEIGHT,
        words,
        lines,
        measure.tone,
        left,
        (HEIGHT - BAR) // 2,
        max(4, right - left),
        BAR,
        now,
    )
    return Bar(measure, svg, words)
