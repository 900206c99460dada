"""Sweden's municipalities as a map: which of them something is true of, and how far.

The drawing is data/sweden.json (see tools/draw_sweden.py). Regions have no area of their own on it;
the table twin, which always stands beside it, has them too. Borders: Statistics Sweden (SCB).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mrplattform.core.charts import Chart
from mrplattform.core.sorting import swedish_key
from mrplattform.organisations.models import OfficialCode

DRAWING = Path(__file__).parent / "data" / "sweden.json"


@dataclass(frozen=True)
class Place:
    """A municipality or region: its name, how far it has come (0–4, the look's levels) in words."""

    name: str
    level: int
    words: str


@cache
def drawing() -> dict:
    return json.loads(DRAWING.read_text(encoding="utf8"))


def sweden(places: Mapping[int, Place], *, about: str) -> Chart:
    """`places` by the authority's number. Those not among them are drawn without colour."""
    drawn = drawing()
    codes = OfficialCode.objects.filter(organisation__in=places).values_list("code", "organisation")
    by_code = {code: places[number] for code, number in codes}
    body = format_html_join("", "{}", ((path,) for path in _paths(drawn["paths"], by_code)))
    return Chart(
        css="mr-sweden",
        width=drawn["width"],
        height=drawn["height"],
        body=str(body),
        alt=str(format_html("{} {}", about, _summary(places.values()))),
        head=[_("Kommun eller region"), _("Läge")],
        rows=_rows(places.values()),
    )


def _paths(paths: dict[str, str], by_code: dict[str, Place]) -> Iterable[SafeString]:
    for code, path in paths.items():
        if place := by_code.get(code):
            title = format_html("<title>{}: {}</title>", place.name, place.words)
            yield format_html('<path class="l{}" d="{}">{}</path>', place.level, path, title)
        else:
            yield format_html('<path class="none" d="{}"/>', path)


def _summary(places: Iterable[Place]) -> str:
    """'12 har svarat, 3 har börjat.', the farthest first."""
    counted: dict[tuple[int, str], int] = {}
    for place in places:
        key = (-place.level, place.words)
        counted[key] = counted.get(key, 0) + 1
    return ", ".join(f"{count} {words.lower()}" for (_far, words), count in sorted(counted.items()))


def _rows(places: Iterable[Place]) -> list[list[str]]:
    ordered: Sequence[Place] = sorted(places, key=lambda one: swedish_key(one.name))
    return [[place.name, place.words] for place in ordered]
