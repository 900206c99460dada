"""Whom a unit is compared with: itself, or the only one that it took over from.

After a merger of several there is nothing to compare with, and the pages say so.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F

from mrplattform.assessments import rules
from mrplattform.assessments.models import Assessment, Round
from mrplattform.organisations.models import Organisation, Succession

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
    if not found.lines:
        return found
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


def lightly(assessments):
    """Assessments with their units and, of the sheets, only what these are not asked: there may
    be thousands."""
    rows = assessments.select_related("organisation").defer("returned_about", "returned_why")
    return rows.annotate(left_out=F("sheet__left_out")).order_by("pk")


def left_out_of(assessment: Assessment) -> list[str]:
    """The keys of the questions that the unit is not asked, however it was read."""
    if "left_out" in assessment.__dict__:
        return assessment.__dict__["left_out"]
    return assessment.sheet.left_out


# Assessments by round and organisation.
Asked = dict[tuple[int, int], Assessment]


def asked_in(rounds: Sequence[Round], organisations: Collection[int] | None = None) -> Asked:
    """Whom the rounds asked: all, or those of the organisations."""
    if not rounds or (organisations is not None and not organisations):
        return {}
    by_pk = {one.pk: one for one in rounds}
    rows = lightly(Assessment.objects.filter(round__in=by_pk))
    if organisations is None:
        rows = _with_units(rows)
    else:
        rows = rows.filter(organisation__in=organisations)
    found = {}
    for one in rows:
        one.round = by_pk[one.round_id]
        found[one.round_id, one.organisation_id] = one
    return found


def _with_units(rows) -> list[Assessment]:
    """The same units come again in each round: each is read once."""
    assessments = list(rows.select_related(None))
    units = Organisation.objects.in_bulk({one.organisation_id for one in assessments})
    for one in assessments:
        one.organisation = units[one.organisation_id]
    return assessments


def lineage_of(units: Iterable[int], rounds: Iterable[int], asked: Asked) -> Lineage:
    """Only of the units that some round did not ask: most were asked every time."""
    rounds = list(rounds)
    return lineage(unit for unit in units if any((pk, unit) not in asked for pk in rounds))


class Past:
    """What some units handed in in earlier rounds, as far as the reader may see it.

    What a unit saved but never handed in is no starting point for anybody.
    """

    def __init__(
        self,
        units: Iterable[int],
        rounds: Sequence[Round],
        reader=None,
        *,
        asked: Asked | None = None,
        lineage: Lineage | None = None,
    ):
        """`asked` and `lineage` are given by who has read them already."""
        self.units = set(units)
        self.rounds = {one.pk: one for one in rounds}
        self.reader = reader
        self._given = asked
        self._given_lineage = lineage

    @cached_property
    def lineage(self) -> Lineage:
        return self._given_lineage or lineage_of(self.units, self.rounds, self._own)

    def of(self, round: Round, unit: int) -> Assessment | None:
        """The unit's own, or that of the one it took over from, when it was not asked itself."""
        one = self._own.get((round.pk, unit)) or self._inherited(round, unit)
        return one if one and self._shows(one) else None

    def former(self, round: Round, unit: int) -> list[Assessment]:
        """The several that became the unit after that round, when it was not asked itself."""
        merger = None if (round.pk, unit) in self._own else self.lineage.mergers.get(unit)
        if not merger or self._inherited(round, unit):
            return []
        rows = [self._others.get((round.pk, organisation)) for organisation in merger.former]
        return [one for one in rows if one and self._shows(one)]

    def _inherited(self, round: Round, unit: int) -> Assessment | None:
        line = self.lineage.lines.get(unit, [])[1:]
        rows = (self._others.get((round.pk, organisation)) for organisation in line)
        return next((one for one in rows if one), None)

    @cached_property
    def _own(self) -> Asked:
        return self._read(self.units)

    @cached_property
    def _others(self) -> Asked:
        return self._read(self.lineage.everyone)

    def _read(self, organisations: set[int]) -> Asked:
        if self._given is not None:
            return self._given
        return asked_in(list(self.rounds.values()), organisations)

    def _shows(self, one: Assessment) -> bool:
        if not one.is_handed_in:
            return False
        return self.reader is None or rules.can_read_answers(self.reader, one)
