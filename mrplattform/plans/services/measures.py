"""Measures: made for reasons, changed with care, judged in words, removed and put back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.core.dates import now
from mrplattform.core.history import change, changed_values, record
from mrplattform.organisations.services.editions import next_edition
from mrplattform.plans.models import Measure, Plan
from mrplattform.plans.services import reasons as reason_services
from mrplattform.plans.services import words  # noqa: F401 (words names the deeds)
from mrplattform.plans.services.reasons import ReasonData


@transaction.atomic
def create(
    plan: Plan,
    *,
    by,
    reasons: Iterable[ReasonData] = (),
    topics: Iterable = (),
    supporting: Iterable = (),
    goals: Iterable = (),
    pilots: Iterable = (),
    **values: Any,
) -> Measure:
    _must_belong(plan, [values["responsible"], *supporting, *pilots])
    measure = Measure.objects.create(plan=plan, authority=plan.authority, **values)
    measure.topics.set(topics)
    measure.supporting.set(supporting)
    measure.goals.set(goals)
    measure.pilots.set(pilots)
    record(by, "measure_created", measure)
    reason_services.add(measure, reasons, by=by)
    return measure


@transaction.atomic
def edit(
    measure: Measure,
    *,
    by,
    edition: int,
    topics: Iterable | None = None,
    supporting: Iterable | None = None,
    goals: Iterable | None = None,
    pilots: Iterable | None = None,
    **values: Any,
) -> None:
    """Raises ChangedMeanwhile when somebody saved since `edition` was read."""
    responsible = values.get("responsible", measure.responsible)
    belonging = [responsible, *(supporting or ()), *(pilots or ())]
    _must_belong(values.get("plan", measure.plan), belonging)
    next_edition(measure, edition)
    changes = changed_values(measure, **values)
    many = {"topics": topics, "supporting": supporting, "goals": goals, "pilots": pilots}
    for name, wanted in many.items():
        if wanted is not None:
            changes |= _set(measure, name, wanted)
    measure.save()
    if changes:
        record(by, "measure_edited", measure, changes=changes)


@transaction.atomic
def change_many(measures: Iterable[Measure], *, by, why: str = "", **values: Any) -> int:
    """The same change to several at once, told in the history of each. Gives how many changed; one
    that somebody else saves at the same moment waits for its turn, and nothing of theirs is lost,
    since only these fields are written."""
    pks = [one.pk for one in measures]
    rows = Measure.objects.select_for_update(of=("self",)).filter(pk__in=pks)
    count = 0
    for measure in rows.select_related("plan", "responsible__organisation"):
        if "responsible" in values:
            _must_belong(measure.plan, [values["responsible"]])
        if changes := changed_values(measure, **values):
            measure.edition += 1
            measure.save(update_fields=[*changes, "edition"])
            record(by, "measure_edited", measure, why=why, changes=changes)
            count += 1
    return count


@transaction.atomic
def judge(measure: Measure, *, by, edition: int, state: str, judgement: str) -> None:
    """How it goes, in a state and in words. A state alone says too little."""
    if not judgement.strip():
        raise ValidationError({"judgement": _("Skriv en bedömning: vad har hänt, och varför?")})
    if not measure.may_become(state):
        raise ValidationError({"state": _("Välj ett läge i listan.")})
    next_edition(measure, edition)
    changes = changed_values(measure, state=state, judgement=judgement.strip())
    measure.judged_at = now()
    measure.judged_as = by.function_title if by else ""
    measure.save()
    record(by, "measure_judged", measure, changes=changes)


@transaction.atomic
def remove(measure: Measure, *, by, why: str = "") -> None:
    change(by, "measure_removed", measure, why=why, removed_at=now())


@transaction.atomic
def restore(measure: Measure, *, by) -> None:
    change(by, "measure_restored", measure, removed_at=None)


def _must_belong(plan: Plan, things: Iterable) -> None:
    """A measure is carried by functions, and tried in units, of the plan's own authority."""
    if any(one.authority_id != plan.authority_id for one in things):
        raise ValidationError({"responsible": _("Välj en funktion i er egen organisation.")})


def _set(measure: Measure, name: str, wanted: Iterable) -> dict[str, list]:
    relation = getattr(measure, name)
    rows = relation.select_related("organisation") if name == "supporting" else relation.all()
    before = {one.pk: str(one) for one in rows}
    after = {one.pk: str(one) for one in wanted}
    if before.keys() == after.keys():
        return {}
    relation.set(after)
    return {name: [sorted(before.values()), sorted(after.values())]}
