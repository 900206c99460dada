"""What the answers show: the lower median of each cell, movement since an earlier round, and how
the answers lie over roles and principles.

Words decide, with numbers beside them. Nothing here adds up roles or puts units in order.
"""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import prefetch_related_objects

from mrplattform.assessments.models import Assessment, Round
from mrplattform.organisations.models import OrganisationPeriod, Succession
from mrplattform.questions import reading
from mrplattform.questions.models import Answer, Kind, Question, Section
from mrplattform.rights.models import Topic

State = Answer.State
PLAIN = ["question_id", "state", "level"]
# What conditions may look at.
VALUES = sorted(set(Answer.COLUMNS.values()) - {"level"})


def lower_median(levels: Iterable[int]) -> int | None:
    """The middle one in order; of two middle ones the lower, so that nothing is rounded up."""
    ordered = sorted(levels)
    return ordered[(len(ordered) - 1) // 2] if ordered else None


@dataclass
class Tally:
    """Answers to some questions, counted: per level, and those that are no level."""

    levels: Counter[int] = field(default_factory=Counter)
    unknown: int = 0
    not_applicable: int = 0
    missing: int = 0
    # Answered questions of other kinds than described levels.
    other: int = 0
    forward: int = 0
    backward: int = 0
    same: int = 0

    def count(self, question: Question, answer: Any, before: Any = None) -> None:
        if answer is None:
            self.missing += 1
        elif answer.state == State.UNKNOWN:
            self.unknown += 1
        elif answer.state == State.NOT_APPLICABLE:
            self.not_applicable += 1
        elif question.kind != Kind.LEVEL:
            self.other += 1
        else:
            self.levels[answer.level] += 1
            self._move(answer.level, before.level if before else None)

    def _move(self, level: int, before: int | None) -> None:
        if before is None:
            return
        self.forward += level > before
        self.backward += level < before
        self.same += level == before

    @property
    def median(self) -> int | None:
        return lower_median(self.levels.elements())

    @property
    def most_common(self) -> list[int]:
        """The level that most have; both when two tie."""
        if not self.levels:
            return []
        most = max(self.levels.values())
        return sorted(level for level, count in self.levels.items() if count == most)

    @property
    def key(self) -> int | str | None:
        """What the cell shows: a level, "u" don't know, "m" missing, "n" not relevant."""
        if self.levels:
            return self.median
        if self.missing:
            return "m"
        if self.unknown:
            return "u"
        return "n"

    @property
    def move(self) -> str:
        """Where most of the answers that moved went."""
        if self.forward == self.backward:
            return ""
        return "up" if self.forward > self.backward else "down"

    @property
    def answered(self) -> int:
        return self.levels.total() + self.unknown + self.not_applicable + self.other

    @property
    def asked(self) -> int:
        return self.answered + self.missing


@dataclass
class Spread(Tally):
    """The answers to the questions of one role and one principle."""

    role: Topic | None = None
    principle: Topic | None = None
    questions: set[str] = field(default_factory=set)


class Results:
    """A round's answers, read once. `states` narrows to assessments in those states,
    `assessments` to some of them (a page of units)."""

    def __init__(
        self,
        round: Round,
        compared_with: Round | None = None,
        *,
        states: Iterable[str] | None = None,
        assessments: Sequence[Assessment] | None = None,
    ):
        self.round = round
        self.compared_with = compared_with
        self.states = set(states) if states is not None else None
        self._given = assessments

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
            rows = self.round.assessments.select_related("organisation").order_by("pk")
        return [one for one in rows if self.states is None or one.state in self.states]

    @cached_property
    def questions(self) -> list[Question]:
        questions = reading.questions_of(self.round.version)
        sections = {one.section_id: one.section for one in questions}
        prefetch_related_objects(list(sections.values()), "topics")
        for one in questions:
            one.section = sections[one.section_id]
        return questions

    @cached_property
    def sections(self) -> list[tuple[Section, list[Question]]]:
        return reading.by_section(self.questions)

    @cached_property
    def names(self) -> dict[int, tuple[str, str]]:
        """Each unit's name and short name as they were when it was asked."""
        units = {one.organisation_id: one.organisation for one in self.assessments}
        found = {pk: (unit.name, unit.short_name) for pk, unit in units.items()}
        periods = OrganisationPeriod.objects.on(self.round.opens).filter(organisation__in=units)
        for pk, name, short in periods.values_list("organisation_id", "name", "short_name"):
            found[pk] = (name, short)
        return found

    def name(self, assessment: Assessment) -> str:
        return self.names[assessment.organisation_id][0]

    def short_name(self, assessment: Assessment) -> str:
        name, short = self.names[assessment.organisation_id]
        return short or name

    # --- Answers -----------------------------------------------------------------------------

    @cached_property
    def answers(self) -> dict[int, dict[str, Any]]:
        """By sheet, then by the question's key."""
        sheets = [one.sheet_id for one in self.assessments]
        found = _by_key(Answer.objects.filter(sheet__in=sheets), "sheet_id", self.questions)
        return {sheet: found.get(sheet, {}) for sheet in sheets}

    @cached_property
    def before(self) -> dict[int, dict[str, Any]]:
        """The earlier round's answers by unit; a unit's only predecessor answers for it."""
        if self.compared_with is None:
            return {}
        questions = self.questions
        if self.compared_with.version_id != self.round.version_id:
            questions = list(self.compared_with.version.questions.all())
        units = {one.organisation_id for one in self.assessments}
        found = self._read_before(units, questions)
        new = units - found.keys()
        if former := _only_predecessors(new) if new else {}:
            theirs = self._read_before(set(former.values()), questions)
            found |= {new: theirs[old] for new, old in former.items() if old in theirs}
        return found

    def _read_before(self, units: set[int], questions: list[Question]) -> dict[int, dict[str, Any]]:
        rows = Answer.objects.filter(
            sheet__assessment__round=self.compared_with, sheet__organisation__in=units
        )
        if self.states is not None:
            rows = rows.filter(sheet__assessment__state__in=self.states)
        return _by_key(rows, "sheet__organisation_id", questions)

    def full_answers(self, questions: Iterable[Question]) -> dict[int, dict[str, Answer]]:
        """The answers with comments, evidence and who gave them, by sheet and key."""
        sheets = [one.sheet_id for one in self.assessments]
        found: dict[int, dict[str, Answer]] = {sheet: {} for sheet in sheets}
        rows = Answer.objects.filter(sheet__in=sheets, question__in=[one.pk for one in questions])
        rows = rows.select_related("question", "changed_by", "changed_as__organisation")
        for answer in rows.prefetch_related("evidence__attachment"):
            found[answer.sheet_id][answer.question.key] = answer
        return found

    def asked(self, assessment: Assessment) -> set[str]:
        """The keys of the questions that this unit's answers call for."""
        if not self._has_conditions:
            return self._keys
        answers = self.answers[assessment.sheet_id]
        rows = reading.asked(self.round.version, answers, self.questions)
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
        for assessment, question, answer, before in self._pairs():
            found[question.section_id, assessment.pk].count(question, answer, before)
        return found

    @cached_property
    def spread(self) -> list[Spread]:
        """By role and principle, in the order of the vocabulary."""
        found: dict[tuple[int, int], Spread] = {}
        for _assessment, question, answer, before in self._pairs():
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
        for _assessment, question, answer, before in self._pairs():
            found.count(question, answer, before)
        return found

    @cached_property
    def places(self) -> dict[str, list[tuple[Topic, Topic]]]:
        """Where in the grid of roles and principles each question stands."""
        return {question.key: list(_places(question)) for question in self.questions}

    def _pairs(self):
        for assessment in self.assessments:
            given = self.answers[assessment.sheet_id]
            before = self.before.get(assessment.organisation_id, {})
            asked = self.asked(assessment)
            for question in self.questions:
                if question.key in asked:
                    yield assessment, question, given.get(question.key), before.get(question.key)


def distribution(
    round: Round, compared_with: Round | None = None, states: Iterable[str] | None = None
) -> list[Spread]:
    """How the answers lie over each role and principle: counts per level, unknown, missing,
    not applicable, forward, backward, most common levels."""
    return Results(round, compared_with, states=states).spread


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


def _by_key(rows, owner: str, questions: list[Question]) -> dict[int, dict[str, Any]]:
    """Light rows of answers by their owner (a sheet, a unit), then by the question's key."""
    keys = {question.pk: question.key for question in questions}
    columns = PLAIN + (VALUES if any(question.condition for question in questions) else [])
    found: dict[int, dict[str, Any]] = {}
    for row in rows.values_list(owner, *columns, named=True).iterator(chunk_size=5000):
        if row.question_id in keys:
            found.setdefault(row[0], {})[keys[row.question_id]] = row
    return found


def _only_predecessors(units: set[int]) -> dict[int, int]:
    """Units that took over from one other, which they are compared with. After a merger of
    several there is nothing to compare with."""
    former = defaultdict(list)
    rows = Succession.objects.filter(successor__in=units)
    for successor, predecessor in rows.values_list("successor_id", "predecessor_id"):
        former[successor].append(predecessor)
    return {unit: olds[0] for unit, olds in former.items() if len(olds) == 1}
