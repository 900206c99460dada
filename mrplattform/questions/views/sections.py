"""The sections of a draft."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.questions.forms.drafts import SectionForm
from mrplattform.questions.services import sections as services
from mrplattform.questions.views.common import (
    crumbs_of,
    edit_together,
    find_draft,
    find_section,
    place_of,
)

TEMPLATE = "questions/section_form.html"


def add(request, pk):
    version = find_draft(request, pk)
    form = SectionForm(request.POST or None, version=version)
    return edit_together(
        request,
        version=version,
        form=form,
        save=lambda: services.add(
            version, by=request.user, topics=form.chosen_topics, **form.values
        ),
        template=TEMPLATE,
        context={"version": version, "crumbs": crumbs_of(version)},
        back=version.get_absolute_url(),
        leads_to=place_of,
    )


def edit(request, pk, key):
    version = find_draft(request, pk)
    section = find_section(version, key)
    form = SectionForm(request.POST or None, version=version, section=section)
    return edit_together(
        request,
        version=version,
        form=form,
        save=lambda: services.edit(
            section,
            by=request.user,
            seen=form.cleaned_data["edition"],
            topics=form.chosen_topics,
            **form.values,
        ),
        template=TEMPLATE,
        context={"version": version, "section": section, "crumbs": crumbs_of(version)},
        back=place_of(section),
    )


@require_POST
def move(request, pk, key):
    section = find_section(find_draft(request, pk), key)
    services.move(section, up=request.POST.get("to") == "up", by=request.user)
    return redirect(place_of(section))


@require_POST
def remove(request, pk, key):
    version = find_draft(request, pk)
    section = find_section(version, key)
    try:
        services.remove(section, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(place_of(section))
    messages.success(request, _("Avsnittet är borttaget."))
    return redirect(version)
