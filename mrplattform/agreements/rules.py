"""May she? The strategist and the owner keep the agreement; who answers for an obligation delivers."""

from __future__ import annotations

from mrplattform.agreements.models import Agreement, Due
from mrplattform.agreements.models.agreements import KEEPERS


def can_create_agreement(user) -> bool:
    return user.is_authenticated and user.standing.has_role(*KEEPERS)


def can_edit_agreement(user, agreement: Agreement) -> bool:
    if not user.is_authenticated:
        return False
    standing = user.standing
    return (
        standing.has_role(*KEEPERS, authority_id=agreement.authority_id)
        or agreement.owner_id in standing.function_ids
    )


def can_deliver(user, due: Due) -> bool:
    """A record of somebody else's agreement is not ticked off here."""
    agreement = due.obligation.agreement
    if not user.is_authenticated or not agreement.is_followed:
        return False
    return (
        can_edit_agreement(user, agreement) or due.obligation.owner_id in user.standing.function_ids
    )


def can_move(user, due: Due) -> bool:
    """A new day is agreed between the parties, so it is registered by who keeps the agreement."""
    return due.obligation.agreement.is_followed and can_edit_agreement(
        user, due.obligation.agreement
    )
