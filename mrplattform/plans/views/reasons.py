from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.plans import rules
from mrplattform.plans.forms import ReasonForm
from mrplattform.plans.services import reasons as services
from mrplattform.plans.views.finding import find_measure


def add(request, pk):
    measure = find_measure(request.user, pk)
    require(rules.can_edit_measure(request.user, measure))
    form = ReasonForm(request.POST or None, user=request.user, measure=measure)
    if request.method == "POST" and form.is_valid():
        services.add(measure, form.reasons, by=request.user)
        messages.success(request, _("Skälet är tillagt."))
        return redirect(measure)
    context = {"form": form, "measure": measure, "reasons": measure.reasons.all()}
    return render(request, "plans/reasons.html", context)


@require_POST
def remove(request, pk, reason):
    measure = find_measure(request.user, pk)
    require(rules.can_edit_measure(request.user, measure))
    services.remove(get_object_or_404(measure.reasons, pk=reason), by=request.user)
    messages.success(request, _("Skälet är borttaget."))
    return redirect("plans:reasons", pk=measure.pk)
