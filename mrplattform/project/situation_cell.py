"""One place of the grid opened: its criteria, how each is answered, what has been concluded and what
is done about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mrplattform.assessments.models import Finding
from mrplattform.plans.models import Measure
from mrplattform.project.situation import Cell, Situation, Spot, most_common
from mrplattform.questions.models import Question
from mrplattform.rights.models import Topic


@dataclass(frozen=True)
class Criterion:
    """A question of the place, with the answers to it and the topic that it asks about."""

    question: Question
    spot: Spot
    topic: Topic | None
    most: list[tuple[int, str]]
    counts: list[int]


class CellPage:
    def __init__(self, situation: Situation, cell: Cell):
        self.situation, self.cell = situation, cell

    @cached_property
    def criteria(self) -> list[Criterion]:
        keys = {key: [key] for key in self.cell.spot.questions}
        spots = self.situation.count(keys)
        asked = self.situation.results.questions
        return [self._criterion(one, spots[one.key]) for one in asked if one.key in keys]

    def _criterion(self, question: Question, spot: Spot) -> Criterion:
        own = question.topics.all()
        return Criterion(
            question,
            spot,
            next((one for one in own if one.kind == Topic.Kind.CRITERION), None),
            most_common(self.situation, spot.now),
            [spot.now.levels[level] for level, _label in self.situation.levels],
        )

    @cached_property
    def findings(self) -> list[Finding]:
        """The most serious first, as everywhere."""
        rows = Finding.objects.filter(pk__in=self.cell.finding_ids)
        return list(rows.order_by("-weight", "-pk"))

    @cached_property
    def measures(self) -> list[Measure]:
        rows = Measure.objects.filter(pk__in=self.cell.measure_ids)
        return list(rows.select_related("responsible__organisation").worst_first())


def find_cell(situation: Situation, role: str, principle: str) -> Cell | None:
    return next(
        (
            cell
            for cell in situation.cells
            if (cell.role.key, cell.principle.key) == (role, principle)
        ),
        None,
    )
