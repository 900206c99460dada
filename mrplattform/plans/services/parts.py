"""What a plan holds besides measures: made, changed, removed and put back, all in one way."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.core.dates import now
from mrplattform.core.history import change, changed_values, record
from mrplattform.organisations.services.editions import next_edition
from mrplattform.plans.models import Plan, PlanPart
from mrplattform.plans.services import words  # noqa: F401 (words names the deeds)

Part = TypeVar("Part", bound=PlanPart)


@transaction.atomic
def create(model: type[Part], plan: Plan, *, by, **values: Any) -> Part:
    _must_belong(plan, values)
    part = model(plan=plan, **values)  # type: ignore[misc]  # the parts name their own plan
    part.save()
    record(by, "part_added", part)
    return part


@transaction.atomic
def edit(part: PlanPart, *, by, edition: int, **values: Any) -> None:
    """Raises ChangedMeanwhile when somebody saved since `edition` was read."""
    _must_belong(part.plan, values)  # type: ignore[attr-defined]
    next_edition(part, edition)
    changes = changed_values(part, **values)
    part.save()
    if changes:
        record(by, "part_changed", part, changes=changes)


@transaction.atomic
def remove(part: PlanPart, *, by) -> None:
    change(by, "part_removed", part, removed_at=now())


@transaction.atomic
def restore(part: PlanPart, *, by) -> None:
    change(by, "part_restored", part, removed_at=None)


def _must_belong(plan: Plan, values: dict[str, Any]) -> None:
    """Duties lie with functions of the plan's own authority, and its parts point at its own."""
    owner = values.get("owner")
    if owner and owner.authority_id != plan.authority_id:
        raise ValidationError({"owner": _("Välj en funktion i er egen organisation.")})
    for name in ("direction", "measure"):
        other = values.get(name)
        if other and other.plan_id != plan.pk:
            raise ValidationError({name: _("Välj något i listan.")})
