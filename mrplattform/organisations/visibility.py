"""The one condition that every visible_to(user) starts from."""

from __future__ import annotations

from django.db.models import Q

from mrplattform.organisations.models.sharing import Circle


def seen_by(
    user, model, *, circle: str = "circle", authority: str = "authority", unit: str = "organisation"
) -> Q:
    """Rows of `model` that the circles and shares open to the user.

    `circle`, `authority` and `unit` name the fields (or paths) on the model. Strategists and
    auditors read their whole authority; a unit's own things are otherwise for that unit and those
    above it.
    """
    if not user.is_authenticated:
        return Q(**{circle: Circle.PUBLIC})
    standing = user.standing
    whole = {f.authority_id for f in standing.functions if f.role in ("strategist", "auditor")}
    return (
        Q(**{f"{circle}__in": [Circle.SIGNED_IN, Circle.PUBLIC]})
        | Q(**{f"{authority}_id__in": whole})
        | Q(**{f"{circle}__in": [Circle.AUTHORITY, Circle.SHARED]})
        & Q(**{f"{authority}_id__in": standing.authority_ids})
        | Q(**{circle: Circle.UNIT}) & _of_units(model, unit, standing.unit_ids)
        | Q(pk__in=standing.shared_ids(model))
    )


def _of_units(model, unit: str, unit_ids) -> Q:
    """The unit may lie a step away (a measure's is its function's). Asked for in a question of its
    own, so that the database finds the rows by index and need not join them all first."""
    step, _, rest = unit.partition("__")
    if not rest:
        return Q(**{f"{unit}_id__in": unit_ids})
    between = model._meta.get_field(step).related_model._default_manager
    return Q(**{f"{step}__in": between.filter(**{f"{rest}_id__in": unit_ids})})
