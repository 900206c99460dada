"""Several measures changed at once, chosen in the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.plans import rules
from mrplattform.plans.forms.bulk import BulkForm
from mrplattform.plans.models import Measure
from mrplattform.plans.services import measures as services

MOST = 200


@require_POST
def change_many(request):
    """First which they are and what to change; then it is done, with the reason in each history."""
    measures = _chosen(request)
    if not measures:
        messages.info(request, _("Kryssa för de insatser som du vill ändra."))
        return redirect("plans:measures")
    require(all(rules.can_edit_measure(request.user, one) for one in measures))
    require(len({one.authority_id for one in measures}) == 1)
    form = BulkForm(request.POST if "why" in request.POST else None, measures=measures)
    if form.is_bound and form.is_valid():
        why = form.cleaned_data["why"]
        count = services.change_many(measures, by=request.user, why=why, **form.values)
        words = ngettext("En insats är ändrad.", "%(count)d insatser är ändrade.", count)
        messages.success(request, words % {"count": count})
        return redirect("plans:measures")
    return render(request, "plans/bulk.html", {"form": form, "measures": measures})


def _chosen(request: HttpRequest) -> list[Measure]:
    pks = {int(one) for one in request.POST.getlist("insats") if one.isdecimal()}
    rows = Measure.objects.visible_to(request.user).filter(pk__in=list(pks)[:MOST])
    rows = rows.select_related("plan", "authority", "responsible__organisation")
    return list(rows.order_by("ends", "pk"))
