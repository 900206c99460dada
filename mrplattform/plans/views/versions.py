"""The plan as it was adopted, time after time, and what has changed since."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from mrplattform.core.exports.html import html_blocks
from mrplattform.core.exports.keep import from_json
from mrplattform.organisations.models import Decision
from mrplattform.plans import documents
from mrplattform.plans.models import Plan, PlanVersion
from mrplattform.plans.showing import plan_tabs
from mrplattform.plans.versions import changes_between, changes_since
from mrplattform.plans.views.finding import find_plan


def versions(request, pk):
    plan = find_plan(request.user, pk)
    found = list(_visible(request.user, plan).defer("decision__copy"))
    context = {
        "plan": plan,
        "tabs": plan_tabs(plan, "versioner"),
        # Each with the one before it, newest first.
        "versions": list(zip(found, [*found[1:], None], strict=True)) if found else [],
    }
    return render(request, "plans/versions.html", context)


def adopted(request, pk, number=None):
    """The plan word for word as the body adopted it; the latest version unless one is named."""
    plan = find_plan(request.user, pk)
    version = _find(request.user, plan, number)
    decision = version.decision
    document = replace(from_json(decision.copy["document"]), line=documents.decision_line(decision))
    blocks = html_blocks(document.all_blocks)
    context = {"plan": plan, "version": version, "document": document, "blocks": blocks}
    return render(request, "plans/adopted.html", context)


def compare(request, pk, number):
    """What was adopted then beside what is promised now, or beside a later version (?med=3)."""
    plan = find_plan(request.user, pk)
    version = _find(request.user, plan, number)
    version.plan = plan
    later = None
    if wanted := request.GET.get("med"):
        if not wanted.isdecimal() or int(wanted) <= number:
            raise Http404
        later = _find(request.user, plan, int(wanted))
    changes = changes_between(version, later) if later else changes_since(version)
    context = {"plan": plan, "version": version, "later": later, "changes": changes}
    return render(request, "plans/compare.html", context)


def _visible(user, plan: Plan):
    rows = plan.versions.filter(decision__in=Decision.objects.visible_to(user))
    return rows.select_related("decision__body")


def _find(user, plan: Plan, number: int | None) -> PlanVersion:
    rows = _visible(user, plan)
    if number is not None:
        return get_object_or_404(rows, number=number)
    if (latest := rows.first()) is None:
        raise Http404
    return latest
