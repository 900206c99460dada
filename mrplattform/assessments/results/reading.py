"""A round's answers, read once, beside those of an earlier round."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import prefetch_related_objects

from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.results.past import Past, left_out_of, lightly
from mrplattform.assessments.results.tally import Spread, Tally
from mrplattform.organisations.models import OrganisationPeriod
from mrplattform.questions import comparing, reading
from mrplattform.questions.models import Answer, Question, Section
from mrplattform.rights.models import Topic

PLAIN = ["question_id", "state", "level"]
# By round, in order.
Questions = Mapping[int, list[Question]]
# What conditions may look at.
VALUES = sorted(set(Answer.COLUMNS.values()) - {"level"})


class Results:
    """A round's answers, read once. `states` narrows to assessments in those states,
    `assessments` to some of them (a page of units). Earlier answers count when they were handed
    in and, if a `reader` is given, when she may read them. `questions` of both rounds are given by
    who has read them."""

    def __init__(
        self,
        round: Round,
        compared_with: Round | None = None,
        *,
        states: Iterable[str] | None = None,
        assessments: Sequence[Assessment] | None = None,
        questions: Questions | None = None,
        reader=None,
    ):
        self.round = round
        self.compared_with = compared_with
        self.states = set(states) if states is not None else None
        self.reader = reader
        self._given = assessments
        self._given_questions = questions

    def part(self, assessments: Sequence[Assessment]) -> Results:
        """The same reading, of some of the units; nothing is read twice."""
        _reads = self.questions, self.answers, self.before, self.names
        part = copy.copy(self)
        for name in ("cells", "spread", "total"):
            part.__dict__.pop(name, None)
        part.__dict__["assessments"] = list(assessments)
        return part

    # --- Who and what ------------------------------------------------------------------------

    @cached_property
    def assessments(self) -> list[Assessment]:
        rows = self._given
        if rows is None:
            rows = lightly(self.round.assessments.all())
        return [one for one in rows if self.states is None or one.state in self.states]

    @cached_property
    def _questions(self) -> Questions:
        """Of both rounds; the same list when they ask the same version."""
        rounds = [self.round, self.compared_with] if self.compared_with else [self.round]
        return self._given_questions or questions_of(rounds)

    @property
    def questions(self) -> list[Question]:
        return self._questions[self.round.pk]

    @cached_property
    def sections(self) -> list[tuple[Section, list[Question]]]:
        return reading.by_section(self.questions)

    @cached_property
    def names(self) -> dict[int, tuple[str, str]]:
        """Each unit's name and short name as they were when it was asked."""
        return names_then(self.assessments, self.round)

    def name(self, assessment: Assessment) -> str:
        return self.names[assessment.organisation_id][0]

    def short_name(self, assessment: Assessment) -> str:
        name, short = self.names[assessment.organisation_id]
        return short or name

    # --- Answers -----------------------------------------------------------------------------

    @cached_property
    def answers(self) -> dict[int, dict[str, Any]]:
        """By sheet, then by the question's key."""
        return read_answers([one.sheet_id for one in self.assessments], self.questions)

    @cached_property
    def past(self) -> Past:
        units = {one.organisation_id for one in self.assessments}
        rounds = [self.compared_with] if self.compared_with else []
        return Past(units, rounds, self.reader)

    @cached_property
    def before(self) -> dict[int, dict[str, Any]]:
        """The earlier round's answers by unit; a unit's only predecessor answers for it."""
        earlier = self.compared_with
        if earlier is None:
            return {}
        units = self.past.units
        sheets = {unit: one.sheet_id for unit in units if (one := self.past.of(earlier, unit))}
        if not sheets:
            return {}
        answers = read_answers(set(sheets.values()), self._questions_before)
        return {unit: answers[sheet] for unit, sheet in sheets.items()}

    @property
    def _questions_before(self) -> list[Question]:
        return self._questions[(self.compared_with or self.round).pk]

    @cached_property
    def changes(self) -> dict[str, comparing.Change]:
        """What has changed in the questions since the earlier round, by key."""
        if self._questions_before is self.questions:
            return {}
        return comparing.between(self._questions_before, self.questions)

    def comparable(self, key: str) -> bool:
        """A level on another scale is another measure."""
        change = self.changes.get(key)
        return change is None or not change.scale_changed

    def full_answers(self, questions: Iterable[Question]) -> dict[int, dict[str, Answer]]:
        """The answers with comments, evidence and who gave them, by sheet and key."""
        by_pk = {one.pk: one for one in questions}
        found: dict[int, dict[str, Answer]] = {one.sheet_id: {} for one in self.assessments}
        rows = Answer.objects.filter(sheet__in=list(found), question__in=by_pk)
        rows = rows.select_related("changed_by", "changed_as__organisation")
        for answer in rows.prefetch_related("evidence__attachment"):
            answer.question = by_pk[answer.question_id]
            found[answer.sheet_id][answer.question.key] = answer
        return found

    def asked(self, assessment: Assessment) -> Collection[str]:
        """The keys of the questions that this unit is asked and that its answers call for."""
        left_out = left_out_of(assessment)
        if not left_out and not self._has_conditions:
            return self._keys
        answers = self.answers[assessment.sheet_id]
        rows = reading.asked(self.round.version, answers, self.questions, left_out)
        return {question.key for question in rows}

    @cached_property
    def _has_conditions(self) -> bool:
        return any(question.condition for question in self.questions)

    @cached_property
    def _keys(self) -> set[str]:
        return {question.key for question in self.questions}

    # --- Counting ----------------------------------------------------------------------------

    @cached_property
    def cells(self) -> dict[tuple[int, int], Tally]:
        """By section and assessment, counted in one pass."""
        found: dict[tuple[int, int], Tally] = defaultdict(Tally)
        for assessment, question, answer, before in self.pairs():
            found[question.section_id, assessment.pk].count(question, answer, before)
        return found

    @cached_property
    def spread(self) -> list[Spread]:
        """By role and principle, in the order of the vocabulary."""
        found: dict[tuple[int, int], Spread] = {}
        for _assessment, question, answer, before in self.pairs():
            for role, principle in self.places[question.key]:
                cell = found.setdefault(
                    (role.pk, principle.pk), Spread(role=role, principle=principle)
                )
                cell.questions.add(question.key)
                cell.count(question, answer, before)
        return sorted(found.values(), key=lambda one: (one.role.order, one.principle.order))

    @cached_property
    def total(self) -> Tally:
        """What is missing and unknown in all, for the note above the matrix."""
        found = Tally()
        for _assessment, question, answer, before in self.pairs():
            found.count(question, answer, before)
        return found

    @cached_property
    def places(self) -> dict[str, list[tuple[Topic, Topic]]]:
        """Where in the grid of roles and principles each question stands."""
        return {question.key: list(_places(question)) for question in self.questions}

    def pairs(self):
        """Every unit × every question it was asked: the answer now, and the comparable one before."""
        comparable = {one.key for one in self.questions if self.comparable(one.key)}
        for assessment in self.assessments:
            given = self.answers[assessment.sheet_id]
            before = self.before.get(assessment.organisation_id, {})
            asked = self.asked(assessment)
            for question in self.questions:
                key = question.key
                if key in asked:
                    earlier = before.get(key) if key in comparable else None
                    yield assessment, question, given.get(key), earlier


def distribution(
    round: Round, compared_with: Round | None = None, states: Iterable[str] | None = None
) -> list[Spread]:
    """How the answers lie over each role and principle: counts per level, unknown, missing,
    not applicable, forward, backward, most common levels."""
    return Results(round, compared_with, states=states).spread


# --- Reading ---------------------------------------------------------------------------------


def questions_of(rounds: Sequence[Round], *, in_grid: bool = True) -> dict[int, list[Question]]:
    """The questions of each round: three questions to the database, however many versions; one
    less for who does not ask where they stand in the grid."""
    versions = {one.version_id: one.version for one in rounds}
    rows = Question.objects.filter(version__in=versions).select_related("section")
    by_version: dict[int, list[Question]] = defaultdict(list)
    sections: dict[int, Any] = {}
    for question in rows.prefetch_related("topics").order_by("order"):
        question.version = versions[question.version_id]
        question.section = sections.setdefault(question.section_id, question.section)
        by_version[question.version_id].append(question)
    if in_grid:
        prefetch_related_objects(list(sections.values()), "topics")
    return {one.pk: by_version[one.version_id] for one in rounds}


def names_then(assessments: Iterable[Assessment], round: Round) -> dict[int, tuple[str, str]]:
    """Each unit's name and short name as they were when the round opened."""
    units = {one.organisation_id: one.organisation for one in assessments}
    found = {pk: (unit.name, unit.short_name) for pk, unit in units.items()}
    periods = OrganisationPeriod.objects.on(round.opens).filter(organisation__in=units)
    for pk, name, short in periods.values_list("organisation_id", "name", "short_name"):
        found[pk] = (name, short)
    return found


def read_answers(
    sheets: Collection[int], questions: Sequence[Question]
) -> dict[int, dict[str, Any]]:
    """Light rows of answers by sheet, then by the question's key (of any of several versions)."""
    keys = {question.pk: question.key for question in questions}
    columns = PLAIN + (VALUES if any(question.condition for question in questions) else [])
    found: dict[int, dict[str, Any]] = {sheet: {} for sheet in sheets}
    rows = Answer.objects.filter(sheet__in=sheets).values_list("sheet_id", *columns, named=True)
    for row in rows.iterator(chunk_size=5000):
        if row.question_id in keys:
            found[row.sheet_id][keys[row.question_id]] = row
    return found


# --- The grid --------------------------------------------------------------------------------


def topics_of(question: Question, kind: str) -> list[Topic]:
    """Where a question belongs: what its section says, else what it says itself. (A question may
    touch a principle without being asked about it.)"""
    for topics in (question.section.topics.all(), question.topics.all()):
        if found := [one for one in topics if one.kind == kind]:
            return found
    return []


def _places(question: Question):
    for role in topics_of(question, Topic.Kind.ROLE):
        for principle in topics_of(question, Topic.Kind.PRINCIPLE):
            yield role, principle
