"""Reading measures in from Excel: send the file, see what it would do, read it in."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mrplattform.core.access import require
from mrplattform.core.uploads import check_upload
from mrplattform.organisations.services.spreadsheets import SHEET_KINDS
from mrplattform.plans import rules
from mrplattform.plans.forms.imports import ImportForm, carried, opened
from mrplattform.plans.services import imports as services
from mrplattform.plans.views.finding import find_plan


def read_in(request, pk):
    plan = find_plan(request.user, pk)
    require(rules.can_edit_plan(request.user, plan))
    if "rader" in request.POST:
        return _read_in(request, plan)
    form = ImportForm(request.POST or None, request.FILES or None)
    context = {"plan": plan, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            file = form.cleaned_data["file"]
            ending = check_upload(file, allowed=SHEET_KINDS)
            sheet = services.read(file.read(), ending)
        except ValidationError as problem:
            form.add_error("file", problem)
        else:
            context |= {"trial": services.try_sheet(plan, sheet), "rows": carried(sheet)}
    return render(request, "plans/import.html", context)


def _read_in(request, plan):
    try:
        trial = services.read_in(plan, opened(request.POST["rader"]), by=request.user)
    except signing.BadSignature:
        messages.error(request, _("Det har gått för lång tid. Välj filen igen."))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        words = _("Klart: %(new)d nya och %(changed)d ändrade insatser.")
        numbers = {"new": len(trial.new), "changed": len(trial.changed)}
        messages.success(request, words % numbers)
        return redirect(plan)
    return redirect("plans:plan-import", plan.pk)
