"""One place of the grid: criteria, answers, findings, measures; and the same as a file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mrplattform.core.exports import excel
from mrplattform.core.exports.sheets import Sheet, SheetColumn
from mrplattform.project.forms import SituationFilter
from mrplattform.project.situation import Situation, rounds_with_grid
from mrplattform.project.situation_cell import CellPage, find_cell
from mrplattform.project.views.situation import CHOSEN


def page(request):
    rounds = rounds_with_grid(request.user)
    if not rounds:
        raise Http404
    form = SituationFilter(request.GET, rounds)
    situation = Situation(request.user, form.round, form.compared_with, asked=form.asked)
    cell = find_cell(situation, request.GET.get("roll", ""), request.GET.get("princip", ""))
    if cell is None:
        raise Http404
    opened = CellPage(situation, cell)
    if request.GET.get("format") == "xlsx":
        return _file(opened)
    kept = {name: request.GET[name] for name in CHOSEN if name in request.GET}
    back = reverse("project:situation") + (f"?{urlencode(kept)}" if kept else "")
    context = {
        "situation": situation,
        "cell": cell,
        "opened": opened,
        "unit": dict(form.units)[str(form.unit)] if form.unit else "",
        "back": back,
        "file_url": f"?{urlencode(cell.chosen | kept | {'format': 'xlsx'})}",
    }
    return render(request, "project/situation_cell.html", context)


def _file(opened: CellPage) -> HttpResponse:
    name = slugify(f"nulage {opened.cell.role.name} {opened.cell.principle.name}")
    return HttpResponse(
        excel.write_xlsx([_criteria(opened), _findings(opened), _measures(opened)]),
        content_type=excel.TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


def _criteria(opened: CellPage) -> Sheet:
    levels = [f"{level} {label}" for level, label in opened.situation.levels]
    numbers = [*levels, _("Vet ej"), _("Inte aktuellt"), _("Saknas"), _("Framåt"), _("Bakåt")]
    columns = [SheetColumn(_("Kriterium")), *[SheetColumn(one, "number") for one in numbers]]
    rows = []
    for one in opened.criteria:
        now = one.spot.now
        rest = [now.unknown, now.not_applicable, now.missing, now.forward, now.backward]
        rows.append([one.question.text, *one.counts, *rest])
    return Sheet(_("Kriterier"), columns, rows)


def _findings(opened: CellPage) -> Sheet:
    columns = [SheetColumn(_("Slutsats")), SheetColumn(_("Slag")), SheetColumn(_("Vad den säger"))]
    rows = [[one.title, one.get_kind_display(), one.text] for one in opened.findings]
    return Sheet(_("Slutsatser"), columns, rows)


def _measures(opened: CellPage) -> Sheet:
    columns = [
        SheetColumn(_("Insats")),
        SheetColumn(_("Läge")),
        SheetColumn(_("Bedömning")),
        SheetColumn(_("Ansvarig funktion")),
        SheetColumn(_("Klar senast"), "date"),
    ]
    rows = [
        [one.title, one.get_state_display(), one.judgement, str(one.responsible), one.ends]
        for one in opened.measures
    ]
    return Sheet(_("Insatser"), columns, rows)
