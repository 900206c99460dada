"""How a round is going: who has handed in, who is late, who has not begun, which functions nobody
holds, whom to turn to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from mrplattform.assessments.candidates import holder_names
from mrplattform.assessments.models import HANDED_IN, Assessment, Portion, Round
from mrplattform.assessments.services import links
from mrplattform.core.dates import today
from mrplattform.organisations.models import Holding
from mrplattform.questions.models import Answer

State = Assessment.State


@dataclass
class Going:
    """Counts for the head of a round's page."""

    units: int = 0
    handed_in: int = 0
    approved: int = 0
    returned: int = 0
    late: int = 0
    begun: int = 0
    on_others: int = 0

    @property
    def waiting(self) -> int:
        return self.units - self.handed_in

    @property
    def not_begun(self) -> int:
        return self.waiting - self.begun


def going(round: Round, on: dt.date | None = None) -> Going:
    """One question to the database, however many units."""
    waiting = ~Q(state__in=HANDED_IN)
    given = Portion.objects.current().filter(assessment=OuterRef("pk"), done_at=None)
    rows = with_begun(round.assessments).annotate(has_given=Exists(given))
    counts = rows.aggregate(
        units=Count("pk"),
        handed_in=Count("pk", filter=Q(state__in=HANDED_IN)),
        approved=Count("pk", filter=Q(state=State.APPROVED)),
        returned=Count("pk", filter=Q(state=State.RETURNED)),
        late=Count("pk", filter=waiting & late(on)),
        some_saved=Count("pk", filter=waiting & Q(begun=True)),
        on_others=Count("pk", filter=waiting & Q(has_given=True)),
    )
    return Going(begun=counts.pop("some_saved"), **counts)


def late(on: dt.date | None = None) -> Q:
    """Their own last day has passed; ask it of those who have not handed in."""
    on = on or today()
    own = Q(closes__isnull=True) | Q(closes__lt=on)
    return Q(round__closes__lt=on) & own


def with_begun(assessments):
    """Each with `begun`: some answer is saved."""
    return assessments.annotate(begun=Exists(Answer.objects.filter(sheet=OuterRef("sheet"))))


def with_counts(rounds):
    """Rounds with `units` and `handed_in`, for lists."""
    return rounds.annotate(
        units=Count("assessments"),
        handed_in=Count("assessments", filter=Q(assessments__state__in=HANDED_IN)),
    )


def add_progress(
    assessments: Iterable[Assessment], questions: int, authority_ids: Collection[int] = ()
) -> None:
    """Give each assessment `answered`, `questions`, `reporter_name`, `approver_name` and `email`:
    three questions to the database for a page of them. Conditions may call for fewer questions.
    Names are told of those who work in the authorities; of others only that somebody is there."""
    assessments = list(assessments)
    sheets = [one.sheet_id for one in assessments]
    counts = Answer.objects.filter(sheet__in=sheets).values_list("sheet").annotate(Count("pk"))
    answered = dict(counts.order_by())
    functions = {f.pk: f for one in assessments for f in (one.reporter, one.approver) if f}
    names = holder_names(functions.values())
    for pk, function in functions.items():
        if pk in names and function.authority_id not in authority_ids:
            names[pk] = function.organisation.name
    emails = links.addresses(one for one in assessments if not one.reporter_id)
    for one in assessments:
        one.answered = answered.get(one.sheet_id, 0)
        one.questions = questions - len(one.sheet.left_out)
        one.reporter_name = names.get(one.reporter_id, "")
        one.approver_name = names.get(one.approver_id, "")
        one.email = emails.get(one.pk, "")


def vacant(round: Round, on: dt.date | None = None) -> list[Assessment]:
    """Those where nobody holds the function whose turn it is: one question to the database."""
    held = Holding.objects.of_open_functions(on)
    nobody_answers = ~Exists(held.filter(function=OuterRef("reporter")))
    nobody_approves = ~Exists(held.filter(function=OuterRef("approver")))
    whose_turn = Q(nobody_answers, state__in=[State.DRAFT, State.RETURNED], reporter__isnull=False)
    if round.needs_approval:
        whose_turn |= Q(nobody_approves, state=State.SUBMITTED)
    rows = round.assessments.filter(whose_turn).order_by("organisation__name")
    return list(
        rows.select_related("organisation", "reporter__organisation", "approver__organisation")
    )


def days_left(round: Round, on: dt.date | None = None) -> int:
    return (round.closes - (on or today())).days
