"""The authority's own Word template: see it, try it, change it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.core.exports.word import PLACES
from mrplattform.core.history import history
from mrplattform.organisations import papers, rules
from mrplattform.organisations.forms.papers import TemplateForm
from mrplattform.organisations.models import Organisation, WordTemplate
from mrplattform.organisations.services import papers as services
from mrplattform.organisations.views.common import crumbs, find_authority, save_form


def word_template(request, pk):
    authority = _find(request, pk)
    every = list(authority.word_templates.select_related("file", "file__by"))
    current = next((one for one in every if one.ended_at is None), None)
    form = TemplateForm(request.POST or None, request.FILES or None)
    here = reverse("organisations:word_template", args=[authority.pk])
    return save_form(
        request,
        form,
        lambda: services.use_template(authority, form.cleaned_data["file"], by=request.user),
        "organisations/word_template.html",
        {
            "authority": authority,
            "crumbs": crumbs(authority),
            "current": current,
            "found": papers.places_of(current) if current else [],
            "places": [(place, PLACES[place]) for place in PLACES],
            "earlier": [one for one in every if one.ended_at],
            "deeds": history(authority).filter(verb="word_template_changed")[:20],
        },
        leads_to=here,
        said=_("Mallen används nu. Hämta provet och se efter att det blev som ni vill."),
    )


def sample(request, pk):
    """A short document in the template that is in use, or on our own paper."""
    authority = _find(request, pk)
    return papers.file_of(papers.sample(authority), "docx", authority.pk)


def file(request, pk):
    template = _find_template(request, pk)
    return FileResponse(
        template.file.file.open("rb"),
        as_attachment=True,
        filename=template.file.name,
        content_type=template.file.content_type,
    )


@require_POST
def use_again(request, pk):
    template = _find_template(request, pk)
    try:
        services.use_again(template, by=request.user)
        messages.success(request, _("Mallen används nu."))
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    return redirect("organisations:word_template", template.authority_id)


@require_POST
def use_none(request, pk):
    authority = _find(request, pk)
    services.use_none(authority, by=request.user)
    messages.success(request, _("Dokumenten skrivs på plattformens eget papper."))
    return redirect("organisations:word_template", authority.pk)


def _find(request, pk: int) -> Organisation:
    authority = find_authority(request.user, pk)
    require(rules.can_choose_template(request.user, authority))
    return authority


def _find_template(request, pk: int) -> WordTemplate:
    template = get_object_or_404(WordTemplate.objects.select_related("file", "authority"), pk=pk)
    _find(request, template.authority_id)
    return template
