"""What a situation report is made of, read once: answers, findings, measures, own words.

The report speaks to everyone of its circle, so it holds nothing that they may not see.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mrplattform.assessments.models import Assessment, Finding, Round
from mrplattform.assessments.results import Results, Tally
from mrplattform.assessments.results.counting import on_law_alone
from mrplattform.core.sorting import swedish_key
from mrplattform.organisations.models import Circle
from mrplattform.plans.circles import open_to
from mrplattform.plans.models import Measure
from mrplattform.questions.models import Kind, Question
from mrplattform.reports.models import Report
from mrplattform.rights.models import Topic


@dataclass(frozen=True)
class Place:
    """One square of the grid: how the answers lie now, and how they lay before."""

    role: Topic
    principle: Topic
    now: Tally
    before: Tally


class Material:
    def __init__(self, report: Report):
        assert report.round is not None, "a situation report is about a round"
        self.report = report
        self.round: Round = report.round

    # --- Answers -----------------------------------------------------------------------------

    @cached_property
    def everyone(self) -> Results:
        return Results(self.round, self.report.compared_with)

    @cached_property
    def results(self) -> Results:
        """Only what was handed in: a draft answer is still the unit's own."""
        return self.everyone.part([one for one in self.everyone.assessments if one.is_handed_in])

    @cached_property
    def units(self) -> list[Assessment]:
        """In the order of their names: nothing here is a ranking."""
        return sorted(self.everyone.assessments, key=lambda one: swedish_key(self.name(one)))

    def name(self, assessment: Assessment) -> str:
        return self.everyone.name(assessment)

    @property
    def silent(self) -> list[Assessment]:
        return [one for one in self.units if not one.is_handed_in]

    @cached_property
    def total(self) -> Tally:
        return self.results.total

    @cached_property
    def levels(self) -> list[str]:
        """The words of the scale; questions of a framework share theirs."""
        for question in self.criteria:
            return [str(option.label) for option in question.choices]
        return []

    @cached_property
    def criteria(self) -> list[Question]:
        return [one for one in self.results.questions if one.kind == Kind.LEVEL]

    @cached_property
    def law_alone(self) -> Counter[str]:
        """How many levels of each question rest on the law alone, without evidence."""
        return on_law_alone(self.results.assessments, self.results.questions)

    @cached_property
    def places(self) -> list[Place]:
        before: dict[tuple[int, int], Tally] = defaultdict(Tally)
        for assessment in self.results.assessments:
            earlier = self.results.before.get(assessment.organisation_id, {})
            for question in self.results.questions:
                answer = earlier.get(question.key)
                if answer is not None:
                    for role, principle in self.results.places[question.key]:
                        before[role.pk, principle.pk].count(question, answer)
        return [
            Place(one.role, one.principle, one, before[one.role.pk, one.principle.pk])
            for one in self.results.spread
            if one.role and one.principle
        ]

    @cached_property
    def by_question(self) -> dict[str, Tally]:
        found: dict[str, Tally] = defaultdict(Tally)
        for _assessment, question, answer, before in self.pairs():
            found[question.key].count(question, answer, before)
        return found

    @cached_property
    def by_unit(self) -> dict[int, Tally]:
        found: dict[int, Tally] = defaultdict(Tally)
        for assessment, question, answer, before in self.pairs():
            found[assessment.pk].count(question, answer, before)
        return found

    def pairs(self):
        """Every unit that handed in × every question that it was asked."""
        results = self.results
        for assessment in results.assessments:
            given = results.answers[assessment.sheet_id]
            earlier = results.before.get(assessment.organisation_id, {})
            asked = results.asked(assessment)
            for question in results.questions:
                if question.key in asked:
                    yield assessment, question, given.get(question.key), earlier.get(question.key)

    # --- Findings and measures ---------------------------------------------------------------

    @cached_property
    def findings(self) -> list[Finding]:
        """The most serious first; strengths last."""
        return sorted(
            self._open(self._every_finding),
            key=lambda one: (one.kind == Finding.Kind.STRENGTH, -one.weight, one.pk),
        )

    @cached_property
    def measures(self) -> list[Measure]:
        """Those of the plans that held while the round was open."""
        return self._open(self._every_measure)

    @cached_property
    def _every_finding(self) -> list[Finding]:
        return list(Finding.objects.filter(round=self.round, removed_at__isnull=True))

    @cached_property
    def _every_measure(self) -> list[Measure]:
        return list(
            Measure.objects.filter(
                authority=self.report.authority_id,
                removed_at__isnull=True,
                plan__starts__lte=self.round.closes,
                plan__ends__gte=self.round.opens,
            )
            .select_related("responsible__organisation")
            .prefetch_related("reasons")
            .worst_first()
        )

    @cached_property
    def measures_by_reason(self) -> dict[str, list[Measure]]:
        found = defaultdict(list)
        for measure in self.measures:
            for reason in measure.reasons.all():
                found[reason.key].append(measure)
        return found

    @cached_property
    def left_out(self) -> int:
        """How many findings and measures have a narrower circle than the report."""
        every = len(self._every_finding) + len(self._every_measure)
        return every - len(self.findings) - len(self.measures)

    def _open(self, things: list[Any]) -> list[Any]:
        """Those that may be told to all who may read the report."""
        circles = open_to(self.report.circle)
        return [one for one in things if one.circle in circles]

    @property
    def shows_answers(self) -> bool:
        """Unit by unit, answers leave only to those who may see the round's results."""
        return Circle(self.round.circle) in open_to(self.report.circle)

    # --- Own words ---------------------------------------------------------------------------

    @cached_property
    def own_words(self) -> dict[str, str]:
        if not self.report.pk:
            return {}
        return dict(self.report.own_words.values_list("block", "text"))
