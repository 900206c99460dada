"""The annual wheel: the ordinary steering year and the rounds of the year, as rings and as a list.

The ring is the track, the number is the same in picture and list; nothing is told by colour alone.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from dataclasses import dataclass
from typing import Any

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Round
from mrplattform.core.dates import today
from mrplattform.organisations.models import Organisation
from mrplattform.project.models import YearStep

Track = YearStep.Track
CENTRE, RINGS = 320, {Track.FOLLOW_UP: 236, Track.STEERING: 190, Track.TOGETHER: 144}
CSS = {Track.FOLLOW_UP: "t1", Track.STEERING: "t2", Track.TOGETHER: "t3"}
INNER, OUTER, MONTH_AT, WIDE = 122, 256, 287, 22
NUMBER_WIDE = 30
# The usual year of a Swedish municipality: a start, which each authority makes its own.
USUAL: list[tuple[Any, str, tuple[int, int], tuple[int, int]]] = [
    (gettext_lazy("Text till årsredovisningen"), Track.FOLLOW_UP, (1, 2), (1, 20)),
    (gettext_lazy("Nämndernas årsrapporter"), Track.STEERING, (2, 1), (3, 15)),
    (gettext_lazy("Uppföljning av insatser, vår"), Track.FOLLOW_UP, (3, 1), (3, 31)),
    (gettext_lazy("Årsredovisningen i fullmäktige"), Track.STEERING, (4, 10), (4, 30)),
    (gettext_lazy("Underlag till mål och budget"), Track.STEERING, (5, 1), (6, 15)),
    (gettext_lazy("Delårsrapport"), Track.FOLLOW_UP, (8, 20), (9, 30)),
    (gettext_lazy("Internkontrollplaner för nästa år"), Track.STEERING, (10, 1), (11, 15)),
    (gettext_lazy("Mål och budget i fullmäktige"), Track.STEERING, (11, 10), (11, 30)),
]


@dataclass(frozen=True)
class Step:
    number: int
    title: str
    track: str
    starts: dt.date
    ends: dt.date
    what: str = ""
    url: str = ""
    thing: YearStep | None = None

    @property
    def when(self) -> str:
        """'Februari–mars', 'Mars', '2 december'."""
        months = str(MONTHS[self.starts.month]), str(MONTHS[self.ends.month])
        if self.starts == self.ends:
            return f"{self.starts.day} {months[0]}"
        whole = self.starts.day == 1 and self.ends.day == _last(self.ends.year, self.ends.month)
        if months[0] == months[1]:
            words = months[0] if whole else f"{self.starts.day}–{self.ends.day} {months[0]}"
        elif whole:
            words = f"{months[0]}–{months[1]}"
        else:
            words = f"{self.starts.day} {months[0]} – {self.ends.day} {months[1]}"
        return words[:1].upper() + words[1:]

    @property
    def track_words(self) -> str:
        return str(Track(self.track).label)


@dataclass(frozen=True)
class Wheel:
    year: int
    steps: list[Step]
    svg: SafeString


def wheel(user, authority: Organisation, year: int, on: dt.date | None = None) -> Wheel:
    """Two questions to the database."""
    rows = YearStep.objects.filter(authority=authority).select_related("owner__organisation")
    steps = [_of_step(one, year) for one in rows]
    rounds = Round.objects.visible_to(user).filter(
        authority=authority, opens__lte=dt.date(year, 12, 31), closes__gte=dt.date(year, 1, 1)
    )
    steps += [_of_round(one, year) for one in rounds]
    steps.sort(key=lambda one: (one.starts, one.ends, one.title))
    numbered = [Step(**{**vars(one), "number": n}) for n, one in enumerate(steps, 1)]
    return Wheel(year, numbered, _draw(numbered, year, on or today()))


def usual_steps(authority: Organisation) -> list[YearStep]:
    return [
        YearStep(
            authority=authority,
            title=str(title),
            track=track,
            from_month=first[0],
            from_day=first[1],
            to_month=last[0],
            to_day=last[1],
        )
        for title, track, first, last in USUAL
    ]


def _of_step(one: YearStep, year: int) -> Step:
    starts = _day(year, one.from_month, one.from_day)
    ends = max(starts, _day(year, one.to_month, one.to_day))
    return Step(0, one.title, one.track, starts, ends, one.what, "", one)


def _of_round(one: Round, year: int) -> Step:
    starts, ends = max(one.opens, dt.date(year, 1, 1)), min(one.closes, dt.date(year, 12, 31))
    title = _("Kartläggning: %s") % one.title
    return Step(0, title, Track.FOLLOW_UP, starts, ends, "", one.get_absolute_url())


def _day(year: int, month: int, day: int) -> dt.date:
    """The 31st of a short month is its last day."""
    return dt.date(year, month, min(day, _last(year, month)))


def _last(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


# --- The picture -------------------------------------------------------------------------------


def _draw(steps: list[Step], year: int, on: dt.date) -> SafeString:
    alt = _("Årshjul för %(year)s med %(count)s steg i tre ringar. Samma steg står i listan.")
    return format_html(
        '<svg class="mr-wheel" viewBox="14 14 612 612" role="img" aria-label="{}">'
        "{}{}{}{}{}{}</svg>",
        alt % {"year": year, "count": len(steps)},
        _rings(),
        _months(on if on.year == year else None),
        format_html_join("", '<path class="{}" d="{}" stroke-width="22"/>', map(_arc, steps)),
        _numbers(steps),
        _needle(on) if on.year == year else "",
        format_html('<text class="yr" x="{0}" y="{0}">{1}</text>', CENTRE, year),
    )


def _rings() -> SafeString:
    circles = format_html_join(
        "",
        '<circle class="ring" cx="{0}" cy="{0}" r="{1}" stroke-width="34"/>',
        ((CENTRE, radius) for radius in RINGS.values()),
    )
    spokes = format_html_join(
        "",
        '<path class="spoke" d="M{} {}L{} {}"/>',
        ((*_at(n / 12, INNER), *_at(n / 12, OUTER)) for n in range(12)),
    )
    return format_html("{}{}", circles, spokes)


def _months(on: dt.date | None) -> SafeString:
    return format_html_join(
        "",
        '<text class="month{}" x="{}" y="{}">{}</text>',
        (
            (
                " now" if on and on.month == n else "",
                *_at((n - 0.5) / 12, MONTH_AT),
                str(MONTHS_3[n]),
            )
            for n in range(1, 13)
        ),
    )


def _arc(step: Step) -> tuple[str, str]:
    track = Track(step.track)
    radius = RINGS[track]
    first, last = _share(step.starts), _share(step.ends + dt.timedelta(days=1))
    if last <= first:  # it ends on the last day of the year
        last = 1.0
    last = max(last, first + 0.012)
    large = 1 if last - first > 0.5 else 0
    start, end = _at(first, radius), _at(min(last, first + 0.9999), radius)
    return CSS[track], f"M{start[0]} {start[1]}A{radius} {radius} 0 {large} 1 {end[0]} {end[1]}"


def _numbers(steps: list[Step]) -> SafeString:
    """Each at the middle of its step; where two would lie on each other, the later moves on."""
    last: dict[str, float] = {}
    places = []
    for one in sorted(steps, key=_middle):
        radius = RINGS[Track(one.track)]
        room = NUMBER_WIDE / (2 * math.pi * radius)
        share = max(_middle(one), last.get(one.track, -1.0) + room)
        last[one.track] = share
        places.append((*_at(share, radius), one.number))
    return format_html_join(
        "",
        '<circle class="num" cx="{0}" cy="{1}" r="14"/>'
        '<text class="numt" x="{0}" y="{1}">{2}</text>',
        places,
    )


def _middle(step: Step) -> float:
    return (_share(step.starts) + _share(step.ends)) / 2


def _needle(on: dt.date) -> SafeString:
    share = _share(on)
    return format_html(
        '<path class="needle" d="M{} {}L{} {}"/><circle class="hub" cx="{}" cy="{}" r="6"/>',
        *_at(share, 70),
        *_at(share, OUTER),
        *_at(share, OUTER),
    )


def _share(day: dt.date) -> float:
    """How much of the year has passed when the day begins; months are equally wide."""
    return (day.month - 1 + (day.day - 1) / _last(day.year, day.month)) / 12


def _at(share: float, radius: float) -> tuple[str, str]:
    angle = 2 * math.pi * share - math.pi / 2
    x, y = CENTRE + radius * math.cos(angle), CENTRE + radius * math.sin(angle)
    return f"{x:.1f}", f"{y:.1f}"
