"""May she? The strategist and the owner write; what a body has decided is only read."""

from __future__ import annotations

from mrplattform.organisations.models import Role
from mrplattform.reports.models import Report


def leads(user, authority_id: int) -> bool:
    return user.standing.has_role(Role.STRATEGIST, authority_id=authority_id)


def can_create_report(user) -> bool:
    return user.standing.has_role(Role.STRATEGIST)


def can_write_report(user, report: Report) -> bool:
    """A decided report is corrected by a new version only."""
    return not report.is_locked and (
        leads(user, report.authority_id) or report.owner_id in user.standing.function_ids
    )


def can_lock_report(user, report: Report) -> bool:
    """Register what a political body decided."""
    return not report.is_locked and leads(user, report.authority_id)


def can_renew_report(user, report: Report) -> bool:
    return report.is_locked and leads(user, report.authority_id)


def can_remove_report(user, report: Report) -> bool:
    return can_write_report(user, report)
