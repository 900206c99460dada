"""What is done with a round that is prepared: plan, open, remind, extend, close, open again."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.forms.running import ExtendForm, ReopenForm
from mrplattform.assessments.models import Round
from mrplattform.assessments.services import rounds as services
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.assessments.views.common import find_round, form_page, moved_on
from mrplattform.assessments.views.unit_table import unit_rows
from mrplattform.core.access import require
from mrplattform.core.dates import long_date


@require_POST
def open_(request, pk):
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    try:
        round = services.open_round(round, by=request.user)
    except NotReady as problem:
        return _not_ready(request, round, problem)
    except WrongState:
        return moved_on(request, round)
    messages.success(request, _opened_words(round))
    return redirect(round)


def _opened_words(round: Round) -> str:
    if round.kind == Round.Kind.LIVE:
        return _("Mötet är öppet. Visa koden för dem som är i rummet.")
    if round.is_anonymous:
        return _("Kartläggningen är öppen. Alla adresser får varsin svarskod.")
    count = round.assessments.count()
    words = ngettext(
        "Kartläggningen är öppen. En enhet får en inbjudan med en egen länk.",
        "Kartläggningen är öppen. %(count)d enheter får varsin inbjudan med en egen länk.",
        count,
    )
    return words % {"count": count}


def _not_ready(request, round, problem: NotReady):
    for reason in problem.reasons:
        messages.error(request, reason)
    return redirect(round)


@require_POST
def plan(request, pk):
    """Let it open by itself on its day."""
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    try:
        services.plan(round, by=request.user)
    except NotReady as problem:
        return _not_ready(request, round, problem)
    except WrongState:
        return moved_on(request, round)
    words = _("Kartläggningen öppnar av sig själv %s.")
    messages.success(request, words % long_date(round.opens))
    return redirect(round)


@require_POST
def draft_again(request, pk):
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    try:
        services.draft_again(round, by=request.user)
    except WrongState:
        return moved_on(request, round)
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
    """All who have not handed in, or those that the page's filter lets through."""
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    if round.is_anonymous:
        return moved_on(request, round)
    these = None
    if request.GET:
        these = list(unit_rows(request, round).values_list("pk", flat=True))
    try:
        count = services.remind(round, by=request.user, only_these=these)
    except WrongState:
        return moved_on(request, round)
    tell_reminded(request, count)
    return redirect(round)


def tell_reminded(request, count: int) -> None:
    if count:
        words = ngettext(
            "Vi påminner en uppgiftslämnare.", "Vi påminner %(count)d uppgiftslämnare.", count
        )
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, _("Alla som går att nå har redan fått en påminnelse i dag."))


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
    if round.is_anonymous:
        return moved_on(request, round)
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
