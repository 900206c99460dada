"""Movement since an earlier round without names: the same question of the same group, where neither
round hides it. Both have decided for themselves what they show, so the difference tells no more."""

from __future__ import annotations

from functools import cached_property

from mrplattform.assessments.nameless.box import NESTED, Box, Breakdown, Spread
from mrplattform.questions import comparing
from mrplattform.questions.models import Question


class Compared:
    def __init__(self, box: Box, before: Box):
        self.box, self.before = box, before

    @cached_property
    def _changes(self) -> dict[str, comparing.Change]:
        return comparing.between(self.before.questions, self.box.questions)

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {one.key: one for one in self.before.questions}

    def wording_changed(self, question: Question) -> bool:
        return self._is_same_measure(question.key) and self._changes[question.key].wording_changed

    def spreads(self, question: Question, breakdown: Breakdown) -> dict[tuple, Spread]:
        """{group: its spread then}, of those that were shown."""
        then = self.before.breakdown(breakdown.key)
        if then.key != breakdown.key or not self._is_same_measure(question.key):
            return {}
        if breakdown.key not in NESTED and not self._is_same_measure(breakdown.key):
            return {}
        found = self.before.spreads(self._questions[question.key], then)
        return {one.group.key: one for one in found if not one.is_hidden and one.answered}

    def _is_same_measure(self, key: str) -> bool:
        change = self._changes.get(key)
        return bool(
            change and not change.is_new and not change.is_gone and not change.scale_changed
        )
