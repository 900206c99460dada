"""To whom a section of a unit's sheet can be handed on."""

from __future__ import annotations

from collections import defaultdict

from mrplattform.assessments.candidates import holder_names, label
from mrplattform.assessments.models import Assessment
from mrplattform.organisations.models import Function
from mrplattform.organisations.tree import Tree


def colleagues(assessment: Assessment) -> list[tuple[Function, str]]:
    """The held functions of the unit, of those below it and of those above, nearest first, with
    what to call them: three questions to the database."""
    unit = assessment.organisation
    tree = Tree(assessment.authority)
    near = [*tree.below(unit.pk), *(node.pk for node in reversed(tree.path(unit.pk)[:-1]))]
    by_unit = defaultdict(list)
    rows = Function.objects.on().filter(organisation__in=near).exclude(pk=assessment.reporter_id)
    for function in rows.select_related("organisation"):
        by_unit[function.organisation_id].append(function)
    found = [function for pk in near for function in by_unit[pk]]
    names = holder_names(found)
    return [(one, label(one, names, unit)) for one in found if one.pk in names]
