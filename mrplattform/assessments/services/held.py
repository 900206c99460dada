"""The assessment as it stands now, held until the transaction ends."""

from __future__ import annotations

from mrplattform.assessments.models import Assessment


def held(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",))
    return rows.select_related("round", "organisation", "sheet__version").get(pk=assessment.pk)
