"""What of rounds and findings can be found, and what functions still have to do with them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from mrplattform.assessments.models import Assessment, Finding, Round
from mrplattform.core.catalogue import Duty, EntryData, Findable
from mrplattform.organisations.models import Circle

State = Assessment.State


def round_entries(rows) -> Iterable[EntryData]:
    rows = rows.exclude(state=Round.State.DRAFT).select_related("version")
    for round in rows.prefetch_related("version__sections__topics"):
        topics = {t.key for section in round.version.sections.all() for t in section.topics.all()}
        yield EntryData(
            thing=round,
            title=round.title,
            address=round.get_absolute_url(),
            text="\n".join([round.purpose, round.version.title]),
            authority_id=round.authority_id,
            circle=round.circle,
            topic_keys=tuple(sorted(topics)),
            day=round.opens,
            ends=round.closes,
        )


def assessment_entries(rows) -> Iterable[EntryData]:
    """The unit's part of a round: found by its name, read by those who may."""
    for one in rows.select_related("round", "organisation"):
        yield EntryData(
            thing=one,
            title=_("Svar från %(unit)s: %(round)s")
            % {"unit": one.organisation.name, "round": one.round.title},
            address=one.review_url,
            authority_id=one.authority_id,
            circle=Circle.UNIT,
        )


def finding_entries(rows) -> Iterable[EntryData]:
    for finding in rows.filter(removed_at__isnull=True).prefetch_related("topics"):
        yield EntryData(
            thing=finding,
            title=finding.title,
            address=finding.get_absolute_url(),
            text="\n".join([finding.text, finding.why, finding.heard]),
            authority_id=finding.authority_id,
            circle=finding.circle,
            topic_keys=tuple(topic.key for topic in finding.topics.all()),
            day=finding.created_at.date(),
        )


CATALOGUE = [
    Findable(Round, round_entries),
    Findable(Assessment, assessment_entries),
    Findable(Finding, finding_entries),
]


def duties(function_ids) -> Iterable[Duty]:
    """Sheets to answer, answers to approve, rounds to see to their end."""
    mine = Q(reporter__in=function_ids) | Q(approver__in=function_ids)
    rows = Assessment.objects.filter(mine, round__state=Round.State.OPEN)
    rows |= Assessment.objects.filter(approver__in=function_ids, state=State.SUBMITTED)
    for one in rows.select_related("round", "organisation").distinct().order_by("round__closes"):
        yield from _duties_of(one, set(function_ids))
    rounds = Round.objects.filter(owner__in=function_ids).exclude(state=Round.State.CLOSED)
    for round in rounds.order_by("closes"):
        yield Duty(
            function_id=round.owner_id,
            kind=_("Kartläggning att leda"),
            title=round.title,
            address=round.get_absolute_url(),
            day=round.closes,
        )


def _duties_of(one: Assessment, function_ids: set[int]) -> Iterable[Duty]:
    title = f"{one.round.title}, {one.organisation.name}"
    if one.reporter_id in function_ids and not one.is_handed_in:
        yield Duty(
            one.reporter_id,
            _("Svar att lämna"),
            title,
            one.get_absolute_url(),
            one.round.closes,
        )
    if one.approver_id in function_ids and one.state != State.APPROVED:
        yield Duty(one.approver_id, _("Svar att godkänna"), title, one.review_url, one.round.closes)
