"""What an authority holds on a day, as a file speaks of it: ids, names and paths."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property

from mrplattform.organisations.models import FunctionPeriod, Organisation, OrganisationPeriod
from mrplattform.organisations.services.spreadsheets import plain_name, steps_of
from mrplattform.organisations.tree import Tree


class Known:
    """What the authority holds on the day, read in four questions."""

    def __init__(self, root: Organisation, day: dt.date):
        self.root, self.day = root, day
        self.tree = Tree(root, day)
        nodes = self.tree.nodes
        self.by_id = {one.external_id: one for one in nodes.values() if one.external_id}
        self.by_name: dict[str, list[Organisation]] = defaultdict(list)
        self.under: dict[tuple, list[Organisation]] = defaultdict(list)
        for one in nodes.values():
            if one.pk != root.pk:
                self.by_name[plain_name(one.name_on)].append(one)
                self.under[one.parent_on, plain_name(one.name_on)].append(one)
        # Also those that are closed: an id is never given to another unit.
        self.by_any_id = {one.external_id: one for one in root.members.exclude(external_id="")}

    def find(self, said: str) -> list[Organisation]:
        """Every unit that an id, a name or a path from the top may mean."""
        if said in self.by_id:
            return [self.by_id[said]]
        if plain_name(said) == plain_name(self.root.name):
            return [self.tree.nodes[self.root.pk]] if self.root.pk in self.tree.nodes else []
        if found := self.by_name.get(plain_name(said)):
            return found
        steps = steps_of(said, self.root.name)
        last = self.by_name.get(steps[-1], []) if steps else []
        return [one for one in last if self.path(one) == steps]

    def name(self, pk: int | None) -> str:
        node = self.tree.nodes.get(pk) if pk else None
        return node.name_on if node else ""

    def path(self, node: Organisation) -> list[str]:
        return [plain_name(step.name_on) for step in self.tree.path(node.pk)][1:]

    @cached_property
    def _later(self) -> set[int]:
        rows = OrganisationPeriod.objects.filter(
            organisation__authority=self.root, starts__gt=self.day
        )
        return set(rows.values_list("organisation_id", flat=True))

    def changes_later(self, organisation: Organisation) -> bool:
        return organisation.pk in self._later

    @cached_property
    def functions(self) -> set[tuple]:
        rows = FunctionPeriod.objects.on(self.day).filter(function__authority=self.root)
        rows = rows.values_list("organisation_id", "function__role", "title")
        return {(unit, role, plain_name(title)) for unit, role, title in rows}
