"""Pages where a round is prepared: what it asks, when, and which questions of each kind of unit."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mrplattform.assessments import rules
from mrplattform.assessments.forms.questions import QuestionsForm
from mrplattform.assessments.forms.rounds import RoundForm
from mrplattform.assessments.models import Round
from mrplattform.assessments.services import rounds as services
from mrplattform.assessments.services.errors import WrongState
from mrplattform.assessments.views.common import (
    crumbs,
    find_round,
    moved_on,
    posted,
    versions_side_by_side,
)
from mrplattform.core.access import require
from mrplattform.organisations.services.editions import ChangedMeanwhile


def find_draft(request, pk) -> Round:
    """A round that she may prepare; the view asks whether it can still be changed."""
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    return round


def round_new(request):
    require(rules.can_start_round(request.user))
    form = RoundForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.values
        round = services.create_round(values["owner"].authority, by=request.user, **values)
        if round.kind == Round.Kind.LIVE:
            return redirect(round)
        return redirect("assessments:round_units", round.pk)
    return render(request, "assessments/round_form.html", {"form": form, "crumbs": crumbs()})


def round_edit(request, pk):
    round = find_draft(request, pk)
    if round.state != Round.State.DRAFT:
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


def round_questions(request, pk):
    """Which questions each kind of unit is asked."""
    round = find_draft(request, pk)
    if round.state != Round.State.DRAFT:
        return moved_on(request, round)
    kinds = round.asked.order_by("organisation__kind").values_list("organisation__kind", flat=True)
    kinds = list(kinds.distinct())
    if not kinds:
        messages.info(request, _("Välj enheter först. Sedan kan ni välja frågor för varje slag."))
        return redirect("assessments:round_units", round.pk)
    form = QuestionsForm(posted(request, round), round=round, kinds=kinds)
    if request.POST.get("keep") == "theirs":
        return redirect(round)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            services.leave_out(
                round, form.left_out, edition=form.cleaned_data["edition"], by=request.user
            )
            return redirect(round)
        except ChangedMeanwhile as conflict:
            theirs = conflict.thing
        except WrongState:
            return moved_on(request, round)
    context = {"form": form, "round": round, "crumbs": crumbs(round)}
    if theirs:
        context |= {"conflict": form.conflict_rows(theirs), "theirs": theirs}
    return render(request, "assessments/round_questions.html", context)
