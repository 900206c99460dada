"""Other ways to see the same measures as the list: along the years, by function, by topic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.sorting import swedish_key
from mrplattform.plans.forms.filters import MeasureFilter
from mrplattform.plans.models import Measure
from mrplattform.plans.showing import Tab
from mrplattform.plans.timeline import timeline
from mrplattform.rights.models import Topic

# More than this at once helps nobody; the filters narrow.
MOST = 200
GRID = (Topic.Kind.ROLE, Topic.Kind.PRINCIPLE, Topic.Kind.CRITERION)


def way(request, name):
    if name not in WAYS:
        raise Http404
    heading, arrange, template = WAYS[name]
    filters = MeasureFilter(request.GET, user=request.user)
    rows = filters.narrow(Measure.objects.visible_to(request.user))
    rows = rows.select_related("responsible__organisation").prefetch_related("topics")
    measures = list(rows.order_by("starts", "ends", "pk")[: MOST + 1])
    context = {
        "heading": heading,
        "filters": filters,
        "tabs": way_tabs(request, name),
        "count": len(measures),
        "cut": len(measures) > MOST,
        "most": MOST,
        **arrange(measures[:MOST]),
    }
    return render(request, template, context)


def way_tabs(request, current: str = "") -> list[Tab]:
    """The same choice of measures, seen in another way."""
    params = request.GET.copy()
    for name in ("sida", "sortera", "format", "arkiv"):
        params.pop(name, None)
    query = f"?{params.urlencode()}" if params else ""
    rows = [("", _("Lista"), reverse("plans:measures"))]
    rows += [(name, way[0], reverse("plans:way", args=[name])) for name, way in WAYS.items()]
    rows.append(("planer", _("Planer"), reverse("plans:plans")))
    return [Tab(label, url + query, name == current) for name, label, url in rows]


def _along_years(measures: list[Measure]) -> dict[str, Any]:
    return {"timeline": timeline(measures)}


def _by_function(measures: list[Measure]) -> dict[str, Any]:
    groups: dict[str, list[Measure]] = {}
    for one in measures:
        groups.setdefault(str(one.responsible), []).append(one)
    return {"groups": sorted(groups.items(), key=lambda group: swedish_key(group[0]))}


def _by_topic(measures: list[Measure]) -> dict[str, Any]:
    """Under each role, principle and criterion; a measure stands under all that it is about."""
    groups: dict[Topic, list[Measure]] = {}
    loose = []
    for one in measures:
        topics = [topic for topic in one.topics.all() if topic.kind in GRID]
        for topic in topics:
            groups.setdefault(topic, []).append(one)
        if not topics:
            loose.append(one)
    order = sorted(groups.items(), key=lambda group: (GRID.index(group[0].kind), group[0].order))
    found = [(topic.full_name, rows) for topic, rows in order]
    return {"groups": [*found, (_("Utan ämne"), loose)] if loose else found}


WAYS: dict[str, tuple[Any, Callable[[list[Measure]], dict[str, Any]], str]] = {
    "tidslinje": (gettext_lazy("Tidslinje"), _along_years, "plans/timeline.html"),
    "funktion": (gettext_lazy("Per funktion"), _by_function, "plans/grouped.html"),
    "amne": (gettext_lazy("Per ämne"), _by_topic, "plans/grouped.html"),
}
