"""What is done with a round that is prepared: open, remind, extend, close, open again."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.candidates import candidates
from mrplattform.assessments.forms.rounds import ExtendForm, ReopenForm
from mrplattform.assessments.forms.units import FunctionsForm
from mrplattform.assessments.services import rounds as services
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.assessments.views.common import find_own, find_round, form_page, moved_on
from mrplattform.core.access import require


@require_POST
def open_(request, pk):
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    try:
        round = services.open_round(round, by=request.user)
    except NotReady as problem:
        for reason in problem.reasons:
            messages.error(request, reason)
    except WrongState:
        return moved_on(request, round)
    else:
        count = round.assessments.count()
        words = ngettext(
            "Kartläggningen är öppen. En enhet får en inbjudan med en egen länk.",
            "Kartläggningen är öppen. %(count)d enheter får varsin inbjudan med en egen länk.",
            count,
        )
        messages.success(request, words % {"count": count})
    return redirect(round)


@require_POST
def close(request, pk):
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    try:
        services.close(round, by=request.user)
    except WrongState:
        return moved_on(request, round)
    messages.success(request, _("Kartläggningen är stängd. Ingen kan ändra sina svar längre."))
    return redirect(round)


@require_POST
def remind(request, pk):
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    try:
        count = services.remind(round, by=request.user)
    except WrongState:
        return moved_on(request, round)
    if count:
        words = ngettext(
            "Vi påminner en uppgiftslämnare.", "Vi påminner %(count)d uppgiftslämnare.", count
        )
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, _("Alla som går att nå har redan fått en påminnelse i dag."))
    return redirect(round)


def extend(request, pk):
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    form = ExtendForm(request.POST or None, initial={"closes": round.closes})
    if request.method == "POST" and form.is_valid():
        try:
            services.extend(round, by=request.user, **form.cleaned_data)
        except WrongState:
            return moved_on(request, round)
        return redirect(round)
    words = {
        "heading": _("Flytta slutdagen"),
        "lead": _("Alla som inte har skickat in kan svara till och med den nya dagen."),
        "submit": _("Flytta slutdagen"),
    }
    return form_page(request, form, round, **words)


def reopen(request, pk):
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.reopen(round, by=request.user, **form.cleaned_data)
        except WrongState:
            return moved_on(request, round)
        return redirect(round)
    words = {
        "heading": _("Öppna igen"),
        "lead": _("Enheter som inte har skickat in kan svara igen. Godkända svar är kvar."),
        "submit": _("Öppna igen"),
    }
    return form_page(request, form, round, **words)


def functions(request, pk):
    """Who answers and who approves for one unit."""
    assessment = find_own(request.user, pk)
    require(rules.can_manage_round(request.user, assessment.round))
    own = [
        one for one in candidates(assessment.authority) if one.unit.pk == assessment.organisation_id
    ]
    form = FunctionsForm(
        request.POST or None, assessment=assessment, candidate=own[0] if own else None
    )
    if request.method == "POST" and form.is_valid():
        services.change_functions(assessment, by=request.user, **form.values)
        return redirect(assessment.round)
    words = {
        "heading": _("Byt funktion"),
        "lead": assessment.organisation.name,
        "submit": _("Spara"),
    }
    return form_page(request, form, assessment.round, **words)
