"""Whom a unit is compared with: itself, or the only one that it took over from.

After a merger of several there is nothing to compare with, and the pages say so.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mrplattform.assessments import rules
from mrplattform.assessments.models import Assessment, Round
from mrplattform.organisations.models import Succession

GENERATIONS = 5  # a unit is followed no further back


@dataclass(frozen=True)
class Merger:
    """Several units that became one."""

    day: dt.date
    former: tuple[int, ...]


@dataclass
class Lineage:
    """By unit: those it took over from, nearest first, as long as each took over from one only;
    and the merger where the line ends."""

    lines: dict[int, list[int]] = field(default_factory=dict)
    mergers: dict[int, Merger] = field(default_factory=dict)

    @property
    def everyone(self) -> set[int]:
        alone = {pk for line in self.lines.values() for pk in line}
        return alone | {pk for merger in self.mergers.values() for pk in merger.former}


def lineage(units: Iterable[int]) -> Lineage:
    found = Lineage({unit: [unit] for unit in units})
    ends = {unit: unit for unit in found.lines}  # the unit that each line has come to
    for _generation in range(GENERATIONS):
        former = _took_over_from(set(ends.values()))
        going = {}
        for unit, last in ends.items():
            olds = former.get(last, [])
            if len(olds) == 1 and olds[0][0] not in found.lines[unit]:
                going[unit] = olds[0][0]
                found.lines[unit].append(olds[0][0])
            elif len(olds) > 1:
                day = max(day for _pk, day in olds)
                found.mergers[unit] = Merger(day, tuple(pk for pk, _day in olds))
        if not (ends := going):
            break
    return found


def _took_over_from(units: set[int]) -> dict[int, list[tuple[int, dt.date]]]:
    former = defaultdict(list)
    rows = Succession.objects.filter(successor__in=units).order_by("pk")
    for successor, predecessor, day in rows.values_list("successor_id", "predecessor_id", "day"):
        former[successor].append((predecessor, day))
    return former


class Past:
    """What some units handed in in earlier rounds, as far as the reader may see it.

    What a unit saved but never handed in is no starting point for anybody.
    """

    def __init__(self, units: Iterable[int], rounds: Sequence[Round], reader=None):
        self.units = set(units)
        self.rounds = {one.pk: one for one in rounds}
        self.reader = reader

    @cached_property
    def lineage(self) -> Lineage:
        return lineage(self.units)

    @cached_property
    def _asked(self) -> dict[tuple[int, int], Assessment]:
        """Every earlier assessment, by round and organisation."""
        if not self.rounds:
            return {}
        rows = Assessment.objects.filter(
            round__in=self.rounds, organisation__in=self.lineage.everyone
        ).select_related("sheet")
        found = {}
        for one in rows:
            one.round = self.rounds[one.round_id]
            found[one.round_id, one.organisation_id] = one
        return found

    def of(self, round: Round, unit: int) -> Assessment | None:
        """The unit's own, or that of the one it took over from, when it was not asked itself."""
        for organisation in self.lineage.lines[unit]:
            if one := self._asked.get((round.pk, organisation)):
                return one if self._shows(one) else None
        return None

    def former(self, round: Round, unit: int) -> list[Assessment]:
        """The several that became the unit after that round, when it was not asked itself."""
        merger = self.lineage.mergers.get(unit)
        line = self.lineage.lines[unit]
        if not merger or any((round.pk, organisation) in self._asked for organisation in line):
            return []
        rows = [self._asked.get((round.pk, organisation)) for organisation in merger.former]
        return [one for one in rows if one and self._shows(one)]

    def _shows(self, one: Assessment) -> bool:
        if not one.is_handed_in:
            return False
        return self.reader is None or rules.can_read_answers(self.reader, one)
