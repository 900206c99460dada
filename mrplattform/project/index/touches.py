"""Deeds done with one thing that change what another shows in the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Model

from mrplattform.agreements.models import Agreement, Due, Obligation, Party
from mrplattform.assessments.models import Assessment, Round
from mrplattform.organisations.models import Decision, Function, Organisation
from mrplattform.plans.models import Measure, Reason
from mrplattform.questions.models import FrameworkVersion
from mrplattform.reports.models import OwnWords, Report

# The thing of the deed, the thing in the index, and how the second is found by the first.
SHOWN_BY: list[tuple[type[Model], type[Model], str]] = [
    (Organisation, Organisation, "parent__in"),
    (Organisation, Function, "organisation__in"),
    (Organisation, Assessment, "organisation__in"),
    # A new version takes the place of the one before.
    (FrameworkVersion, FrameworkVersion, "framework__versions__in"),
    (Round, Assessment, "round__in"),
    (Reason, Measure, "reasons__in"),
    (OwnWords, Report, "own_words__in"),
    (Decision, Report, "decision__in"),
    (Party, Agreement, "parties__in"),
    (Obligation, Agreement, "obligations__in"),
    # Days are counted from each other.
    (Agreement, Due, "obligation__agreement__in"),
    (Obligation, Due, "obligation__agreement__obligations__in"),
    (Due, Due, "obligation__agreement__obligations__dues__in"),
]


def also_touched(model: type[Model], numbers: Iterable[int]) -> Iterator[tuple[type[Model], list]]:
    for done_with, shown, path in SHOWN_BY:
        if done_with is model:
            rows = shown._default_manager.filter(**{path: list(numbers)})
            yield shown, list(rows.values_list("pk", flat=True))
