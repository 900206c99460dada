"""Nuläge: the grid of roles and principles, and the same numbers as a table."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Round
from mrplattform.core.exports import excel
from mrplattform.core.exports.sheets import Sheet, SheetColumn
from mrplattform.core.tables import FilterForm
from mrplattform.organisations.models import Role
from mrplattform.project.situation import (
    Situation,
    earlier_rounds,
    most_common,
    rounds_with_grid,
)

NOTHING = "ingen"


class SituationFilter(FilterForm):
    kartlaggning = forms.ChoiceField(label=gettext_lazy("Kartläggning"))
    jamfor = forms.ChoiceField(label=gettext_lazy("Jämför med"))
    enhet = forms.ChoiceField(label=gettext_lazy("Enheter"))

    def __init__(self, data, rounds: list[Round]):
        super().__init__(data)
        self.rounds = rounds
        self.round = _chosen(rounds, data.get("kartlaggning")) or rounds[0]
        self.earlier = earlier_rounds(self.round, rounds)
        units = self.round.assessments.select_related("organisation").order_by("organisation__name")
        self.fields["kartlaggning"].choices = _choices(rounds)
        self.fields["jamfor"].choices = [*_choices(self.earlier), (NOTHING, _("Jämför inte"))]
        self.fields["enhet"].choices = [
            ("", _("Alla enheter")),
            *((str(one.organisation_id), one.organisation.name) for one in units),
        ]
        if not self.earlier:
            del self.fields["jamfor"]

    @property
    def compared_with(self) -> Round | None:
        wanted = self.data.get("jamfor", "")
        if wanted == NOTHING or not self.earlier:
            return None
        return _chosen(self.earlier, wanted) or self.earlier[0]

    @property
    def unit(self) -> int:
        wanted = self.data.get("enhet", "")
        known = {value for value, _label in self.fields["enhet"].choices}
        return int(wanted) if wanted and wanted in known else 0


def page(request):
    rounds = rounds_with_grid(request.user)
    if not rounds:
        is_strategist = request.user.standing.has_role(Role.STRATEGIST)
        return render(request, "project/situation_empty.html", {"may_start": is_strategist})
    form = SituationFilter(request.GET, rounds)
    situation = Situation(request.user, form.round, form.compared_with, unit=form.unit)
    if request.GET.get("format") == "xlsx":
        return _file(situation)
    context = {
        "situation": situation,
        "form": form,
        "rows": [
            (role, [(cell, most_common(situation, cell.now)) for cell in cells])
            for role, cells in situation.rows
        ],
        "table": _lines(situation),
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


def _lines(situation: Situation) -> list[dict]:
    """The grid's numbers, row by row; the picture's table twin."""
    return [
        {
            "cell": cell,
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


def _choices(rounds: list[Round]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.title) for one in rounds]


def _chosen(rounds: list[Round], wanted) -> Round | None:
    return next((one for one in rounds if str(one.pk) == wanted), None)
