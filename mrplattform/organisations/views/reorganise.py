"""Changing the tree: write it, see what it would do, do it; and undo it."""

from __future__ import annotations

import hashlib
import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.access import require
from mrplattform.core.dates import long_date
from mrplattform.core.history import history
from mrplattform.core.tables import Column, Table
from mrplattform.organisations import rules
from mrplattform.organisations.forms import tree as forms
from mrplattform.organisations.models import Reorganisation
from mrplattform.organisations.services import reorganise as services
from mrplattform.organisations.services.outcomes import Outcome
from mrplattform.organisations.views.common import (
    crumbs,
    find_authority,
    find_inside,
    refuse,
    save_form,
    tabs,
)


def open_unit(request, pk):
    unit = find_inside(request.user, pk)
    require(rules.can_manage_organisation(request.user, unit))
    form = forms.OpenForm(request.POST or None, unit=unit)
    return save_form(
        request,
        form,
        lambda: services.open_organisation(by=request.user, **form.arguments()),
        "organisations/open.html",
        {"organisation": unit, "crumbs": crumbs(unit)},
        said=_("Enheten är öppnad."),
        leads_to=lambda opened: opened,
    )


def rename(request, pk):
    unit = find_inside(request.user, pk)
    require(rules.can_rename(request.user, unit))
    form = forms.RenameForm(request.POST or None, unit=unit)
    words = (_("Byt namn på %s"), _("Det gamla namnet står kvar för tiden före."), _("Byt namn"))
    return _way(request, unit, form, services.rename, words)


def move(request, pk):
    unit = find_inside(request.user, pk)
    require(rules.can_manage_organisation(request.user, unit))
    form = forms.MoveForm(request.POST or None, unit=unit)
    words = (
        _("Flytta %s"),
        _("Allt som hör till enheten följer med, också enheterna under den."),
        _("Flytta"),
    )
    return _way(request, unit, form, services.move, words)


def close(request, pk):
    unit = find_inside(request.user, pk)
    require(rules.can_manage_organisation(request.user, unit))
    form = forms.CloseForm(request.POST or None, unit=unit)
    words = (
        _("Stäng %s"),
        _("Det som är beslutat och besvarat finns kvar och läses som förut."),
        _("Stäng enheten"),
    )
    return _way(request, unit, form, services.close, words)


def merge(request, pk):
    unit = find_inside(request.user, pk)
    require(rules.can_manage_organisation(request.user, unit))
    form = forms.MergeForm(request.POST or None, unit=unit)
    words = (
        _("Slå ihop %s med en annan enhet"),
        _("Funktioner, platser i grupper och enheter under följer med till den nya."),
        _("Slå ihop"),
    )
    return _way(request, unit, form, _merge, words)


def split(request, pk):
    unit = find_inside(request.user, pk)
    require(rules.can_manage_organisation(request.user, unit))
    form = forms.SplitForm(request.POST or None, unit=unit)
    words = (
        _("Dela %s"),
        _("Enheten stängs och delarna tar över. Välj vart funktioner och enheter går."),
        _("Dela"),
    )
    return _way(request, unit, form, services.split, words)


def _merge(_unit, *, units, **rest) -> Reorganisation:
    """The form names all units, the first among them."""
    return services.merge(units, **rest)


def _way(request, unit, form, deed, words):
    """First what would happen; done only when it is still the same that the person saw."""
    outcome, seal, moved_on = None, "", False
    if request.method == "POST" and form.is_valid():
        given = form.arguments()
        try:
            outcome = services.preview(deed, unit, by=request.user, **given)
            seal = _seal(outcome)
            if "do" in request.POST and request.POST.get("seal") == seal:
                row = deed(unit, by=request.user, **given)
                messages.success(request, _("Ändringen är gjord. Den går att ångra här."))
                return redirect(row)
            moved_on = "do" in request.POST
        except ValidationError as problem:
            outcome = None
            refuse(form, problem)
    heading, lead, button = words
    context = {
        "form": form,
        "organisation": unit,
        "crumbs": crumbs(unit),
        "heading": heading % unit,
        "lead": lead,
        "button": button,
        "outcome": outcome,
        "seal": seal,
        "moved_on": moved_on,
    }
    return render(request, "organisations/way.html", context)


def _seal(outcome: Outcome) -> str:
    text = json.dumps(outcome.as_json(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


# --- What has been changed -------------------------------------------------------------------


def _state(row) -> str:
    return _("Ångrad") if row.undone_at else ""


COLUMNS = [
    Column(
        "andring",
        gettext_lazy("Ändring"),
        str,
        cell=lambda row: format_html('<a href="{}">{}</a>', row.get_absolute_url(), row),
    ),
    Column("galler", gettext_lazy("Gäller från"), "day", sort=True, kind="date"),
    Column("gjord", gettext_lazy("Gjord"), "at", sort=True, kind="date"),
    Column("av", gettext_lazy("Av"), lambda row: row.by.name if row.by else ""),
    Column("lage", gettext_lazy("Läge"), _state),
]


def reorganisations(request, pk):
    authority = find_authority(request.user, pk)
    rows = Reorganisation.objects.visible_to(request.user).filter(authority=authority)
    rows = rows.select_related("by").defer("undo")
    table = Table(request, rows, COLUMNS, order="-gjord", name=_("Ändringar i organisationen"))
    if table.wants_file:
        return table.file()
    context = {
        "authority": authority,
        "tabs": tabs(authority, "reorganisations"),
        "table": table,
        "may_manage": rules.can_manage_organisation(request.user, authority),
    }
    return render(request, "organisations/reorganisations.html", context)


def find_reorganisation(user, pk: int) -> Reorganisation:
    rows = Reorganisation.objects.visible_to(user).select_related("authority", "by")
    return get_object_or_404(rows, pk=pk)


def reorganisation(request, pk):
    row = find_reorganisation(request.user, pk)
    context = {
        "row": row,
        "outcome": Outcome(**row.what),
        "crumbs": _crumbs(row),
        "facts": [
            (_("Gjord"), long_date(localtime(row.at).date())),
            (_("Av"), row.by and row.by.name),
            (_("Skäl eller beslut"), row.why),
        ],
        "deeds": history(row),
        "may_undo": rules.can_undo(request.user, row),
    }
    return render(request, "organisations/reorganisation.html", context)


def undo(request, pk):
    row = find_reorganisation(request.user, pk)
    require(rules.can_undo(request.user, row))
    form = forms.UndoForm(request.POST or None)
    return save_form(
        request,
        form,
        lambda: services.undo(row, by=request.user, **form.cleaned_data),
        "organisations/undo.html",
        {
            "row": row,
            "outcome": Outcome(**row.what),
            "crumbs": [*_crumbs(row), (row, row.get_absolute_url())],
        },
        said=_("Ändringen är ångrad. Allt är som före den."),
        leads_to=row,
    )


def _crumbs(row: Reorganisation) -> list[tuple]:
    url = reverse("organisations:reorganisations", args=[row.authority_id])
    return crumbs(row.authority, (_("Ändringar"), url))
