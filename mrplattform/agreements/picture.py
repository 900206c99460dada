"""The whole agreement on one picture: each obligation a line, its days planned and met.

A ring is the day of the agreement, a filled dot the day it was delivered, a square a day that was
moved to. The table beside says the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.translation import gettext as _

from mrplattform.agreements.models import Agreement, Due
from mrplattform.core.charts import Chart
from mrplattform.core.dates import today
from mrplattform.core.look import short_date

WIDTH, LEFT, RIGHT, TOP, ROW = 720, 250, 12, 30, 30
LETTERS = 32
R = 6


def picture(agreement: Agreement, dues: Iterable[Due], on: dt.date | None = None) -> Chart | None:
    """None when nothing of it has a day."""
    on = on or today()
    lines: dict[str, list[Due]] = {}
    for due in dues:
        if due.day or due.delivered_on:
            lines.setdefault(due.obligation.title, []).append(due)
    if not lines:
        return None
    first, last = _ends(agreement, [one for some in lines.values() for one in some])
    scale = _Scale(first, last)
    height = TOP + ROW * len(lines) + 8
    body = [*_years(scale, height), *_now(scale, on, height)]
    for place, (title, some) in enumerate(lines.items()):
        body += _line(scale, title, some, TOP + ROW * place + ROW // 2)
    return Chart(
        css="mr-chart mr-clock",
        width=WIDTH,
        height=height,
        body="".join(body),
        alt=_("%(title)s: %(count)d åtaganden med datum, %(first)d till %(last)d.")
        % {"title": agreement.title, "count": len(lines), "first": first.year, "last": last.year},
        head=[_("Åtagande"), _("Enligt överenskommelsen"), _("Senast"), _("Lämnat")],
        rows=[_row(due) for some in lines.values() for due in some],
    )


class _Scale:
    def __init__(self, first: dt.date, last: dt.date):
        self.first, self.last = first, last

    def x(self, day: dt.date) -> float:
        whole = max(1, (self.last - self.first).days)
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - self.first).days / whole, 1)


def _ends(agreement: Agreement, dues: Sequence[Due]) -> tuple[dt.date, dt.date]:
    """Whole years around everything that has a day."""
    days = [day for due in dues for day in (due.planned, due.day, due.delivered_on) if day]
    days += [day for day in (agreement.signed_on, agreement.starts, agreement.ends) if day]
    return dt.date(min(days).year, 1, 1), dt.date(max(days).year, 12, 31)


def _years(scale: _Scale, height: int) -> list[str]:
    years = range(scale.first.year, scale.last.year + 1)
    every = max(1, len(years) // 8)
    drawn = []
    for year in years:
        x = scale.x(dt.date(year, 1, 1))
        drawn.append(f'<path class="grid" d="M{x} {TOP - 8}V{height}"/>')
        if (year - scale.first.year) % every == 0:
            drawn.append(f'<text class="soft" x="{x}" y="{TOP - 14}">{year}</text>')
    return drawn


def _now(scale: _Scale, on: dt.date, height: int) -> list[str]:
    if not scale.first <= on <= scale.last:
        return []
    x = scale.x(on)
    return [
        f'<path class="now" d="M{x} {TOP - 8}V{height}"><title>{escape(_("Idag"))}</title></path>'
    ]


def _line(scale: _Scale, title: str, dues: Sequence[Due], y: int) -> list[str]:
    short = title if len(title) <= LETTERS else f"{title[: LETTERS - 1].rstrip()}…"
    drawn = [
        f'<text x="0" y="{y + 5}">{escape(short)}</text>',
        f'<path class="grid" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>',
    ]
    for due in dues:
        drawn += _marks(scale, due, y)
    return drawn


def _marks(scale: _Scale, due: Due, y: int) -> list[str]:
    words = escape(" · ".join(_row(due)))
    drawn = []
    if due.planned:
        x = scale.x(due.planned)
        drawn.append(
            f'<circle class="ring" cx="{x}" cy="{y}" r="{R}"><title>{words}</title></circle>'
        )
    if due.day and due.is_moved:
        x = scale.x(due.day)
        drawn.append(
            f'<path class="ring" d="M{x - R} {y - R}h{2 * R}v{2 * R}h{-2 * R}z">'
            f"<title>{words}</title></path>"
        )
    if due.delivered_on:
        x = scale.x(due.delivered_on)
        css = "dot late" if due.is_late() else "dot"
        drawn.append(
            f'<circle class="{css}" cx="{x}" cy="{y}" r="{R - 2}"><title>{words}</title></circle>'
        )
    return drawn


def _row(due: Due) -> list[str]:
    return [str(due), short_date(due.planned), short_date(due.day), short_date(due.delivered_on)]
