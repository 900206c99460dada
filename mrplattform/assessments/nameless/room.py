"""A meeting as the screen and the phones see it: few and cheap questions, asked often."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mrplattform.assessments.models import LiveSession, Round
from mrplattform.assessments.nameless.asking import left_out, may_ask
from mrplattform.assessments.nameless.box import ALL, Group, counted, shuffled_texts
from mrplattform.assessments.nameless.options import COLUMNS, chosen_ways, ways
from mrplattform.assessments.nameless.showing import Part
from mrplattform.questions.models import Answer, Kind, Question


def place(session: LiveSession) -> str:
    """Tells whether the page that somebody looks at is still the one to look at."""
    shown = session.question_key in session.shown
    return f"{session.code}:{session.question_key}:{'visas' if shown else 'fragas'}"


@dataclass
class Room:
    """The question before the room, and what is told of it."""

    round: Round
    session: LiveSession

    @cached_property
    def questions(self) -> list[Question]:
        return may_ask(self.round.version, left_out(self.round, self.round.authority))

    @cached_property
    def question(self) -> Question | None:
        key = self.session.question_key
        return next((one for one in self.questions if one.key == key), None)

    @property
    def number(self) -> int:
        return self.questions.index(self.question) + 1 if self.question else 0

    @property
    def next(self) -> Question | None:
        return next(iter(self.questions[self.number :]), None)

    @property
    def is_shown(self) -> bool:
        return self.session.question_key in self.session.shown

    @property
    def place(self) -> str:
        return place(self.session)

    @property
    def phones(self) -> int:
        return self.round.ballots.count()

    @property
    def answered(self) -> int:
        return answers_to(self.round, self.session.question_key).count()

    @cached_property
    def _rows(self) -> list[dict]:
        """Only what the leader has shown, and never of fewer than may be shown."""
        if not self.is_shown:
            return []
        rows = list(answers_to(self.round, self.session.question_key).values(*COLUMNS))
        return rows if len(rows) >= self.round.shown_from else []

    @cached_property
    def part(self) -> Part | None:
        if not self._rows:
            return None
        question = self.question
        used = {way for row in self._rows for way in chosen_ways(question, row)}
        everyone = Group(ALL, ALL, str(question))
        return Part(question, counted(question, everyone, ways(question, used), self._rows))

    @property
    def texts(self) -> list[str]:
        is_text = self.question and self.question.kind == Kind.TEXT
        return shuffled_texts(self._rows) if is_text else []


def answers_to(round: Round, key: str):
    """Of a text those count who wrote one, as everywhere."""
    rows = Answer.objects.filter(sheet__ballot__round=round, question__key=key)
    return rows.exclude(question__kind=Kind.TEXT, text="")
