"""What each app tells the house: what can be found, who must do what, what to do now.

Two lists, in row order. An app that is not in them is neither searched, nor inherited, nor done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType

from mrplattform.agreements import catalogue as agreements
from mrplattform.agreements import todo as agreements_todo
from mrplattform.assessments import catalogue as assessments
from mrplattform.assessments import todo as assessments_todo
from mrplattform.core.catalogue import Duty, Findable
from mrplattform.core.todo import TodoItem
from mrplattform.organisations import catalogue as organisations
from mrplattform.organisations import todo as organisations_todo
from mrplattform.plans import catalogue as plans
from mrplattform.plans import todo as plans_todo
from mrplattform.questions import catalogue as questions
from mrplattform.reports import catalogue as reports
from mrplattform.reports import todo as reports_todo
from mrplattform.rights import catalogue as rights

CATALOGUES = [organisations, rights, questions, assessments, plans, agreements, reports]
TODOS = [organisations_todo, assessments_todo, plans_todo, agreements_todo, reports_todo]


def findables() -> dict[int, Findable]:
    """What can be found, by the number of its kind."""
    found = [one for catalogue in CATALOGUES for one in catalogue.CATALOGUE]
    kinds = ContentType.objects.get_for_models(*[one.model for one in found])  # kept in memory
    return {kinds[one.model].pk: one for one in found}


def duties(function_ids: Iterable[int]) -> Iterator[Duty]:
    """Everything open that these functions answer for, in any app."""
    ids = list(function_ids)
    for catalogue in CATALOGUES:
        yield from catalogue.duties(ids)


def todo(user) -> list[TodoItem]:
    return [item for part in TODOS for item in part.todo(user)]
