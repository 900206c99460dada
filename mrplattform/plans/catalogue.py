"""What of plans can be found, and what functions answer for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from mrplattform.core.catalogue import Duty, EntryData, Findable
from mrplattform.core.dates import today
from mrplattform.plans.models import Measure, Plan


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
            # In the agenda it stands on its last day; a bar of three years says nothing.
            day=measure.ends,
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


CATALOGUE = [Findable(Measure, measure_entries), Findable(Plan, plan_entries)]


def duties(function_ids: Iterable[int], on: dt.date | None = None) -> Iterator[Duty]:
    """Open measures, and plans that still hold."""
    ids = list(function_ids)
    for measure in Measure.objects.open().filter(responsible__in=ids):
        yield Duty(
            measure.responsible_id,
            _("Insats"),
            measure.title,
            measure.get_absolute_url(),
            measure.ends,
        )
    for plan in Plan.objects.filter(owner__in=ids, ends__gte=on or today()):
        yield Duty(plan.owner_id, _("Plan"), plan.title, plan.get_absolute_url(), plan.ends)
