"""What of plans can be found, and what functions answer for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models import F, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.core.catalogue import Duty, EntryData, Findable
from mrplattform.plans.models import Goal, Measure, Message, Plan, Risk


def measure_entries(rows) -> Iterator[EntryData]:
    rows = rows.filter(removed_at__isnull=True).prefetch_related("topics", "reasons")
    for measure in rows:
        texts = [measure.aim, measure.judgement, measure.activity, measure.output]
        texts += [measure.effect, measure.evidence, measure.heard]
        texts += [reason.wording for reason in measure.reasons.all()]
        yield EntryData(
            thing=measure,
            title=measure.title,
            address=measure.get_absolute_url(),
            text="\n".join(filter(None, texts)),
            authority_id=measure.authority_id,
            circle=measure.circle,
            topic_keys=tuple(topic.key for topic in measure.topics.all()),
            # In the agenda it stands on its last day; a bar of three years says nothing, and what
            # has ended waits for nobody.
            day=measure.ends if measure.is_open else None,
        )


def plan_entries(rows) -> Iterator[EntryData]:
    for plan in rows:
        yield EntryData(
            thing=plan,
            title=plan.title,
            address=plan.get_absolute_url(),
            text=plan.aim,
            authority_id=plan.authority_id,
            circle=plan.circle,
            day=plan.ends,
        )


def goal_entries(rows) -> Iterator[EntryData]:
    for goal in rows.current().select_related("plan"):
        texts = [goal.was, goal.now, goal.wanted, goal.known_by, goal.heard]
        yield _part_entry(goal, "\n".join([*texts, goal.changed_by_hearing]), goal.ends)


def risk_entries(rows) -> Iterator[EntryData]:
    for risk in rows.current().select_related("plan"):
        yield _part_entry(risk, f"{risk.consequence_for}\n{risk.response}", None)


def message_entries(rows) -> Iterator[EntryData]:
    for message in rows.current().select_related("plan"):
        texts = [message.audience, message.channel, message.came_of_it]
        yield _part_entry(message, "\n".join(texts), message.day)


def _part_entry(part, text: str, day: dt.date | None) -> EntryData:
    """What stands in a plan is open to whoever may read the plan."""
    return EntryData(
        thing=part,
        title=part.title,
        address=part.get_absolute_url(),
        text=text,
        authority_id=part.plan.authority_id,
        circle=part.plan.circle,
        day=day,
    )


CATALOGUE = [
    Findable(Measure, measure_entries),
    Findable(Plan, plan_entries),
    Findable(Goal, goal_entries),
    Findable(Risk, risk_entries),
    Findable(Message, message_entries),
]


def duties(function_ids: Iterable[int], on: dt.date | None = None) -> Iterator[Duty]:
    """Open measures, plans that still hold, and what in those somebody answers for."""
    ids = list(function_ids)
    for measure in Measure.objects.open().filter(responsible__in=ids):
        yield Duty(
            measure.responsible_id,
            _("Insats"),
            measure.title,
            measure.get_absolute_url(),
            measure.ends,
        )
    yield from _plan_duties(ids, on)


def _plan_duties(ids: list[int], on: dt.date | None) -> Iterator[Duty]:
    """Plans that hold, their goals and risks, and messages that nobody has brought yet: one
    question."""
    day = models.DateField(null=True)
    words = {Goal.SLUG: _("Mål"), Risk.SLUG: _("Risk"), Message.SLUG: _("Kommunikation")}
    kinds = [
        (Goal.objects.current(), F("ends")),
        (Risk.objects.current().filter(is_over=False), Value(None, output_field=day)),
        (Message.objects.current().filter(done_on=None), F("day")),
    ]
    rows = [
        found.filter(owner__in=ids, plan__in=Plan.objects.in_force(on))
        .order_by()
        .annotate(kind=Value(found.model.SLUG), due=due)
        .values_list("kind", "owner_id", "title", "plan_id", "pk", "due")
        for found, due in kinds
    ]
    plans = (
        Plan.objects.filter(owner__in=ids)
        .in_force(on)
        .order_by()
        .annotate(kind=Value(""), plan=F("pk"), due=F("ends"))
        .values_list("kind", "owner_id", "title", "plan", "pk", "due")
    )
    for kind, owner, title, plan, pk, due in plans.union(*rows, all=True):
        if not kind:
            yield Duty(owner, _("Plan"), title, reverse("plans:plan", args=[pk]), due)
            continue
        address = f"{reverse('plans:parts', args=[plan, kind])}#{kind}-{pk}"
        yield Duty(owner, words[kind], title, address, due)
