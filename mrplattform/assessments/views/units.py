"""Choosing whom a round asks: on pages of units, or by a list; and adding to an open round."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments import rules
from mrplattform.assessments.forms.lists import ListForm, SureForm
from mrplattform.assessments.forms.units import (
    AddUnitsForm,
    CountryFilter,
    OwnFilter,
    UnitsForm,
)
from mrplattform.assessments.lists import choices, try_list
from mrplattform.assessments.models import Round
from mrplattform.assessments.services import rounds as services
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.assessments.views.common import crumbs, find_round, moved_on
from mrplattform.assessments.views.preparing import find_draft
from mrplattform.assessments.whom import Whom
from mrplattform.core.access import require


def round_units(request, pk):
    round = find_draft(request, pk)
    if round.state != Round.State.DRAFT or round.kind == Round.Kind.LIVE:
        return moved_on(request, round)
    whom = Whom(round)
    shown = _filter(request, whom)
    rows = shown.narrow(whom.candidates)
    page = whom.page(rows, request.GET.get("sida"))
    # A page without a tick is an answer too.
    posted = request.POST if request.method == "POST" else None
    form = UnitsForm(posted, whom=whom, candidates=page.object_list)
    if request.method == "POST" and form.is_valid() and not form.changed_meanwhile():
        try:
            return _choose(request, round, whom, rows, form)
        except WrongState:
            return moved_on(request, round)
    return render(request, "assessments/units_form.html", _page(round, form, shown, page, whom))


def _filter(request, whom: Whom):
    kind = CountryFilter if whom.round.asks_country else OwnFilter
    return kind(request.GET, asked=whom.asked)


def _choose(request, round, whom: Whom, rows, form: UnitsForm):
    """Keep the page, or choose all or none of those that the filter lets through."""
    deed = request.POST.get("deed")
    among = [one.unit.pk for one in rows if deed or one.unit.pk in form.candidates]
    chosen = form.choices
    if deed == "none":
        chosen = []
    elif deed == "all":
        others = [whom.choice(one) for one in rows if one.unit.pk not in form.candidates]
        chosen = form.all_choices + others
    services.choose_units(round, chosen, by=request.user, among=among)
    if not deed and len(form.candidates) == len(rows):
        return redirect(round)  # there are no more pages to choose from
    count = round.asked.count()
    words = ngettext("Sparat. En enhet är vald.", "Sparat. %(count)d enheter är valda.", count)
    messages.success(request, words % {"count": count})
    return redirect(request.get_full_path())


def _page(round, form, shown, page, whom: Whom) -> dict:
    return {
        "form": form,
        "round": round,
        "crumbs": crumbs(round),
        "filter": shown,
        "page": page,
        "chosen": len(whom.asked),
        "lacking": whom.lacking,
    }


def round_list(request, pk):
    """Paste or send a list: first a trial, then it is added to those chosen."""
    round = find_draft(request, pk)
    if round.state != Round.State.DRAFT or round.kind == Round.Kind.LIVE:
        return moved_on(request, round)
    whom, trial = Whom(round), None
    if request.method == "POST" and "sure" in request.POST:
        sure = SureForm(request.POST)
        if sure.is_valid():
            return _add_list(request, round, whom, sure.cleaned_data["text"])
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        trial = try_list(form.cleaned_data["text"], whom)
    context = {"form": form, "round": round, "crumbs": crumbs(round), "trial": trial}
    if trial:
        context["sure"] = SureForm(initial={"text": form.cleaned_data["text"]})
    return render(request, "assessments/round_list.html", context)


def _add_list(request, round, whom: Whom, text: str):
    trial = try_list(text, whom)
    try:
        services.choose_units(round, choices(trial, whom), by=request.user, among=list(trial.found))
    except WrongState:
        return moved_on(request, round)
    count = len(trial.found)
    words = ngettext("En enhet i listan är vald.", "%(count)d enheter i listan är valda.", count)
    messages.success(request, words % {"count": count})
    return redirect(round)


def add_units(request, pk):
    round = find_round(request.user, pk)
    require(rules.can_manage_round(request.user, round))
    if round.state != Round.State.OPEN or round.is_anonymous:
        return moved_on(request, round)
    already = round.assessments.values_list("organisation_id", flat=True)
    whom = Whom(round, without=already)
    shown = _filter(request, whom)
    page = whom.page(shown.narrow(whom.candidates), request.GET.get("sida"))
    form = AddUnitsForm(request.POST or None, whom=whom, candidates=page.object_list)
    if request.method == "POST" and form.is_valid():
        try:
            for choice in form.choices:
                services.add_unit(round, choice, by=request.user)
        except NotReady as problem:
            form.add_error(None, " ".join(problem.reasons))
        except WrongState:
            return moved_on(request, round)
        else:
            messages.success(request, _("Klart. De får en inbjudan med en egen länk."))
            return redirect(round)
    context = _page(round, form, shown, page, whom) | {"adds": True}
    return render(request, "assessments/units_form.html", context)
