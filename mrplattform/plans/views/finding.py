"""Look-ups that start from what the user may see; the invisible is a 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from mrplattform.plans.models import Measure, Plan


def find_plan(user, pk: int) -> Plan:
    plans = Plan.objects.visible_to(user).select_related(
        "authority", "owner__organisation", "decision__body"
    )
    return get_object_or_404(plans, pk=pk)


def find_measure(user, pk: int) -> Measure:
    return get_object_or_404(_with_surroundings(Measure.objects.visible_to(user)), pk=pk)


def find_removed(user, pk: int) -> Measure:
    measures = Measure.objects.of_circle(user).removed()
    return get_object_or_404(_with_surroundings(measures), pk=pk)


def _with_surroundings(measures):
    return measures.select_related(
        "authority",
        "direction",
        "plan__authority",
        "plan__decision__body",
        "responsible__organisation",
    ).defer("plan__decision__copy")
