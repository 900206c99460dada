"""Functions: the list, one function with what hangs on it, and what can be done with it."""

from __future__ import annotations

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.access import require
from mrplattform.core.dates import long_date, today
from mrplattform.core.history import history
from mrplattform.core.tables import Column, Table
from mrplattform.organisations import rules, rules_people
from mrplattform.organisations.duties import count_hanging
from mrplattform.organisations.forms import functions as forms
from mrplattform.organisations.models import Function, Holding
from mrplattform.organisations.services import functions as services
from mrplattform.organisations.views.common import (
    crumbs,
    find_authority,
    find_inside,
    link,
    save_form,
    tabs,
)


def find_function(user, pk: int) -> Function:
    rows = Function.objects.visible_to(user).select_related(
        "organisation__authority", "organisation__parent", "authority"
    )
    return get_object_or_404(rows, pk=pk)


def _holders(function) -> str:
    return ", ".join(_named(holding) for holding in function.held_now)


def _named(holding) -> str:
    if holding.stand_in:
        return _("%s (ersättare)") % holding.person
    return holding.person.name


COLUMNS = [
    Column(
        "titel",
        gettext_lazy("Funktion"),
        "title",
        sort=True,
        cell=lambda f: format_html('<a href="{}">{}</a>', f.get_absolute_url(), f.title),
    ),
    Column("enhet", gettext_lazy("Enhet"), "organisation.name", sort=True),
    Column("roll", gettext_lazy("Roll"), "get_role_display", sort="role"),
    Column("har", gettext_lazy("Har funktionen"), _holders),
    Column("avslutad", gettext_lazy("Sista dag"), "ends", sort=True, kind="date"),
]


def functions(request, pk):
    authority = find_authority(request.user, pk)
    held = Holding.objects.on().select_related("person").order_by("stand_in", "starts")
    rows = (
        Function.objects.visible_to(request.user)
        .filter(authority=authority)
        .select_related("organisation")
        .prefetch_related(Prefetch("holdings", held, to_attr="held_now"))
    )
    table = Table(
        request, rows, COLUMNS, order="enhet", name=_("Funktioner"), filters=forms.FunctionFilter
    )
    if table.wants_file:
        return table.file()
    context = {
        "authority": authority,
        "tabs": tabs(authority, "functions"),
        "table": table,
        "today": today(),
        "may_manage": rules.can_manage_functions(request.user, authority),
    }
    return render(request, "organisations/functions.html", context)


def function(request, pk):
    function = find_function(request.user, pk)
    holdings = function.holdings.select_related("person", "term").order_by("-starts", "stand_in")
    day = today()
    now = [one for one in holdings if one.holds(day)]
    may_manage = rules.can_manage_function(request.user, function)
    context = {
        "function": function,
        "crumbs": crumbs(function.organisation),
        "facts": [
            (_("Enhet"), link(function.organisation.get_absolute_url(), function.organisation)),
            (_("Roll i plattformen"), function.get_role_display()),
            (_("Finns från"), long_date(function.starts)),
            (_("Sista dag"), function.ends and long_date(function.ends)),
        ],
        "now": sorted(now, key=lambda one: one.stand_in),
        "coming": [one for one in holdings if one.starts > day],
        "earlier": [one for one in holdings if one.ends and one.ends < day],
        "periods": list(function.periods.select_related("organisation")),
        "seats": function.seats.on().select_related("group", "organisation"),
        "deeds": history(function)[:50],
        "is_open": function.holds(day),
        "has_ended": function.ends is not None and function.ends < day,
        "unit_has_closed": function.organisation.ends is not None
        and function.organisation.ends < day,
        "may_manage": may_manage,
        "may_invite": rules_people.can_invite(request.user, function),
    }
    return render(request, "organisations/function.html", context)


def new(request, pk):
    unit = find_inside(request.user, pk)
    require(rules.can_manage_functions(request.user, unit))
    form = forms.FunctionForm(request.POST or None, by=request.user)
    return save_form(
        request,
        form,
        lambda: services.create_function(unit, by=request.user, **form.cleaned_data),
        "organisations/function_new.html",
        {"organisation": unit, "crumbs": crumbs(unit)},
        said=_("Funktionen finns. Välj nu vem som ska ha den."),
        leads_to=lambda made: made,
    )


def edit(request, pk):
    function = _managed(request, pk)
    form = forms.FunctionForm(request.POST or None, by=request.user, function=function)

    def save():
        data = form.cleaned_data
        services.change_function(function, day=data.pop("starts"), by=request.user, **data)

    return _deed(
        request, function, form, save, _("Ändra titel eller roll"), _("Spara"), _("Sparat.")
    )


def move(request, pk):
    function = _managed(request, pk)
    form = forms.MoveFunctionForm(request.POST or None, function=function)
    return _deed(
        request,
        function,
        form,
        lambda: services.move_function(function, by=request.user, **form.cleaned_data),
        _("Flytta till en annan enhet"),
        _("Flytta"),
        _("Funktionen är flyttad. De som har den följer med."),
        lead=_("De som har funktionen följer med, liksom allt som hör till den."),
    )


def close(request, pk):
    function = _managed(request, pk)
    form = forms.CloseFunctionForm(request.POST or None)
    return _deed(
        request,
        function,
        form,
        lambda: services.close_function(function, by=request.user, **form.cleaned_data),
        _("Avsluta funktionen"),
        _("Avsluta"),
        _("Funktionen är avslutad."),
        lead=_("Det som hör till funktionen ligger kvar och visas bland vakanserna."),
    )


def reopen(request, pk):
    function = _managed(request, pk)
    form = forms.ReopenFunctionForm(request.POST or None, function=function)
    return _deed(
        request,
        function,
        form,
        lambda: services.reopen_function(function, by=request.user, **form.cleaned_data),
        _("Öppna funktionen igen"),
        _("Öppna igen"),
        _("Funktionen är öppen igen. Välj vem som ska ha den."),
    )


def _managed(request, pk: int) -> Function:
    function = find_function(request.user, pk)
    require(rules.can_manage_function(request.user, function))
    return function


def _deed(request, function, form, save, heading, button, said, lead=""):
    """One deed with one function on a page of its own."""
    context = {
        "crumbs": crumbs(function.organisation, (function.title, function.get_absolute_url())),
        "heading": heading,
        "lead": lead,
        "button": button,
        "back": function.get_absolute_url(),
        "duties": count_hanging(Function, [function.pk]),
    }
    return save_form(
        request, form, save, "organisations/deed.html", context, said=said, leads_to=function
    )
