"""Who holds a function, and the terms of office that elected ones follow."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.core.history import history
from mrplattform.organisations import rules
from mrplattform.organisations.forms import functions as forms
from mrplattform.organisations.models import Holding, Term
from mrplattform.organisations.services import holdings as services
from mrplattform.organisations.views.common import crumbs, find_authority, save_form
from mrplattform.organisations.views.functions import find_function


def new(request, pk):
    """Let somebody who is here take the function over, share it, or stand in."""
    function = find_function(request.user, pk)
    require(rules.can_manage_function(request.user, function))
    people = forms.people_of(function.authority)
    form = forms.HoldingForm(request.POST or None, function=function, people=people)

    def save():
        data = form.cleaned_data
        given = {"starts": data["starts"], "by": request.user, "why": data["why"]}
        if data["way"] == form.OVER:
            return services.hand_over(function, data["person"], **given)
        stand_in = data["way"] == form.STAND_IN
        return services.begin_holding(
            function, data["person"], ends=data["ends"], stand_in=stand_in, **given
        )

    return save_form(
        request,
        form,
        save,
        "organisations/holding_new.html",
        {
            "function": function,
            "crumbs": crumbs(function.organisation, (function.title, function.get_absolute_url())),
            "now": function.holdings_on(),
        },
        said=_("Sparat."),
        leads_to=function,
    )


def end(request, pk):
    holding = _find_holding(request, pk)
    function = holding.function
    initial = {"ends": holding.ends} if holding.ends else None
    form = forms.EndHoldingForm(request.POST or None, initial=initial)
    return save_form(
        request,
        form,
        lambda: services.end_holding(holding, by=request.user, **form.cleaned_data),
        "organisations/deed.html",
        {
            "crumbs": crumbs(function.organisation, (function.title, function.get_absolute_url())),
            "heading": _("%(person)s lämnar funktionen") % {"person": holding.person},
            "lead": _("Det som hör till %s ligger kvar hos funktionen.") % function.title,
            "button": _("Spara sista dag"),
            "back": function.get_absolute_url(),
        },
        said=_("Sista dagen är sparad."),
        leads_to=function,
    )


@require_POST
def cancel(request, pk):
    holding = _find_holding(request, pk)
    function = holding.function
    try:
        services.cancel_holding(holding, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("Det kommande innehavet är borttaget."))
    return redirect(function)


def _find_holding(request, pk: int) -> Holding:
    rows = Holding.objects.visible_to(request.user)
    holding = get_object_or_404(
        rows.select_related("person", "term", "function__organisation__authority"), pk=pk
    )
    require(rules.can_manage_function(request.user, holding.function))
    return holding


# --- Terms of office -------------------------------------------------------------------------


def terms(request, pk):
    authority = find_authority(request.user, pk)
    require(rules.can_manage_organisation(request.user, authority))
    context = {
        "authority": authority,
        "crumbs": crumbs(authority),
        "terms": authority.terms.order_by("-starts"),
        "deeds": history(authority).filter(verb__startswith="term_")[:20],
    }
    return render(request, "organisations/terms.html", context)


def term_new(request, pk):
    authority = find_authority(request.user, pk)
    require(rules.can_manage_organisation(request.user, authority))
    form = forms.TermForm(request.POST or None)
    return _term(
        request,
        authority,
        form,
        lambda: services.open_term(authority, by=request.user, **form.cleaned_data),
        _("Lägg in en mandatperiod"),
    )


def term_edit(request, pk):
    visible = Term.objects.visible_to(request.user).select_related("authority")
    term = get_object_or_404(visible, pk=pk)
    require(rules.can_manage_organisation(request.user, term.authority))
    initial = {"starts": term.starts, "ends": term.ends}
    form = forms.TermForm(request.POST or None, initial=initial)
    return _term(
        request,
        term.authority,
        form,
        lambda: services.change_term(term, by=request.user, **form.cleaned_data),
        _("Ändra mandatperioden"),
    )


def _term(request, authority, form, save, heading):
    back = reverse("organisations:terms", args=[authority.pk])
    context = {
        "crumbs": crumbs(authority, (_("Mandatperioder"), back)),
        "heading": heading,
        "lead": _("Förtroendevaldas uppdrag slutar med mandatperioden."),
        "button": _("Spara"),
        "back": back,
    }
    return save_form(
        request, form, save, "organisations/deed.html", context, said=_("Sparat."), leads_to=back
    )
