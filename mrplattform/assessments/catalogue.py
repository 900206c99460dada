"""What of rounds and findings can be found, and what functions still have to do with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import CharField, DateField, F, FilteredRelation, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.coded import FIRST, SECOND, codings_to_read
from mrplattform.assessments.models import Assessment, Finding, Round
from mrplattform.core.catalogue import Duty, EntryData, Findable
from mrplattform.organisations.models import Circle
from mrplattform.questions.models import Section

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
            ends=_own_last_day(one),
        )


def _own_last_day(one: Assessment) -> dt.date | None:
    """In the agenda when the round's own day does not tell it: another authority asks, or this unit
    has more time than the others."""
    asks = one.round.state == Round.State.OPEN and not one.is_handed_in
    return one.last_day if asks and (one.round.asks_country or one.closes) else None


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


KINDS = {
    "lead": ("round", gettext_lazy("Kartläggning att leda")),
    "read": ("coding", gettext_lazy("Texter att läsa")),
}


def duties(function_ids) -> Iterable[Duty]:
    """Sheets and sections to answer, answers to approve, rounds to see to their end, texts to read."""
    ids, told = set(function_ids), set()
    for one in _to_do(ids):
        if one.pk not in told:
            told.add(one.pk)
            yield from _duties_of(one, ids)
        if one.part_id and not one.is_handed_in:
            yield _part_of(one)
    for kind, function, pk, title, day in _to_lead_and_read(ids):
        name, words = KINDS[kind]
        yield Duty(function, str(words), title, reverse(f"assessments:{name}", args=[pk]), day)


def _to_lead_and_read(ids: set[int]) -> list[tuple]:
    """Rounds to see to their end and texts to read, in one question to the database."""
    rounds = Round.objects.filter(owner__in=ids).exclude(state=Round.State.CLOSED).order_by()
    found = [_as_rows(rounds, "lead", "owner_id", F("closes"))]
    for reader in (FIRST, SECOND):
        codings = codings_to_read(reader, ids).order_by()
        found.append(_as_rows(codings, "read", f"{reader}_id", Cast(None, DateField())))
    rows = found[0].union(*found[1:], all=True)
    return sorted(rows, key=lambda row: (row[-1] or dt.date.max, row[2]))


def _as_rows(rows, kind: str, function: str, day):
    kind = Value(kind, output_field=CharField())
    return rows.annotate(kind_of_duty=kind, day=day).values_list(
        "kind_of_duty", function, "pk", "title", "day"
    )


def _to_do(ids: set[int]):
    """One row for each, or for each section of it that the functions have been given."""
    part = FilteredRelation(
        "portions",
        condition=Q(
            portions__function__in=ids,
            portions__removed_at__isnull=True,
            portions__done_at__isnull=True,
        ),
    )
    approves = Q(approver__in=ids, round__needs_approval=True)
    concerns = Q(reporter__in=ids) | approves | Q(part__isnull=False)
    still = Q(round__state=Round.State.OPEN) | Q(approves, state=State.SUBMITTED)
    return (
        Assessment.objects.annotate(
            part=part,
            part_id=F("part__pk"),
            part_function=F("part__function_id"),
            part_titles=F("part__section__titles"),
        )
        .filter(concerns, still)
        .select_related("round", "organisation")
        .order_by("round__closes", "pk")
    )


def _part_of(one: Assessment) -> Duty:
    section = Section(titles=one.part_titles)
    return Duty(
        one.part_function,
        _("Avsnitt att svara på"),
        f"{one.round.title}, {section.title}",
        one.get_absolute_url(),
        one.last_day,
    )


def _duties_of(one: Assessment, function_ids: set[int]) -> Iterable[Duty]:
    title = f"{one.round.title}, {one.organisation.name}"
    if one.reporter_id in function_ids and not one.is_handed_in:
        yield Duty(
            one.reporter_id,
            _("Svar att lämna"),
            title,
            one.get_absolute_url(),
            one.last_day,
        )
    approves = one.round.needs_approval and one.approver_id in function_ids
    if approves and one.state != State.APPROVED:
        yield Duty(one.approver_id, _("Svar att godkänna"), title, one.review_url, one.last_day)
