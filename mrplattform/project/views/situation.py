"""Nuläge: the grid of roles and principles, and the same numbers as a table."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mrplattform.assessments.models import Round
from mrplattform.core.exports import excel
from mrplattform.core.exports.sheets import Sheet, SheetColumn
from mrplattform.organisations.models import Role
from mrplattform.project.forms import SituationFilter
from mrplattform.project.situation import (
    Cell,
    Situation,
    most_common,
    rounds_with_grid,
)

CHOSEN = ("kartlaggning", "jamfor", "enhet")


def page(request):
    rounds = rounds_with_grid(request.user)
    if not rounds:
        is_strategist = request.user.standing.has_role(Role.STRATEGIST)
        return render(request, "project/situation_empty.html", {"may_start": is_strategist})
    form = SituationFilter(request.GET, rounds)
    situation = Situation(request.user, form.round, form.compared_with, asked=form.asked)
    if request.GET.get("format") == "xlsx":
        return _file(situation)
    context = {
        "situation": situation,
        "form": form,
        "rows": [
            (
                role,
                [
                    (cell, cell_url(request, cell), most_common(situation, cell.now))
                    for cell in cells
                ],
            )
            for role, cells in situation.rows
        ],
        "table": _lines(request, situation),
        "tabs": _tabs(form.round),
        "file_url": _file_url(request),
    }
    return render(request, "project/situation.html", context)


def _tabs(round: Round) -> list[dict]:
    return [
        {"label": _("Rutnät"), "url": reverse("project:situation"), "current": True},
        {"label": _("Matris per enhet"), "url": round.results_url, "current": False},
        {"label": _("Slutsatser"), "url": reverse("assessments:findings"), "current": False},
    ]


def cell_url(request, cell: Cell) -> str:
    """One place of the grid, with the round and unit that were chosen."""
    kept = {name: request.GET[name] for name in CHOSEN if name in request.GET}
    return f"{reverse('project:situation_cell')}?{urlencode(cell.chosen | kept)}"


def _lines(request, situation: Situation) -> list[dict]:
    """The grid's numbers, row by row; the picture's table twin."""
    return [
        {
            "cell": cell,
            "url": cell_url(request, cell),
            "is_first": place == 0,
            "levels": [cell.now.levels[level] for level, _label in situation.levels],
        }
        for _role, cells in situation.rows
        for place, cell in enumerate(cells)
    ]


def _file(situation: Situation) -> HttpResponse:
    columns = [
        SheetColumn(_("Roll")),
        SheetColumn(_("Princip")),
        *[SheetColumn(f"{level} {label}", "number") for level, label in situation.levels],
        *[SheetColumn(label, "number") for label in (_("Vet ej"), _("Inte aktuellt"), _("Saknas"))],
        *[SheetColumn(label, "number") for label in (_("Framåt"), _("Bakåt"))],
        *[SheetColumn(label, "number") for label in (_("Slutsatser"), _("Insatser"))],
    ]
    rows = [
        [
            cell.role.name,
            cell.principle.name,
            *[cell.now.levels[level] for level, _label in situation.levels],
            *[cell.now.unknown, cell.now.not_applicable, cell.now.missing],
            *[cell.now.forward, cell.now.backward, cell.findings, cell.measures],
        ]
        for _role, cells in situation.rows
        for cell in cells
    ]
    name = slugify(f"nulage {situation.round.title}")
    return HttpResponse(
        excel.write_xlsx([Sheet(situation.round.title, columns, rows)]),
        content_type=excel.TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


def _file_url(request) -> str:
    params = request.GET.copy()
    params["format"] = "xlsx"
    return f"?{params.urlencode()}"
