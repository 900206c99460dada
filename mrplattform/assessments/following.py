"""How a round is going: who has handed in, who is left, which functions nobody holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from mrplattform.assessments.candidates import holder_names
from mrplattform.assessments.models import HANDED_IN, Assessment, Round
from mrplattform.core.dates import today
from mrplattform.questions.models import Answer

State = Assessment.State


@dataclass
class Going:
    """Counts for the head of a round's page."""

    units: int = 0
    handed_in: int = 0
    approved: int = 0
    returned: int = 0

    @property
    def waiting(self) -> int:
        return self.units - self.handed_in


def going(round: Round) -> Going:
    counts = dict(round.assessments.values_list("state").annotate(Count("pk")).order_by())
    return Going(
        units=sum(counts.values()),
        handed_in=sum(counts.get(state, 0) for state in HANDED_IN),
        approved=counts.get(State.APPROVED, 0),
        returned=counts.get(State.RETURNED, 0),
    )


def with_counts(rounds):
    """Rounds with `units` and `handed_in`, for lists."""
    return rounds.annotate(
        units=Count("assessments"),
        handed_in=Count("assessments", filter=Q(assessments__state__in=HANDED_IN)),
    )


def add_progress(assessments: Iterable[Assessment], questions: int) -> None:
    """Give each assessment `answered`, `questions`, `reporter_name` and `approver_name`: two
    questions to the database for a page of them. Conditions may call for fewer questions."""
    assessments = list(assessments)
    sheets = [one.sheet_id for one in assessments]
    counts = Answer.objects.filter(sheet__in=sheets).values_list("sheet").annotate(Count("pk"))
    answered = dict(counts.order_by())
    functions = {one.reporter_id: one.reporter for one in assessments}
    functions |= {one.approver_id: one.approver for one in assessments}
    names = holder_names(functions.values())
    for one in assessments:
        one.answered = answered.get(one.sheet_id, 0)
        one.questions = questions
        one.reporter_name = names.get(one.reporter_id, "")
        one.approver_name = names.get(one.approver_id, "")


def vacant(round: Round, on: dt.date | None = None) -> list[Assessment]:
    """Not approved, and nobody holds the function whose turn it is."""
    rows = list(
        round.assessments.exclude(state=State.APPROVED).select_related(
            "organisation", "reporter__organisation", "approver__organisation"
        )
    )
    functions = {one.reporter_id: one.reporter for one in rows}
    functions |= {one.approver_id: one.approver for one in rows}
    held = holder_names(functions.values(), on)
    return [one for one in rows if turn_of(one) not in held]


def turn_of(assessment: Assessment) -> int:
    """The function that has to act next."""
    if assessment.state == State.SUBMITTED:
        return assessment.approver_id
    return assessment.reporter_id


def days_left(round: Round, on: dt.date | None = None) -> int:
    return (round.closes - (on or today())).days
