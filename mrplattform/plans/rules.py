"""May she? The strategist leads, the owner of the plan plans, the responsible function tells."""

from __future__ import annotations

from mrplattform.organisations.models import Role
from mrplattform.plans.models import Measure, Plan


def leads(user, authority_id: int) -> bool:
    return user.standing.has_role(Role.STRATEGIST, authority_id=authority_id)


def can_create_plan(user) -> bool:
    return user.standing.has_role(Role.STRATEGIST)


def can_edit_plan(user, plan: Plan) -> bool:
    return leads(user, plan.authority_id) or plan.owner_id in user.standing.function_ids


def can_adopt_plan(user, plan: Plan) -> bool:
    """Register what a political body decided."""
    return leads(user, plan.authority_id)


def can_add_measure(user, plan: Plan) -> bool:
    return can_edit_plan(user, plan)


def can_edit_measure(user, measure: Measure) -> bool:
    """Who answers for it, their manager, and those who lead the plan."""
    standing = user.standing
    return (
        can_edit_plan(user, measure.plan)
        or measure.responsible_id in standing.function_ids
        or measure.responsible.organisation_id in standing.units_as(Role.MANAGER)
    )


def can_judge_measure(user, measure: Measure) -> bool:
    return can_edit_measure(user, measure)


def can_remove_measure(user, measure: Measure) -> bool:
    return can_edit_plan(user, measure.plan)


def can_restore_measure(user, measure: Measure) -> bool:
    return can_remove_measure(user, measure)
