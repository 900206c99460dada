"""Pictures drawn on the server: inline SVG in the theme's classes, with words and a table twin.

Every chart has `svg` for the page (the signs come from the page's sprite), `alt`, and `head` and
`rows` for the table beside it. core.exports.drawings makes it stand alone on paper.
Shape, dash and number carry the meaning; colour comes last. Bars start at 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from mrplattform.core import look

Value = float | int | None


@dataclass(frozen=True)
class Chart:
    css: str
    width: float
    height: float
    body: str
    alt: str
    head: list[str]
    rows: list[list[str]] = field(default_factory=list)

    @property
    def svg(self) -> SafeString:
        return format_html(
            '<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
            self.css,
            _n(self.width),
            _n(self.height),
            self.alt,
            mark_safe(self.body),  # built below, every text escaped
        )


# --- Ridge: how the answers lie over the levels ----------------------------------------------

RIDGE_WIDTH, RIDGE_LEFT, RIDGE_RIGHT, RIDGE_BASE, RIDGE_TALLEST = 292, 4, 239, 100, 72
UNKNOWN_LEFT, UNKNOWN_RIGHT, SIGN = 253, 287, 17


def ridge(
    counts: Sequence[int],
    levels: Sequence[str],
    *,
    unknown: int = 0,
    before: Sequence[int] | None = None,
    before_unknown: int = 0,
    subject: str = "",
    now_label: str = "",
    before_label: str = "",
    tallest: float | None = None,
) -> Chart:
    """How many answers each level got. Height is the share of all answers.

    `before` draws last time's shares as a dashed line. Several ridges can be compared when they
    are given the same `tallest` (see tallest_share).
    """
    if len(counts) != len(levels) or (before is not None and len(before) != len(levels)):
        raise ValueError("one count per level, please")
    shares = _shares(counts, unknown)
    past = _shares(before, before_unknown) if before is not None else None
    top = tallest or max([*shares, *(past or []), 0]) or 1
    heights = [RIDGE_TALLEST * share / top for share in shares]
    past_heights = [RIDGE_TALLEST * share / top for share in past] if past else None
    body = _ridge_columns(counts, unknown, heights, past_heights)
    return Chart(
        "mr-ridge",
        RIDGE_WIDTH,
        126,
        body,
        _ridge_alt(subject, counts, levels, unknown),
        *_ridge_twin(counts, levels, unknown, before, before_unknown, now_label, before_label),
    )


def tallest_share(*distributions: Sequence[int]) -> float:
    """The largest share among several distributions (each with its unknowns as the last number)."""
    return max((share for one in distributions for share in _shares(one[:-1], one[-1])), default=0)


def _shares(counts: Sequence[int], unknown: int) -> list[float]:
    """Each level's share of all answers, the unknown last."""
    total = sum(counts) + unknown
    return [count / total if total else 0.0 for count in [*counts, unknown]]


def _ridge_columns(counts, unknown, heights, past) -> str:
    width = (RIDGE_RIGHT - RIDGE_LEFT) / len(counts)
    parts = []
    for level, count in enumerate(counts):
        left = RIDGE_LEFT + level * width
        parts.append(
            _ridge_column(
                f"l{min(level, 4)}",
                f"g{min(level, 4)}",
                left + 0.5,
                width - 1,
                heights[level],
                count,
                max(heights[level], past[level] if past else 0),
            )
        )
    wide = UNKNOWN_RIGHT - UNKNOWN_LEFT
    parts.append(_ridge_column("lu", "gu", UNKNOWN_LEFT, wide, heights[-1], unknown, heights[-1]))
    parts.append(
        f'<path class="base" d="M{RIDGE_LEFT} {RIDGE_BASE}H{RIDGE_RIGHT}'
        f'M{UNKNOWN_LEFT} {RIDGE_BASE}H{UNKNOWN_RIGHT}"/>'
    )
    if past:
        steps = []
        for level, height in enumerate(past[:-1]):
            y = _n(RIDGE_BASE - height)
            left = RIDGE_LEFT + level * width
            steps += [f"{_n(left)},{y}", f"{_n(left + width)},{y}"]
        parts.append(f'<polyline class="then" points="{" ".join(steps)}"/>')
    return "".join(parts)


def _ridge_column(css, sign, left, width, height, count, highest) -> str:
    middle = left + width / 2
    bar = (
        f'<rect class="{css}" x="{_n(left)}" y="{_n(RIDGE_BASE - height)}" '
        f'width="{_n(width)}" height="{_n(height)}"/>'
        if count
        else ""
    )
    return (
        f'{bar}<text x="{_n(middle)}" y="{_n(RIDGE_BASE - highest - 6)}">{look.number(count)}</text>'
        f'<use href="#{sign}" x="{_n(middle - SIGN / 2)}" y="106" width="{SIGN}" height="{SIGN}"/>'
    )


def _ridge_alt(subject, counts, levels, unknown) -> str:
    said = [f"{str(label).lower()} {count}" for label, count in zip(levels, counts, strict=True)]
    said.append(f"{_('vet ej')} {unknown}")
    start = f"{subject}. " if subject else ""
    return f"{start}{_('Antal svar per nivå')}: {', '.join(said)}."


def _ridge_twin(counts, levels, unknown, before, before_unknown, now_label, before_label):
    labels = [*levels, _("Vet ej")]
    now = [*counts, unknown]
    if before is None:
        rows = [[str(a), look.number(b)] for a, b in zip(labels, now, strict=True)]
        return [_("Nivå"), now_label or _("Antal svar")], rows
    then = [*before, before_unknown]
    rows = [
        [str(a), look.number(b), look.number(c)] for a, b, c in zip(labels, then, now, strict=True)
    ]
    return [_("Nivå"), before_label or _("Förra gången"), now_label or _("Nu")], rows


# --- Three points: where were we, where are we, where do we want to be ------------------------

TRACK_LEFT, TRACK_RIGHT, TRACK_Y, THREE_WIDTH = 16, 304, 28, 320
CHARACTER = 7.5  # a digit of the small text, generously


def three_points(
    was: Value,
    now: Value,
    want: Value,
    *,
    low: float = 0,
    high: float = 100,
    unit: str = "%",
    labels: Sequence[str] = ("", "", ""),
    more_is_better: bool = True,
) -> Chart:
    """A movement on a line. Any of the points may be missing; the range widens to hold them all."""
    known = [value for value in (was, now, want) if value is not None]
    low, high = min([low, *known]), max([high, *known])
    if high <= low:
        high = low + 1

    def place(value):
        return TRACK_LEFT + (TRACK_RIGHT - TRACK_LEFT) * (value - low) / (high - low)

    parts = [f'<path class="track" d="M{TRACK_LEFT} {TRACK_Y}H{TRACK_RIGHT}"/>']
    if was is not None and now is not None and was != now:
        forward = (now > was) == more_is_better
        css = "went" if forward else "back"
        parts.append(f'<path class="{css}" d="M{_n(place(was))} {TRACK_Y}H{_n(place(now))}"/>')
    if now is not None and want is not None and now != want:
        parts.append(f'<path class="left" d="M{_n(place(now))} {TRACK_Y}H{_n(place(want))}"/>')
    if want is not None:
        parts.append(f'<path class="p-want" d="m{_n(place(want))} 18 10 10-10 10-10-10Z"/>')
    if was is not None:
        parts.append(f'<circle class="p-then" cx="{_n(place(was))}" cy="{TRACK_Y}" r="7"/>')
    if now is not None:
        parts.append(f'<circle class="p-now" cx="{_n(place(now))}" cy="{TRACK_Y}" r="9"/>')
        parts.append(_point_text(place(now), 12, now, unit, bold=True))
    parts += _lower_texts(was, want, place, unit)
    names = [label or default for label, default in zip(labels, _point_names(), strict=True)]
    values = [_with_unit(value, unit) for value in (was, now, want)]
    return Chart(
        "mr-three",
        THREE_WIDTH,
        58,
        "".join(parts),
        _points_alt(was, now, want, unit),
        [_("Läge"), _("Värde")],
        [[name, value or _("saknas")] for name, value in zip(names, values, strict=True)],
    )


def _point_names() -> tuple[str, str, str]:
    return _("Var"), _("Är"), _("Vill")


def _lower_texts(was, want, place, unit) -> list[str]:
    """The two values under the line, moved apart when they would touch."""
    if was is None or want is None:
        return [
            _point_text(place(value), 55, value, unit) for value in (was, want) if value is not None
        ]
    (left, low), (right, high) = sorted([(place(was), was), (place(want), want)])
    half = CHARACTER / 2 * max(len(_with_unit(was, unit)), len(_with_unit(want, unit)))
    needed = 2 * half + 6
    middle = (left + right) / 2
    if right - left < needed:
        left, right = middle - needed / 2, middle + needed / 2
    # Both are pushed inside together, so that they stay apart.
    shift = max(0, half - left) - max(0, right - (THREE_WIDTH - half))
    return [
        _point_text(left + shift, 55, low, unit),
        _point_text(right + shift, 55, high, unit),
    ]


def _point_text(x, y, value, unit, bold=False) -> str:
    # Kept inside the picture at both ends.
    text = _with_unit(value, unit)
    half = CHARACTER / 2 * len(text)
    x = min(max(x, half), THREE_WIDTH - half)
    weight = ' font-weight="650"' if bold else ""
    return f'<text x="{_n(x)}" y="{y}"{weight}>{escape(text)}</text>'


def _points_alt(was, now, want, unit) -> str:
    unit = {"%": _("procent")}.get(unit, unit)
    said = []
    for word, value in ((_("var"), was), (_("är"), now), (_("vill nå"), want)):
        text = _with_unit(value, unit)
        said.append(f"{word} {text}" if text else "")
    said = [one for one in said if one]
    return (capfirst(", ".join(said)) + ".") if said else _("Inga värden.")


# --- Bars -------------------------------------------------------------------------------------

BAR_FULL, BAR_WIDTH, BAR_WRAP = 240, 350, 42
HIDDEN = look.HIDDEN


@dataclass(frozen=True)
class Bars:
    """One group of bars: a value per series. None is missing; HIDDEN is not shown."""

    label: str
    values: Sequence


def bars(
    groups: Sequence[Bars], series: Sequence[str], *, subject: str, unit: str = "%", what: str = ""
) -> Chart:
    """Lying bars from 0. The last series is the one that counts, drawn thicker and bold."""
    known = [value for group in groups for value in group.values if _is_number(value)]
    if any(value < 0 for value in known):
        raise ValueError("bars start at 0 and cannot show negative values")
    if not 1 <= len(series) <= 4:
        raise ValueError("one to four series")
    top = max([*known, 0]) or 1
    parts, y = [], 0.0
    for group in groups:
        for line in _wrapped(group.label):
            y += 20
            parts.append(f'<text x="0" y="{_n(y - 4)}" font-weight="600">{escape(line)}</text>')
        y += 4
        for place, value in enumerate(group.values):
            is_last = place == len(series) - 1
            parts.append(_bar(y, value, top, unit, series[place], _bar_css(place, series), is_last))
            y += 25 if is_last else 18
        y += 11
    return Chart(
        "mr-chart mr-chart-s",
        BAR_WIDTH,
        max(y, 1),
        "".join(parts),
        _("Stapeldiagram. %(subject)s. Värdena står i tabellen.") % {"subject": subject},
        [what or _("Grupp"), *map(str, series)],
        [[group.label, *(_said(value, unit) for value in group.values)] for group in groups],
    )


def _bar_css(place: int, series: Sequence) -> str:
    return "s1" if place == len(series) - 1 else ("s4", "s3", "s2")[place]


def _bar(y, value, top, unit, label, css, is_last) -> str:
    height = 22 if is_last else 15
    text = escape(f"{_said(value, unit)} {label}".strip())
    tone = ' font-weight="600"' if is_last else ' class="soft"'
    if not _is_number(value):
        return f'<text x="0" y="{_n(y + height / 2 + 5.5)}"{tone}>{text}</text>'
    width = BAR_FULL * value / top
    return (
        f'<g class="{css}"><rect class="bar" x="0" y="{_n(y)}" width="{_n(width)}" '
        f'height="{height}"/></g>'
        f'<text x="{_n(width + 8)}" y="{_n(y + height / 2 + 5.5)}"{tone}>{text}</text>'
    )


# --- Lines ------------------------------------------------------------------------------------

PLOT_LEFT, PLOT_RIGHT, PLOT_TOP, PLOT_BOTTOM = 34, 344, 14, 234
LABEL_GAP = 19


@dataclass(frozen=True)
class Line:
    label: str
    values: Sequence[Value]


def lines(
    series: Sequence[Line],
    times: Sequence[str],
    *,
    subject: str,
    unit: str = "%",
    what: str = "",
    low: float | None = None,
    high: float | None = None,
) -> Chart:
    """One to four lines over time, each with its own dash, mark and name at its end."""
    if not 1 <= len(series) <= 4:
        raise ValueError("one to four lines")
    known = [value for one in series for value in one.values if value is not None]
    ticks = _ticks(
        min([*known, *([low] if low is not None else [])], default=0),
        max([*known, *([high] if high is not None else [])], default=1),
    )
    left = max(PLOT_LEFT, 10 + 9 * max(len(look.number(tick, _places(tick))) for tick in ticks))

    def at(place, value):
        x = left + (PLOT_RIGHT - left) * (place / (len(times) - 1) if len(times) > 1 else 0.5)
        share = (value - ticks[0]) / (ticks[-1] - ticks[0])
        return x, PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * share

    parts = _axes(ticks, times, left, at)
    ends = []
    for place, one in enumerate(series, start=1):
        points = [at(i, v) if v is not None else None for i, v in enumerate(one.values)]
        parts.append(f'<g class="s{place}">{_path(points)}{_marks(points, place)}</g>')
        known_ends = [
            (p[1], v) for p, v in zip(points, one.values, strict=True) if p and v is not None
        ]
        if known_ends:
            y, value = known_ends[-1]
            ends.append((y, f"{one.label}, {look.number(value, _places(value))}"))
    parts += _end_labels(ends)
    longest = max((len(text) for _y, text in ends), default=0)
    return Chart(
        "mr-chart",
        max(476, 362 + 8.4 * longest),
        264,
        "".join(parts),
        _("Linjediagram. %(subject)s. Värdena står i tabellen.") % {"subject": subject},
        [what or _("Serie"), *map(str, times)],
        [[one.label, *(_said(value, unit) for value in one.values)] for one in series],
    )


def _axes(ticks, times, left, at) -> list[str]:
    parts = []
    for tick in ticks:
        y = at(0, tick)[1]
        parts.append(f'<path class="grid" d="M{_n(left)} {_n(y)}H350"/>')
        parts.append(
            f'<text class="soft" x="{_n(left - 8)}" y="{_n(y + 5)}" text-anchor="end">'
            f"{look.number(tick, _places(tick))}</text>"
        )
    step = math.ceil(len(times) / 7)
    # Counted from the newest, which must have its name.
    for place in range(len(times) - 1, -1, -step):
        x = at(place, ticks[0])[0]
        parts.append(
            f'<text class="soft" x="{_n(x)}" y="258" text-anchor="middle">'
            f"{escape(times[place])}</text>"
        )
    return parts


def _path(points) -> str:
    """A line that breaks where a value is missing."""
    steps, pen_down = [], False
    for point in points:
        if point is None:
            pen_down = False
            continue
        steps.append(f"{'L' if pen_down else 'M'}{_n(point[0])} {_n(point[1])}")
        pen_down = True
    return f'<path class="line" d="{"".join(steps)}"/>'


def _marks(points, place: int) -> str:
    draw = {1: _circle, 2: _triangle, 3: _square, 4: _diamond}[place]
    return "".join(draw(*point) for point in points if point)


def _circle(x, y):
    return f'<circle class="pt" cx="{_n(x)}" cy="{_n(y)}" r="6"/>'


def _triangle(x, y):
    return f'<path class="pt" d="m{_n(x)} {_n(y - 7)} 7 12.5h-14Z"/>'


def _square(x, y):
    return f'<rect class="pt" x="{_n(x - 5.5)}" y="{_n(y - 5.5)}" width="11" height="11"/>'


def _diamond(x, y):
    return f'<path class="pt" d="m{_n(x)} {_n(y - 7.5)} 7.5 7.5-7.5 7.5-7.5-7.5Z"/>'


def _end_labels(ends) -> list[str]:
    """Names at the lines' ends, pushed apart until none touch and pulled back inside."""
    placed: list[list] = []
    for y, text in sorted(ends):
        placed.append([max(y, placed[-1][0] + LABEL_GAP) if placed else y, text])
    lowest = PLOT_BOTTOM
    for one in reversed(placed):
        one[0] = min(one[0], lowest)
        lowest = one[0] - LABEL_GAP
    return [
        f'<text x="358" y="{_n(y + 5)}" font-weight="600">{escape(text)}</text>'
        for y, text in placed
    ]


def _ticks(low: float, high: float) -> list[float]:
    """Four to seven round numbers that hold all values."""
    if high == low:
        low, high = (low - 1, high + 1) if low else (0, 1)
    rough = (high - low) / 5
    power = 10 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(step * place, 10) for place in range(first, last + 1)]


# --- Numbers and words ------------------------------------------------------------------------


def _n(value: float) -> str:
    """A coordinate, short and the same on every machine."""
    return f"{value:.1f}".rstrip("0").rstrip(".") or "0"


def _is_number(value) -> bool:
    return isinstance(value, int | float)


def _places(value: float) -> int:
    return 0 if float(value).is_integer() else 1


def _with_unit(value: Value, unit: str) -> str:
    if value is None:
        return ""
    return f"{look.number(value, _places(value))} {unit}".strip()


def _said(value, unit: str) -> str:
    if value is HIDDEN:
        return str(value)
    return _with_unit(value, unit) if value is not None else _("saknas")


def _wrapped(label: str) -> list[str]:
    """A label in as many lines as it needs."""
    rows = [""]
    for word in str(label).split():
        if rows[-1] and len(rows[-1]) + 1 + len(word) > BAR_WRAP:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return rows
