"""Answers counted: per level, and those that are no level. Numbers beside the words, never a sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from mrplattform.questions.models import Answer, Kind, Question
from mrplattform.rights.models import Topic

State = Answer.State


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

    def count_many(self, question: Question, state: str, level: int | None, answers: int) -> None:
        """The same, when the database has counted: so many answers alike."""
        if state == State.UNKNOWN:
            self.unknown += answers
        elif state == State.NOT_APPLICABLE:
            self.not_applicable += answers
        elif question.kind != Kind.LEVEL or level is None:
            self.other += answers
        else:
            self.levels[level] += answers

    def add(self, other: Tally) -> None:
        self.levels.update(other.levels)
        for name in NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def _move(self, level: int, before: int | None) -> None:
        if before is None:
            return
        self.forward += level > before
        self.backward += level < before
        self.same += level == before

    @property
    def distance(self) -> float:
        """How far from the middle the levels lie on average: the further, the less agreed."""
        if not self.levels:
            return 0.0
        middle = self.median or 0
        return sum(abs(level - middle) * n for level, n in self.levels.items()) / self.known

    @property
    def known(self) -> int:
        """Answers that are a level."""
        return self.levels.total()

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


NUMBERS = [one.name for one in fields(Tally) if one.name != "levels"]


@dataclass
class Spread(Tally):
    """The answers to the questions of one role and one principle."""

    role: Topic | None = None
    principle: Topic | None = None
    questions: set[str] = field(default_factory=set)
