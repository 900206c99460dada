"""What others may know of a round over the country: the spread of groups that are large enough.

An authority that has not chosen to be seen is protected. Everything that is shown is asked of
core.disclosure together, whoever looks; one's own answers protect nobody from oneself. While the
round is open the sums still move, and the difference from one day to the next would tell who came
in between: so others see them when it has closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from mrplattform.assessments import rules
from mrplattform.assessments.models import Assessment
from mrplattform.assessments.places import COUNTIES, SIZES, county, size_class
from mrplattform.assessments.results.units import Units
from mrplattform.core.disclosure import hidden
from mrplattform.organisations.models import Organisation

ALL, COUNTY, SECTOR, SIZE = "alla", "lan", "sort", "storlek"
Key = tuple[str, str]


@dataclass(frozen=True)
class Group:
    """Authorities that are alike in one way; `is_hidden` when too few of them are protected."""

    key: Key
    label: str
    units: Sequence[Assessment]
    is_hidden: bool = False

    @property
    def address(self) -> str:
        return ":".join(self.key)


class Country:
    def __init__(self, units: Units):
        self.units, self.round, self.user = units, units.round, units.user

    # --- Who looks ---------------------------------------------------------------------------

    @property
    def asks(self) -> bool:
        """Belongs to who asks, and so reads every authority's answers."""
        return rules.reads_round(self.user, self.round)

    @cached_property
    def own(self) -> list[Assessment]:
        authorities = self.user.standing.authority_ids
        return [one for one in self.handed_in if one.authority_id in authorities]

    @property
    def sees_spread(self) -> bool:
        return self.asks or (bool(self.own) and self.round.is_closed)

    @cached_property
    def handed_in(self) -> list[Assessment]:
        rows = [one for one in self.units.asked if one.is_handed_in]
        prefetch_related_objects(rows, "organisation__codes")
        return rows

    @cached_property
    def seen(self) -> list[Assessment]:
        """Those whose answers the reader may open, others than her own."""
        own = {one.pk for one in self.own}
        return [one for one in self.units.readable if one.is_handed_in and one.pk not in own]

    # --- Groups ------------------------------------------------------------------------------

    @property
    def groups(self) -> list[Group]:
        """All; and the county, sort and size that one belongs to. Who asks sees every group."""
        if not self.sees_spread:
            return []
        mine = {key for one in self.own for key in _keys(one.organisation)}
        return [one for key, one in self._groups.items() if self.asks or key in mine]

    def group(self, address: str) -> Group | None:
        return next((one for one in self.groups if one.address == address), None)

    @cached_property
    def _groups(self) -> dict[Key, Group]:
        members: dict[Key, list[Assessment]] = {}
        for one in self.handed_in:
            for key in _keys(one.organisation):
                members.setdefault(key, []).append(one)
        secret = set() if self.asks else self._secret(members)
        return {
            key: Group(key, _label(key), members[key], key in secret)
            for key in sorted(members, key=_place)
        }

    def _secret(self, members: dict[Key, list[Assessment]]) -> set[Key]:
        own = {one.pk for one in self.own}
        sizes = {one.pk: int(not one.shared and one.pk not in own) for one in self.handed_in}
        groups = {key: {one.pk for one in rows} for key, rows in members.items()}
        return hidden(groups, sizes, self.round.shown_from)


def _keys(organisation: Organisation) -> list[Key]:
    """The groups that an authority belongs to."""
    places = [
        (COUNTY, county(organisation)),
        (SECTOR, organisation.sector),
        (SIZE, size_class(organisation)),
    ]
    return [(ALL, ""), *((kind, value) for kind, value in places if value)]


def _label(key: Key) -> str:
    kind, value = key
    if kind == COUNTY:
        return COUNTIES[value]
    if kind == SECTOR:
        return str(Organisation.Sector(value).label)
    if kind == SIZE:
        return str(SIZES[value])
    return _("Alla som har svarat")


def _place(key: Key) -> tuple:
    """All first; then counties, sorts and sizes, each in its own order."""
    kind, value = key
    return (ALL, COUNTY, SECTOR, SIZE).index(kind), value
