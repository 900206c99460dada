"""Progress notes of a measure, and the files that they rest on."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mrplattform.core.access import require
from mrplattform.plans import rules
from mrplattform.plans.forms.notes import NoteForm
from mrplattform.plans.models import ProgressNote
from mrplattform.plans.services import notes as services
from mrplattform.plans.views.finding import find_measure


def write(request, pk):
    measure = find_measure(request.user, pk)
    require(rules.can_judge_measure(request.user, measure))
    form = NoteForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.write(measure, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Anteckningen är sparad."))
            return redirect(measure)
    return render(request, "plans/note_form.html", {"form": form, "measure": measure})


def file(request, pk):
    """The file itself; always as a download, never opened inside the site."""
    visible = ProgressNote.objects.visible_to(request.user).filter(attachment__isnull=False)
    found = get_object_or_404(visible.select_related("attachment"), pk=pk).attachment
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
    )
