"""Pages where a round is prepared: what it asks, and whom."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mrplattform.assessments import rules
from mrplattform.assessments.candidates import candidates
from mrplattform.assessments.forms.rounds import RoundForm
from mrplattform.assessments.forms.units import AddUnitsForm, UnitsForm
from mrplattform.assessments.models import Round
from mrplattform.assessments.services import rounds as services
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.assessments.views.common import (
    crumbs,
    find_round,
    moved_on,
    posted,
    versions_side_by_side,
)
from mrplattform.core.access import require
from mrplattform.organisations.services.editions import ChangedMeanwhile


def round_new(request):
    require(rules.can_start_round(request.user))
    form = RoundForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.values
        round = services.create_round(values["owner"].authority, by=request.user, **values)
        return redirect("assessments:round_units", round.pk)
    return render(request, "assessments/round_form.html", {"form": form, "crumbs": crumbs()})


def round_edit(request, pk):
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    if not round.is_draft:
        return moved_on(request, round)
    theirs = None
    form = RoundForm(posted(request, round), user=request.user, round=round)
    if request.POST.get("keep") == "theirs":
        return redirect(round)
    if request.method == "POST" and form.is_valid():
        try:
            edition = form.cleaned_data["edition"] or 0
            services.change_round(round, edition=edition, by=request.user, **form.values)
            return redirect(round)
        except ChangedMeanwhile as conflict:
            theirs = conflict.thing
        except WrongState:
            return moved_on(request, round)
    context = {"form": form, "round": round, "crumbs": crumbs(round)}
    if theirs:
        context |= {"conflict": versions_side_by_side(form, theirs), "theirs": theirs}
    return render(request, "assessments/round_form.html", context)


def round_units(request, pk):
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    if not round.is_draft:
        return moved_on(request, round)
    asked = round.asked.select_related("reporter__organisation", "approver__organisation")
    form = UnitsForm(
        request.POST or None,
        candidates=candidates(round.authority),
        chosen={one.organisation_id: one for one in asked},
    )
    if request.method == "POST" and form.is_valid():
        services.choose_units(round, form.choices, by=request.user)
        return redirect(round)
    return render(request, "assessments/units_form.html", _units_page(round, form))


def add_units(request, pk):
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    if round.state != Round.State.OPEN:
        return moved_on(request, round)
    already = set(round.assessments.values_list("organisation_id", flat=True))
    left = [one for one in candidates(round.authority) if one.unit.pk not in already]
    form = AddUnitsForm(request.POST or None, candidates=left)
    if request.method == "POST" and form.is_valid():
        try:
            for choice in form.choices:
                services.add_unit(round, choice, by=request.user)
        except NotReady as problem:
            form.add_error(None, " ".join(problem.reasons))
        else:
            messages.success(request, _("Klart. De får en inbjudan med en egen länk."))
            return redirect(round)
    return render(request, "assessments/units_form.html", _units_page(round, form) | {"adds": True})


def _units_page(round, form) -> dict:
    return {"round": round, "form": form, "crumbs": crumbs(round)}
