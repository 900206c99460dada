"""Reading the tree on a day: one question to the database per authority, the rest in memory."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from mrplattform.core.dates import today
from mrplattform.core.sorting import swedish_key
from mrplattform.organisations.models.tree import Organisation, OrganisationPeriod, Succession

KINDS_IN_ORDER = [str(kind) for kind in Organisation.Kind]


def in_order(node: Organisation) -> tuple:
    """Committees before administrations, companies and units; then by name."""
    return KINDS_IN_ORDER.index(node.kind), swedish_key(node.name_on)


class Tree:
    """One authority's organisations as they were on a day."""

    def __init__(self, authority: Organisation, day: dt.date | None = None):
        self.authority = authority
        self.day = day or today()

    @cached_property
    def nodes(self) -> dict[int, Organisation]:
        """By primary key, each with `name_on` and `parent_on`."""
        rows = Organisation.objects.on(self.day).filter(authority=self.authority)
        return {node.pk: node for node in rows}

    @cached_property
    def _children(self) -> dict[int | None, list[Organisation]]:
        found = defaultdict(list)
        for node in sorted(self.nodes.values(), key=in_order):
            found[node.parent_on].append(node)
        return found

    def children(self, pk: int | None) -> list[Organisation]:
        return self._children[pk]

    def path(self, pk: int) -> list[Organisation]:
        """From the authority down to the node."""
        steps: list[Organisation] = []
        node = self.nodes.get(pk)
        while node and node not in steps:
            steps.append(node)
            node = self.nodes.get(node.parent_on)
        return steps[::-1]

    def rows(self, top: int | None = None) -> list[tuple[Organisation, int]]:
        """Every node with its depth, parents before children, in Swedish order."""
        start = self.nodes.get(top or self.authority.pk)
        found, waiting = [], [(start, 0)] if start else []
        while waiting:
            node, depth = waiting.pop()
            found.append((node, depth))
            waiting += [(child, depth + 1) for child in reversed(self._children[node.pk])]
        return found

    def below(self, pk: int) -> list[int]:
        """The node and everything under it, parents before children."""
        found, waiting = [], [pk]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting.extend(child.pk for child in self._children[here])
        return found


def below(roots: Iterable[int], day: dt.date | None = None) -> frozenset[int]:
    """These organisations, all under them on the day, and the closed ones they took over from."""
    roots = set(roots)
    if not roots:
        return frozenset()
    authorities = Organisation.objects.filter(pk__in=roots).values("authority")
    children = defaultdict(list)
    rows = OrganisationPeriod.objects.on(day).filter(organisation__authority__in=authorities)
    for pk, parent in rows.values_list("organisation_id", "parent_id"):
        children[parent].append(pk)
    former = defaultdict(list)
    rows = Succession.objects.filter(successor__authority__in=authorities)
    for new, old in rows.values_list("successor_id", "predecessor_id"):
        former[new].append(old)
    found: set[int] = set()
    waiting = list(roots)
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += children[here] + former[here]
    return frozenset(found)
