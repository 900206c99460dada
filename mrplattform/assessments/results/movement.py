"""What moved between rounds: question by question for the same unit, up to five rounds back.

A question is the same by its key, whatever its wording; on another scale it is not compared.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from mrplattform.assessments import rules
from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.results.past import (
    Asked,
    Lineage,
    Past,
    asked_in,
    left_out_of,
    lineage,
    lineage_of,
)
from mrplattform.assessments.results.reading import questions_of, read_answers
from mrplattform.questions import comparing, reading
from mrplattform.questions.models import Answer, Kind, Question

State = Answer.State
MOST_ROUNDS = 5
# More units than this are shown a page at a time; their answers are too many to read at once.
MOST_UNITS = 320


# By a question's key: the question, and the answer or None.
Levels = dict[str, tuple[Question, Any]]


class Way:
    """Where an answer went. (Plain words: an enumeration's members are slow to count by.)"""

    FORWARD = "forward"
    BACKWARD = "backward"
    SAME = "same"
    RESCALED = "rescaled"  # answered both times, on different scales
    LEARNED = "learned"  # "vet ej" then, a level now


COMPARED = {Way.FORWARD, Way.BACKWARD, Way.SAME}


@dataclass
class Moved:
    """Answers compared with the ones before. (No Counter itself: templates would look up what it
    has not, and read 0.)"""

    ways: Counter[str] = field(default_factory=Counter)

    forward = property(lambda self: self.ways[Way.FORWARD])
    backward = property(lambda self: self.ways[Way.BACKWARD])
    same = property(lambda self: self.ways[Way.SAME])
    rescaled = property(lambda self: self.ways[Way.RESCALED])
    learned = property(lambda self: self.ways[Way.LEARNED])

    def add(self, other: Moved) -> None:
        self.ways.update(other.ways)

    def __bool__(self) -> bool:
        return bool(self.ways)

    @property
    def compared(self) -> int:
        return self.forward + self.backward + self.same


@dataclass(frozen=True)
class Move:
    """One unit's answer to one question that is not as before."""

    unit: Assessment
    earlier: Assessment
    question: Question
    before: int | None
    now: int
    way: str
    change: comparing.Change | None = None

    @property
    def is_reworded(self) -> bool:
        return self.change is not None and self.change.wording_changed


class Step:
    """From one round to the next."""

    def __init__(self, before: Round, now: Round):
        self.before, self.now = before, now
        self.moves: list[Move] = []
        self.units: dict[int, Assessment] = {}  # by organisation
        self.new: list[Assessment] = []  # those with nothing to compare with
        self.by_question: dict[str, Moved] = defaultdict(Moved)
        self.by_unit: dict[int, Moved] = defaultdict(Moved)
        # The compared levels of each question, then and now.
        self.then: dict[str, Counter[int]] = defaultdict(Counter)
        self.levels: dict[str, Counter[int]] = defaultdict(Counter)

    def compare(self, unit: Assessment, earlier: Assessment, now, then, changes) -> None:
        """`now` and `then` are the unit's answers by key. The innermost of all: a country makes
        it run fifty thousand times."""
        of_unit = self.by_unit[unit.organisation_id].ways
        self.units[unit.organisation_id] = unit
        for key, (question, answer) in now.items():
            was = then.get(key)
            if answer is None or answer.level is None or was is None or not _is_start(was[1]):
                continue
            level, before, change = answer.level, was[1].level, changes.get(key)
            way = _way(before, level, change)
            of_unit[way] += 1
            self.by_question[key].ways[way] += 1
            if way in COMPARED:
                self.then[key][before] += 1
                self.levels[key][level] += 1
            if way != Way.SAME:
                self.moves.append(Move(unit, earlier, question, before, level, way, change))

    @cached_property
    def total(self) -> Moved:
        found = Moved()
        for moved in self.by_question.values():
            found.add(moved)
        return found

    def of(self, questions: Sequence[Question]) -> Moved:
        """Of some questions together."""
        found = Moved()
        for question in questions:
            if moved := self.by_question.get(question.key):
                found.add(moved)
        return found


def _way(before: int | None, now: int, change: comparing.Change | None) -> str:
    if change is not None and change.scale_changed:
        return Way.RESCALED
    if before is None:
        return Way.LEARNED
    if now == before:
        return Way.SAME
    return Way.FORWARD if now > before else Way.BACKWARD


class Movement:
    """`rounds` stand with the oldest first. `organisations` narrows to some units, and those that
    they took over from; with `drafts` false only what was handed in counts in the last one too."""

    def __init__(
        self,
        rounds: Sequence[Round],
        reader,
        organisations: Collection[int] | None = None,
        *,
        drafts: bool = True,
    ):
        self.rounds = list(rounds)[-MOST_ROUNDS:]
        self.reader = reader
        self.organisations = organisations
        self.drafts = drafts

    @property
    def round(self) -> Round:
        return self.rounds[-1]

    # --- Who and what ------------------------------------------------------------------------

    @cached_property
    def asked(self) -> Asked:
        if self.organisations is None:
            return asked_in(self.rounds)
        found = asked_in(self.rounds, self.organisations)
        wanted = len(self.rounds) * len(self.organisations)
        if len(found) < wanted:  # some unit was not asked every time: whom did it take over from?
            found |= asked_in(self.rounds, lineage(self.organisations).everyone)
        return found

    def units(self, round: Round) -> list[Assessment]:
        """Those of the round whose answers the reader may see. What was never handed in in an
        earlier round counts for nobody."""
        return self._units[round.pk]

    @cached_property
    def _units(self) -> dict[int, list[Assessment]]:
        found: dict[int, list[Assessment]] = {one.pk: [] for one in self.rounds}
        for (pk, _organisation), one in self.asked.items():
            counts = one.is_handed_in or (self.drafts and pk == self.round.pk)
            if counts and rules.can_read_answers(self.reader, one):
                found[pk].append(one)
        return found

    @cached_property
    def questions(self) -> dict[int, list[Question]]:
        return questions_of(self.rounds)

    @cached_property
    def answers(self) -> dict[int, dict[str, Any]]:
        sheets = {one.sheet_id for round in self.rounds for one in self.units(round)}
        by_version = {one.version_id: self.questions[one.pk] for one in self.rounds}
        return read_answers(sheets, [one for rows in by_version.values() for one in rows])

    def levels(self, one: Assessment) -> Levels:
        """The level questions that the unit was asked by key, each with its answer or None."""
        if one.pk not in self._levels:
            self._levels[one.pk] = self._read_levels(one)
        return self._levels[one.pk]

    @cached_property
    def _levels(self) -> dict[int, Levels]:
        return {}

    def _read_levels(self, one: Assessment) -> Levels:
        given, left_out = self.answers[one.sheet_id], left_out_of(one)
        questions = self._level_questions[one.round_id]
        if left_out or self._has_conditions[one.round_id]:
            asked = reading.asked(one.round.version, given, self.questions[one.round_id], left_out)
            keys = {question.key for question in asked}
            questions = [question for question in questions if question.key in keys]
        return {question.key: (question, given.get(question.key)) for question in questions}

    @cached_property
    def _level_questions(self) -> dict[int, list[Question]]:
        return {
            pk: [one for one in rows if one.kind == Kind.LEVEL]
            for pk, rows in self.questions.items()
        }

    @cached_property
    def _has_conditions(self) -> dict[int, bool]:
        return {pk: any(one.condition for one in rows) for pk, rows in self.questions.items()}

    # --- From round to round -----------------------------------------------------------------

    @cached_property
    def steps(self) -> list[Step]:
        pairs = zip(self.rounds, self.rounds[1:], strict=False)
        return [self.step(before, now) for before, now in pairs]

    def step(self, before: Round, now: Round) -> Step:
        step = Step(before, now)
        units = self.units(now)
        past = self._past({one.organisation_id for one in units}, [before])
        changes = self.changes(before, now)
        for unit in units:
            earlier = past.of(before, unit.organisation_id)
            if earlier is None:
                step.new.append(unit)
                continue
            step.compare(unit, earlier, self.levels(unit), self.levels(earlier), changes)
        return step

    def changes(self, before: Round, now: Round) -> dict[str, comparing.Change]:
        """What differs in the questions, by key; nothing when the version is the same."""
        versions = before.version_id, now.version_id
        if versions[0] == versions[1]:
            return {}
        if versions not in self._changes:
            old, new = self.questions[before.pk], self.questions[now.pk]
            self._changes[versions] = comparing.between(old, new)
        return self._changes[versions]

    @cached_property
    def _changes(self) -> dict[tuple[int, int], dict[str, comparing.Change]]:
        return {}

    # --- One unit through time ---------------------------------------------------------------

    def line(self, unit: int) -> list[Assessment | None]:
        """Its assessment in each round, or that of the one it took over from."""
        past = self._past({unit}, self.rounds)
        found = [past.of(round, unit) for round in self.rounds[:-1]]
        mine = [one for one in self.units(self.round) if one.organisation_id == unit]
        return [*found, mine[0] if mine else None]

    def merged_on(self, unit: int) -> dt.date:
        return self._lineage.mergers[unit].day

    def former(self, unit: int) -> list[Assessment]:
        """The several that became the unit, as the last round before the merger asked them."""
        past = self._past({unit}, self.rounds)
        for round in reversed(self.rounds[:-1]):
            if found := past.former(round, unit):
                return found
        return []

    def _past(self, units: set[int], rounds: Sequence[Round]) -> Past:
        return Past(units, rounds, self.reader, asked=self.asked, lineage=self._lineage)

    @cached_property
    def _lineage(self) -> Lineage:
        units = {organisation for _round, organisation in self.asked}
        return lineage_of(units, [one.pk for one in self.rounds], self.asked)


def _is_start(answer) -> bool:
    """Something that a level can be compared with: a level, or that nobody knew."""
    return answer is not None and (answer.level is not None or answer.state == State.UNKNOWN)
