"""Making and changing an agreement's parties, stages and obligations: one set of pages for all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mrplattform.agreements import rules
from mrplattform.agreements.forms.parts import PART_FORMS
from mrplattform.agreements.models import PARTS, Agreement
from mrplattform.agreements.services import parts as services
from mrplattform.agreements.views.finding import find_agreement
from mrplattform.core.access import require
from mrplattform.plans.views.editing import edit_together

HEADINGS = {
    "parter": (gettext_lazy("Ny part"), gettext_lazy("Ändra parten")),
    "delar": (gettext_lazy("Ny del"), gettext_lazy("Ändra delen")),
    "ataganden": (gettext_lazy("Nytt åtagande"), gettext_lazy("Ändra åtagandet")),
}


def create(request, pk, kind):
    agreement = _led(request.user, pk, kind)
    form = PART_FORMS[kind](request.POST or None, agreement=agreement)
    if request.method == "POST" and form.is_valid():
        try:
            part = services.create(PARTS[kind], agreement, by=request.user, **form.values)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Sparat."))
            return redirect(part)
    context = {"agreement": agreement, "form": form, "heading": HEADINGS[kind][0]}
    return render(request, "agreements/part_form.html", context)


def edit(request, pk, kind, part):
    agreement = _led(request.user, pk, kind)
    thing = _find(agreement, kind, part)
    form = PART_FORMS[kind](request.POST or None, agreement=agreement, part=thing)
    return edit_together(
        request,
        thing=thing,
        form=form,
        save=lambda: services.edit(
            thing, by=request.user, edition=form.cleaned_data["edition"] or 0, **form.values
        ),
        template="agreements/part_form.html",
        said=_("Sparat."),
        context={"agreement": agreement, "part": thing, "heading": HEADINGS[kind][1]},
    )


@require_POST
def remove(request, pk, kind, part):
    agreement = _led(request.user, pk, kind)
    try:
        services.remove(_find(agreement, kind, part), by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("Borttaget. Längst ner på sidan går det att lägga tillbaka."))
    return redirect(agreement)


@require_POST
def restore(request, pk, kind, part):
    agreement = _led(request.user, pk, kind)
    rows: Any = PARTS[kind].objects.removed().select_related("agreement")  # type: ignore[attr-defined]
    thing = get_object_or_404(rows, agreement=agreement, pk=part)
    services.restore(thing, by=request.user)
    messages.success(request, _("Tillbaka i överenskommelsen."))
    return redirect(thing)


def _led(user, pk: int, kind: str) -> Agreement:
    agreement = find_agreement(user, pk)
    if kind not in PARTS:
        raise Http404
    require(rules.can_edit_agreement(user, agreement))
    return agreement


def _find(agreement: Agreement, kind: str, pk: int) -> Any:
    rows: Any = PARTS[kind].objects.current().select_related("agreement")  # type: ignore[attr-defined]
    return get_object_or_404(rows, agreement=agreement, pk=pk)
