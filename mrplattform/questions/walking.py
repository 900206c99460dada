"""Trying a whole form: which question comes next, given what was answered. Nothing is kept but the
answers that steer, in the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.http import urlencode

from mrplattform.questions import values
from mrplattform.questions.models import Answer, FrameworkVersion, Kind, Question
from mrplattform.questions.reading import asked, questions_of

State = Answer.State


class Walk:
    """`given` are answers as 'key:value', those of several choices divided by commas."""

    def __init__(self, version: FrameworkVersion, given: Iterable[str] = ()):
        self.version = version
        self.questions = questions_of(version)
        self.by_key = {one.key: one for one in self.questions}
        self.steers = {one.condition["question"] for one in self.questions if one.condition}
        self.answers: dict[str, Answer] = {}
        for pair in given:
            key, _colon, written = pair.partition(":")
            if key in self.by_key:
                question = self.by_key[key]
                self.answer(question, State.ANSWERED, _read(question, written))

    def answer(self, question: Question, state: str, value: Any) -> None:
        """Only what a condition looks at; any other answer is forgotten at once."""
        self.answers.pop(question.key, None)
        if question.key not in self.steers or state != State.ANSWERED:
            return
        try:
            values.check(question, state, value)
        except ValidationError:
            return
        kept = values.columns(question, value)
        self.answers[question.key] = Answer(question=question, state=state, **kept)

    @property
    def asked(self) -> list[Question]:
        return asked(self.version, self.answers, self.questions)

    @property
    def query(self) -> str:
        pairs = [("s", f"{key}:{_written(answer.value)}") for key, answer in self.answers.items()]
        return f"?{urlencode(pairs)}" if pairs else ""

    def beside(self, question: Question, step: int) -> Question | None:
        """The question asked after (1) or before (-1) this one."""
        found = [one for one in self.asked if (one.order - question.order) * step > 0]
        if not found:
            return None
        return found[0] if step > 0 else found[-1]


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(question: Question, written: str) -> Any:
    match question.kind:
        case Kind.LEVEL:
            return int(written) if written.isdecimal() else None
        case Kind.YES_NO:
            return {"true": True, "false": False}.get(written)
        case Kind.SEVERAL:
            return written.split(",")
    return written
