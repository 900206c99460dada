"""Who may invite, see and end people's accounts. An administrator anywhere, a strategist at home."""

from __future__ import annotations

from mrplattform.organisations.models import Function, Role


def leads(user) -> frozenset[int]:
    """The authorities whose people the user looks after as strategist."""
    return frozenset(f.authority_id for f in user.standing.functions if f.role == Role.STRATEGIST)


def can_list_people(user) -> bool:
    return user.is_administrator or bool(leads(user))


def can_invite(user, function: Function) -> bool:
    return user.is_administrator or function.authority_id in leads(user)


def can_see_person(user, person) -> bool:
    """The page with functions, duties and accounts: not for every colleague."""
    return user.pk == person.pk or can_end_account(user, person)


def can_end_account(user, person) -> bool:
    """End the person's functions: all of them, or those in one's own authority."""
    if user.is_administrator:
        return True
    return person.holdings.filter(function__authority__in=leads(user)).exists()


def can_correct_person(user, person) -> bool:
    """Name, address and lost second step: whoever may change these can take over the account."""
    return user.is_administrator


def can_appoint_administrator(user) -> bool:
    return user.is_administrator


def can_set_sign_in_rules(user) -> bool:
    return user.is_administrator
