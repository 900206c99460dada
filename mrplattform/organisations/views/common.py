"""What the views of this app share: finding, the frame of an authority's pages, and one way to save."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from mrplattform.core.dates import today
from mrplattform.core.history import history
from mrplattform.organisations import rules
from mrplattform.organisations.forms.tree import DayForm
from mrplattform.organisations.models import Organisation
from mrplattform.organisations.services.editions import ChangedMeanwhile
from mrplattform.organisations.tree import Tree


def find_organisation(user, pk: int) -> Organisation:
    rows = Organisation.objects.visible_to(user).select_related("authority", "parent")
    return get_object_or_404(rows, pk=pk)


def find_inside(user, pk: int) -> Organisation:
    """One that the user reads from inside. To others only its line in the register is there."""
    organisation = find_organisation(user, pk)
    if not rules.is_inside(user, organisation):
        raise Http404
    return organisation


def find_authority(user, pk: int) -> Organisation:
    organisation = find_inside(user, pk)
    if not organisation.is_authority:
        raise Http404
    return organisation


def link(url: str, words) -> str:
    return format_html('<a href="{}">{}</a>', url, words)


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


def tabs(authority: Organisation, current: str) -> list[Tab]:
    places = [
        ("tree", _("Enheter")),
        ("functions", _("Funktioner")),
        ("groups", _("Grupper")),
        ("decisions", _("Beslut")),
        ("reorganisations", _("Ändringar")),
    ]
    return [
        Tab(label, reverse(f"organisations:{name}", args=[authority.pk]), name == current)
        for name, label in places
    ]


def crumbs(organisation: Organisation, *more: tuple[str, str], day=None) -> list[tuple[str, str]]:
    """From the authority down to the organisation, and then what is said."""
    query = as_it_was(day)
    tree_url = reverse("organisations:tree", args=[organisation.authority_id])
    steps = [(organisation.authority.name, tree_url + query)]
    if not organisation.is_authority:
        path = Tree(organisation.authority, day).path(organisation.pk)[1:]
        steps += [(step.name_on, step.get_absolute_url() + query) for step in path]
        if not path:  # it did not exist that day
            steps.append((organisation.name, organisation.get_absolute_url()))
    return [(str(label), url) for label, url in [*steps, *more]]


def as_it_was(day: dt.date | None) -> str:
    """What an address ends with, so that one stays on the chosen day."""
    return f"?datum={day}" if day and day != today() else ""


def chosen_day(request) -> tuple[DayForm, dt.date]:
    """The day that the page is read on: ?datum=2024-05-01, else today."""
    form = DayForm(request.GET if "datum" in request.GET else None, initial={"datum": today()})
    day = form.cleaned_data["datum"] if form.is_bound and form.is_valid() else None
    return form, day or today()


def save_form(
    request,
    form,
    save: Callable[[], Any],
    template: str,
    context: dict,
    *,
    leads_to: Any,
    said: str = "",
) -> HttpResponse:
    """Show the form; save it when it is sensible; show on it what the service refuses. `leads_to`
    is a thing, an address or a function of what was saved."""
    if request.method == "POST" and form.is_valid():
        try:
            saved = save()
        except ValidationError as problem:
            refuse(form, problem)
        else:
            if said:
                messages.success(request, said)
            return redirect(leads_to(saved) if callable(leads_to) else leads_to)
    return render(request, template, context | {"form": form})


def refuse(form, problem: ValidationError) -> None:
    """The service's reason beside its field, or above the form when the form lacks the field."""
    if not hasattr(problem, "error_dict"):
        form.add_error(None, problem)
        return
    for name, errors in problem.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def edit_together(request, *, thing, form, save, template: str, context: dict, said: str):
    """As save_form, for what two may edit at once: the second sees both versions and chooses."""
    if request.method == "POST" and request.POST.get("keep") == "theirs":
        messages.info(request, _("Den andras version gäller. Din är inte sparad."))
        return redirect(thing)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ChangedMeanwhile as problem:
            conflict = _both_versions(form, problem.thing)
        except ValidationError as problem:
            refuse(form, problem)
        else:
            messages.success(request, said)
            return redirect(thing)
    return render(request, template, context | {"form": form, "conflict": conflict})


def _both_versions(form, stored) -> dict:
    rows = form.conflict_rows(stored)
    # Whoever keeps their own version does so having seen the other.
    form.data = form.data.copy()
    form.data["edition"] = stored.edition
    last = history(stored).first()
    return {"rows": rows, "by": last.by_name if last else "", "at": last.at if last else None}
