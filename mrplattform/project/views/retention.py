"""Discarding by the authority's rules: what each would let go, and doing it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.core.models import Deed
from mrplattform.organisations.models import RetentionRule
from mrplattform.project import retention as services
from mrplattform.project import rules


def page(request):
    led = rules.led_authorities(request.user)
    require(bool(led))
    rows = RetentionRule.objects.filter(authority__in=led).exclude(
        covers=RetentionRule.Covers.DECISIONS
    )
    log = Deed.objects.filter(scope__in=led, verb__in=["discarded", "answers_discarded"])
    context = {
        "found": [services.due(rule) for rule in rows.select_related("authority")],
        "log": log.order_by("-pk")[:50],
        "authority_pk": min(led),
    }
    return render(request, "project/retention.html", context)


@require_POST
def discard(request, pk):
    led = rules.led_authorities(request.user)
    rows = RetentionRule.objects.visible_to(request.user)
    rule = get_object_or_404(rows, pk=pk)
    require(rule.authority_id in led)
    try:
        found = services.discard(rule, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        words = ", ".join(f"{count} {what}" for what, count in found.counts)
        messages.success(request, _("Gallrat: %s.") % words)
    return redirect("project:retention")
