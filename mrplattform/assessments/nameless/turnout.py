"""How many of those invited have answered. Who they are is shown nowhere.

Of a unit where so few are invited that each knows the others, not even how many: "none of two"
says of both that they have not answered, and who is asked must be free not to.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Q

from mrplattform.assessments.models import Round
from mrplattform.core.disclosure import hidden


@dataclass(frozen=True)
class UnitTurnout:
    unit: str
    organisation_id: int
    # None where so few are invited that it is not told.
    invited: int | None
    answered: int | None


@dataclass(frozen=True)
class Turnout:
    invited: int
    answered: int
    smallest: int
    units: list[UnitTurnout] = field(default_factory=list)

    @property
    def has_hidden(self) -> bool:
        return any(one.invited is None for one in self.units)


def turnout(round: Round) -> Turnout:
    """One question to the database."""
    rows = list(
        round.tickets.values("organisation_id", "organisation__name")
        .annotate(invited=Count("pk"), answered=Count("pk", filter=Q(used=True)))
        .order_by("organisation__name", "organisation_id")
    )
    sizes = {row["organisation_id"]: row["invited"] for row in rows}
    groups = {"all": set(sizes)} | {pk: {pk} for pk in sorted(sizes)}
    kept = hidden(groups, sizes, round.shown_from)
    return Turnout(
        invited=sum(sizes.values()),
        answered=sum(row["answered"] for row in rows),
        smallest=round.shown_from,
        units=[_unit(row, row["organisation_id"] in kept) for row in rows],
    )


def _unit(row, is_hidden: bool) -> UnitTurnout:
    return UnitTurnout(
        unit=row["organisation__name"],
        organisation_id=row["organisation_id"],
        invited=None if is_hidden else row["invited"],
        answered=None if is_hidden else row["answered"],
    )
