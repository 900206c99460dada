"""Look-ups that start from what the user may see; the invisible is a 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from mrplattform.agreements.models import Agreement, Due


def find_agreement(user, pk: int) -> Agreement:
    rows = Agreement.objects.visible_to(user).select_related(
        "authority", "owner__organisation", "follows"
    )
    return get_object_or_404(rows, pk=pk)


def find_due(user, pk: int) -> Due:
    rows = Due.objects.visible_to(user).select_related(
        "file",
        "obligation__agreement__authority",
        "obligation__agreement__owner",
        "obligation__anchor",
        "obligation__owner__organisation",
        "obligation__party",
    )
    return get_object_or_404(rows, pk=pk)
