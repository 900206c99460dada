"""Who may do what with organisations, functions, groups and decisions. People: rules_people.py."""

from __future__ import annotations

from mrplattform.organisations.models import (
    Decision,
    Function,
    Group,
    Organisation,
    Reorganisation,
    Role,
)


def is_inside(user, organisation: Organisation) -> bool:
    """Belongs there, and so reads its tree and not only its line in the register."""
    return user.is_administrator or organisation.authority_id in user.standing.authority_ids


def can_take_into_use(user, authority: Organisation) -> bool:
    return user.is_administrator and authority.is_authority and not authority.is_in_use


def can_manage_organisation(user, organisation: Organisation) -> bool:
    """Change the tree: open, edit, reorganise, import."""
    return user.is_administrator or _is_strategist(user, organisation.authority_id)


def can_rename(user, organisation: Organisation) -> bool:
    """An authority's own name is the register's."""
    if organisation.is_authority:
        return user.is_administrator
    return can_manage_organisation(user, organisation)


def can_undo(user, reorganisation: Reorganisation) -> bool:
    if reorganisation.undone_at:
        return False
    return can_manage_organisation(user, reorganisation.authority)


def can_manage_functions(user, organisation: Organisation) -> bool:
    return can_manage_organisation(user, organisation)


def can_manage_function(user, function: Function) -> bool:
    return user.is_administrator or _is_strategist(user, function.authority_id)


def can_manage_groups(user, authority: Organisation) -> bool:
    return _is_strategist(user, authority.pk)


def can_manage_group(user, group: Group) -> bool:
    return _is_strategist(user, group.authority_id)


def can_decide(user, authority: Organisation) -> bool:
    """Register a decision that was made, and the rules for how long decisions are kept."""
    return _is_strategist(user, authority.authority_id)


def can_choose_template(user, authority: Organisation) -> bool:
    return _is_strategist(user, authority.pk)


def can_correct_decision(user, decision: Decision) -> bool:
    return _is_strategist(user, decision.authority_id)


def _is_strategist(user, authority_id: int | None) -> bool:
    return user.standing.has_role(Role.STRATEGIST, authority_id=authority_id)
