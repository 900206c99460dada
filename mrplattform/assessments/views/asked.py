"""One unit that a round asks: how it is going there, who answers, more time, a reminder, sharing."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.following import add_progress
from mrplattform.assessments.forms.running import ExtendOneForm
from mrplattform.assessments.forms.units import FunctionsForm
from mrplattform.assessments.models import Assessment
from mrplattform.assessments.services import letters, links
from mrplattform.assessments.services import rounds as services
from mrplattform.assessments.services.errors import WrongState
from mrplattform.assessments.views.common import crumbs, find_own, moved_on
from mrplattform.assessments.views.running import tell_reminded
from mrplattform.assessments.whom import Whom
from mrplattform.core.access import require
from mrplattform.core.history import history


def _find(request, pk) -> Assessment:
    assessment = find_own(request.user, pk)
    require(rules.can_manage_round(request.user, assessment.round))
    return assessment


def asked(request, pk):
    """What the leader of the round needs to know of one unit, and can do about it."""
    assessment = _find(request, pk)
    round = assessment.round
    add_progress([assessment], round.version.questions.count(), {round.authority_id})
    context = {
        "assessment": assessment,
        "round": round,
        "crumbs": crumbs(round),
        "is_late": not assessment.is_handed_in and not rules.is_answerable(assessment),
        "not_reached": letters.failed(round).get(assessment.pk),
        "portions": assessment.portions.current().select_related("section", "function", "link"),
        "links": assessment.links.filter(revoked_at__isnull=True).order_by("-pk")[:5],
        "deeds": history(assessment)[:20],
        "may_read": rules.can_read_answers(request.user, assessment),
    }
    return render(request, "assessments/asked.html", context)


@require_POST
def remind_one(request, pk):
    assessment = _find(request, pk)
    try:
        count = services.remind(assessment.round, by=request.user, only_these=[assessment.pk])
    except WrongState:
        return moved_on(request, assessment.round)
    tell_reminded(request, count)
    return redirect("assessments:asked", pk)


def extend_one(request, pk):
    """More time for one, with a reason."""
    assessment = _find(request, pk)
    form = ExtendOneForm(request.POST or None, assessment=assessment)
    if request.method == "POST" and form.is_valid():
        try:
            services.extend_one(assessment, by=request.user, **form.cleaned_data)
        except WrongState:
            return moved_on(request, assessment.round)
        messages.success(request, _("Sparat. Den som svarar får ett mejl med den nya dagen."))
        return redirect("assessments:asked", pk)
    words = {
        "heading": _("Ge mer tid"),
        "lead": _("Bara %s får mer tid.") % assessment.organisation.name,
        "submit": _("Ge mer tid"),
    }
    return _form_page(request, form, assessment, **words)


def functions(request, pk):
    """Who answers and who approves for one unit."""
    assessment = _find(request, pk)
    form = FunctionsForm(
        request.POST or None,
        assessment=assessment,
        whom=Whom(assessment.round),
        email=links.addresses([assessment]).get(assessment.pk, ""),
    )
    if request.method == "POST" and form.is_valid():
        services.change_functions(assessment, by=request.user, **form.values)
        return redirect("assessments:asked", pk)
    words = {
        "heading": _("Byt funktion"),
        "lead": assessment.organisation.name,
        "submit": _("Spara"),
    }
    return _form_page(request, form, assessment, **words)


@require_POST
def share(request, pk):
    """The authority lets the others who answer see its answers, or no longer."""
    assessment = find_own(request.user, pk)
    require(rules.can_share(request.user, assessment))
    services.share(assessment, request.POST.get("shared") == "1", by=request.user)
    return redirect(assessment)


def _form_page(request, form, assessment: Assessment, **words):
    back = assessment.asked_url
    steps = crumbs(assessment.round, (assessment.organisation.name, back))
    context = {"form": form, "back": back, "crumbs": steps, **words}
    return render(request, "assessments/form.html", context)
