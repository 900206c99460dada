"""The list of rounds, the year they fill, and their days as a calendar file."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments import rules
from mrplattform.assessments.dates import calendar_file, year_of
from mrplattform.assessments.following import with_counts
from mrplattform.assessments.models import Round
from mrplattform.assessments.todo import answering, approving
from mrplattform.assessments.views.common import crumbs, find_round
from mrplattform.assessments.views.unit_table import badge
from mrplattform.core.dates import today
from mrplattform.core.tables import Column, Table

STATE_TONES = {
    Round.State.DRAFT: "calm",
    Round.State.PLANNED: "calm",
    Round.State.OPEN: "plan",
    Round.State.CLOSED: "good",
}


def _link(thing) -> str:
    return format_html('<a href="{}">{}</a>', thing.get_absolute_url(), thing)


def _handed_in(round: Round) -> str:
    return "" if round.is_draft or round.is_anonymous else f"{round.handed_in} / {round.units}"


COLUMNS = [
    Column("namn", gettext_lazy("Kartläggning"), "title", sort=True, cell=_link),
    Column("fragor", gettext_lazy("Frågor"), lambda round: round.version.title),
    Column("oppnar", gettext_lazy("Öppnar"), "opens", sort=True, kind="date"),
    Column("stanger", gettext_lazy("Stänger"), "closes", sort=True, kind="date"),
    Column(
        "lage",
        gettext_lazy("Läge"),
        "get_state_display",
        sort="state",
        cell=lambda round: badge(round.state, round.get_state_display(), STATE_TONES),
    ),
    Column(
        "inskickade",
        gettext_lazy("Inskickade"),
        lambda round: None if round.is_anonymous else round.handed_in,
        kind="number",
        cell=_handed_in,
    ),
    Column("enheter", gettext_lazy("Enheter"), "units", kind="number", only_in_file=True),
    Column("hur", gettext_lazy("Hur"), "get_kind_display", only_in_file=True),
    Column("vilka", gettext_lazy("Vilka"), "get_reach_display", only_in_file=True),
]


def rounds(request):
    rows = with_counts(Round.objects.visible_to(request.user)).select_related("version")
    table = Table(request, rows, COLUMNS, order="-oppnar", name=_("Kartläggningar"))
    if table.wants_file:
        return table.file()
    context = {
        "table": table,
        "tabs": _tabs(in_year=False),
        "to_answer": answering(request.user),
        "to_approve": approving(request.user),
        "may_start": rules.can_start_round(request.user),
    }
    return render(request, "assessments/rounds.html", context)


def _tabs(*, in_year: bool) -> list[dict]:
    return [
        {"label": _("Lista"), "url": reverse("assessments:rounds"), "current": not in_year},
        {"label": _("Kalender"), "url": reverse("assessments:calendar"), "current": in_year},
    ]


def calendar(request):
    """A year of rounds, each from its opening to its last day."""
    rows = Round.objects.visible_to(request.user).select_related("version")
    asked = request.GET.get("ar", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else today().year
    year = min(max(year, dt.MINYEAR + 1), dt.MAXYEAR - 1)
    context = {
        "year": year_of(rows, year),
        "number": year,
        "tabs": _tabs(in_year=True),
        "crumbs": crumbs(),
        "may_start": rules.can_start_round(request.user),
    }
    return render(request, "assessments/round_calendar.html", context)


def calendar_download(request, pk):
    """The round's days for one's own calendar: to who answers her own last day."""
    round = find_round(request.user, pk)
    body = calendar_file(round, request.user)
    name = slugify(round.title) or "kartlaggning"
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
