"""Taking away the name of somebody who has left."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.access import require
from mrplattform.core.forms import GuardedTextField
from mrplattform.organisations.models import Person
from mrplattform.project import erasure as services
from mrplattform.project import rules


class EraseForm(forms.Form):
    why = GuardedTextField(
        label=gettext_lazy("Varför?"),
        rows=2,
        help_text=gettext_lazy(
            "Till exempel: personen har begärt det, eller tiden i dokumenthanteringsplanen är ute."
        ),
    )


def erase(request, pk):
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    require(rules.can_erase(request.user, person))
    reasons = services.reasons_not_to_erase(person)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not reasons:
        try:
            services.erase(person, by=request.user, why=form.cleaned_data["why"])
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Namnet är borttaget. Det som är gjort står kvar."))
            return redirect("organisations:people")
    return render(
        request, "project/erase.html", {"person": person, "form": form, "reasons": reasons}
    )
