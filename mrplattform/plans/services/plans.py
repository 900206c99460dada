"""Plans: made, changed, and adopted by a political body."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.core.history import changed_values, record
from mrplattform.organisations.models import Organisation
from mrplattform.organisations.services.decisions import decide
from mrplattform.organisations.services.editions import next_edition
from mrplattform.plans.documents import adopted_copy
from mrplattform.plans.models import Plan, PlanVersion
from mrplattform.plans.services import words  # noqa: F401 (words names the deeds)


@transaction.atomic
def create(authority: Organisation, *, by, **values: Any) -> Plan:
    plan = Plan.objects.create(authority=authority, **values)
    record(by, "plan_created", plan)
    return plan


@transaction.atomic
def edit(plan: Plan, *, by, edition: int, **values: Any) -> None:
    """Raises ChangedMeanwhile when somebody saved since `edition` was read."""
    next_edition(plan, edition)
    changes = changed_values(plan, **values)
    plan.save()
    if changes:
        record(by, "plan_edited", plan, changes=changes)


@transaction.atomic
def adopt(plan: Plan, *, by, changed: str = "", why: str = "", **decision: Any) -> PlanVersion:
    """The body adopts the plan as it reads now: a new version, with what is new in it and why."""
    earlier = plan.versions.select_for_update().first()
    if earlier and not why.strip():
        raise ValidationError({"why": _("Skriv varför planen ändras.")})
    made = decide(plan, copy=adopted_copy(plan), by=by, **decision)
    version = PlanVersion.objects.create(
        plan=plan,
        number=earlier.number + 1 if earlier else 1,
        decision=made,
        changed=changed,
        why=why,
    )
    plan.decision = made
    plan.save(update_fields=["decision"])
    record(by, "plan_adopted", plan, why=why, changes={"decision": [None, str(made)]})
    return version
