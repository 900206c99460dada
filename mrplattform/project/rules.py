"""Who may look at what concerns a whole authority, or a function's handover."""

from __future__ import annotations

from mrplattform.organisations.models import Function, Role


def led_authorities(user) -> frozenset[int]:
    """The authorities whose work the person leads."""
    return user.standing.authorities_as(Role.STRATEGIST)


def can_see_vacancies(user) -> bool:
    return bool(led_authorities(user))


def can_read_deeds(user) -> bool:
    return bool(read_authorities(user))


def read_authorities(user) -> frozenset[int]:
    """The authorities where the person may read everything that was done."""
    return user.standing.authorities_as(Role.STRATEGIST, Role.AUDITOR)


def can_read_handover(user, function: Function) -> bool:
    """The one who holds it, the one who leads the work, and the manager over it."""
    standing = user.standing
    return (
        function.pk in standing.function_ids
        or standing.has_role(Role.STRATEGIST, authority_id=function.authority_id)
        or standing.has_role_over(function.organisation_id, Role.MANAGER)
    )


def can_take_over(user, function: Function) -> bool:
    return function.pk in user.standing.function_ids


def can_change_year(user, authority) -> bool:
    """The steps of the annual wheel."""
    return authority.pk in led_authorities(user)


def can_erase(user, person) -> bool:
    """Who keeps the register of people; a strategist only those who served nowhere else."""
    if user.pk == person.pk:
        return False
    if user.is_administrator:
        return True
    served = set(person.holdings.values_list("function__authority_id", flat=True))
    return bool(served) and served <= led_authorities(user)
