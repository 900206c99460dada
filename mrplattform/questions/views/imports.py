"""A framework read in from a file: first what is wrong and what would change, then the draft."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.core.marked_yaml import Faulty
from mrplattform.questions import rules
from mrplattform.questions.forms.imports import ReadInForm, UploadForm
from mrplattform.questions.models import FrameworkVersion
from mrplattform.questions.services import imports as services
from mrplattform.questions.views.common import crumbs
from mrplattform.questions.views.comparing import counts

MOST_FAULTS = 200


def upload(request):
    """Send a file and see what it would do. Nothing is saved."""
    require(rules.can_make(request.user))
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        file, authority = form.cleaned_data["file"], form.cleaned_data["authority"]
        try:
            trial = services.try_file(services.receive(file), authority)
        except ValidationError as problem:
            form.add_error("file", problem)
        else:
            return _trial(request, trial, authority, file.name)
    return render(request, "questions/import.html", {"form": form, "crumbs": crumbs()})


def _trial(request, trial, authority, name: str):
    context = {
        "trial": trial,
        "name": name,
        "authority": authority,
        "faults": trial.faults[:MOST_FAULTS],
        "more_faults": max(0, len(trial.faults) - MOST_FAULTS),
        "counts": counts(trial.compared) if trial.compared else [],
        "crumbs": crumbs(),
    }
    return render(request, "questions/import_trial.html", context)


@require_POST
def read_in(request):
    """What was tried, as a draft. It is checked once more: the page may be old."""
    require(rules.can_make(request.user))
    form = ReadInForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, _("Filen kom inte fram hel. Välj den igen."))
        context = {"form": UploadForm(user=request.user), "crumbs": crumbs()}
        return render(request, "questions/import.html", context, status=400)
    text, name, authority = (form.cleaned_data[one] for one in ("text", "name", "authority"))
    try:
        version = services.read_in(text, name, authority, by=request.user)
    except Faulty as problem:
        return _trial(request, services.Trial(faults=problem.faults), authority, name)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("questions:import")
    if version.state == FrameworkVersion.State.DRAFT:
        messages.success(request, _("Filen är inläst som ett utkast. Bara ni ser det."))
    else:
        messages.info(request, _("Filen är likadan som den här versionen. Inget är ändrat."))
    return redirect(version)
