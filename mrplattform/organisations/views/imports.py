"""Reading units or holders in from a file: send it, see what it would do, read it in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.core.exports.excel import TYPE as XLSX
from mrplattform.organisations import rules
from mrplattform.organisations.forms.imports import HoldersForm, ImportForm
from mrplattform.organisations.models import Import
from mrplattform.organisations.services import files as services
from mrplattform.organisations.services import templates
from mrplattform.organisations.services.imports import ImportRefused
from mrplattform.organisations.views.common import crumbs, find_authority, save_form

Kind = Import.Kind


def tree(request, pk):
    return _send(request, pk, Kind.TREE, ImportForm)


def holders(request, pk):
    return _send(request, pk, Kind.HOLDERS, HoldersForm)


def _send(request, pk, kind, form_class):
    authority = find_authority(request.user, pk)
    require(rules.can_manage_organisation(request.user, authority))
    form = form_class(request.POST or None, request.FILES or None)
    earlier = authority.imports.filter(kind=kind, done_at__isnull=False).select_related("by")
    return save_form(
        request,
        form,
        lambda: services.receive(authority, kind, by=request.user, **form.cleaned_data),
        "organisations/import_tree.html"
        if kind == Kind.TREE
        else "organisations/import_holders.html",
        {
            "authority": authority,
            "crumbs": crumbs(authority),
            "template_url": reverse("organisations:import_template", args=[authority.pk, kind]),
            "columns": templates.explained(kind),
            "earlier": earlier[:10],
        },
        leads_to=lambda incoming: incoming,
    )


def template(request, pk, kind):
    """A file to fill in, with what is there now as its rows: reading it in again changes nothing."""
    authority = find_authority(request.user, pk)
    require(rules.can_manage_organisation(request.user, authority))
    if kind not in Kind.values:
        raise Http404
    name = _("enheter") if kind == Kind.TREE else _("innehavare")
    return HttpResponse(
        templates.template(authority, kind),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'},
    )


def incoming(request, pk):
    """What the file would do, as things stand; or what it did."""
    incoming = _find(request, pk)
    context = {
        "incoming": incoming,
        "authority": incoming.authority,
        "crumbs": _crumbs(incoming),
        "again": reverse(f"organisations:import_{incoming.kind}", args=[incoming.authority_id]),
    }
    if incoming.done_at:
        context["facts"] = _counted(incoming.outcome)
    else:
        try:
            trial = context["trial"] = services.try_file(incoming)
            context["facts"] = _counted(trial.counts)
        except ValidationError as problem:
            context["broken"] = problem.messages[0]
    return render(request, "organisations/import.html", context)


def _counted(counts: dict[str, int]) -> list[tuple]:
    words = {
        "new": _("Nya"),
        "renamed": _("Nytt namn"),
        "moved": _("Ny överordnad"),
        "edited": _("Andra uppgifter"),
        "functions": _("Nya funktioner"),
        "new_people": _("Nya personer"),
        "ending": _("Slutar"),
        "unchanged": _("Oförändrade"),
        "missing": _("Saknas i filen"),
    }
    return [(words[key], counts[key]) for key in words if counts.get(key)]


@require_POST
def run(request, pk):
    incoming = _find(request, pk)
    try:
        services.carry_out(incoming, by=request.user)
    except ImportRefused as problem:
        messages.error(request, problem.messages[0])
    except ValidationError as problem:
        for message in problem.messages:
            messages.error(request, message)
    else:
        messages.success(request, _("Filen är inläst."))
    return redirect(incoming)


@require_POST
def give_up(request, pk):
    incoming = _find(request, pk)
    authority_id, kind = incoming.authority_id, incoming.kind
    try:
        services.give_up(incoming)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(incoming)
    messages.info(request, _("Filen är borttagen. Inget är ändrat."))
    return redirect(f"organisations:import_{kind}", authority_id)


def _find(request, pk: int) -> Import:
    rows = Import.objects.visible_to(request.user)
    incoming = get_object_or_404(
        rows.select_related("authority", "file", "by", "reorganisation"), pk=pk
    )
    require(rules.can_manage_organisation(request.user, incoming.authority))
    return incoming


def _crumbs(incoming: Import) -> list[tuple[str, str]]:
    url = reverse(f"organisations:import_{incoming.kind}", args=[incoming.authority_id])
    label = _("Läs in enheter") if incoming.kind == Kind.TREE else _("Läs in innehavare")
    return crumbs(incoming.authority, (label, url))
