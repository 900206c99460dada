"""Which questions a person without a name is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from mrplattform.assessments.models import Round
from mrplattform.organisations.models import Organisation
from mrplattform.questions import reading, values
from mrplattform.questions.models import Answer, FrameworkVersion, Question
from mrplattform.questions.services.ballots import Given

State = Answer.State


def left_out(round: Round, organisation: Organisation) -> list[str]:
    """Keys of questions that units of this kind are not asked."""
    return round.left_out.get(organisation.kind, [])


def may_ask(version: FrameworkVersion, left_out: Collection[str] = ()) -> list[Question]:
    """All that some answers could call for."""
    found: dict[str, Question] = {}
    for question in reading.questions_of(version):
        if question.key not in left_out and question.condition.get("question") in {None, *found}:
            found[question.key] = question
    return list(found.values())


def called_for(
    version: FrameworkVersion, given: Mapping[Question, Given], questions: Iterable[Question]
) -> list[Question]:
    """The questions that these answers call for."""
    answers = {
        question.key: Answer(
            state=state, **values.columns(question, value if state == State.ANSWERED else None)
        )
        for question, (state, value) in given.items()
    }
    return reading.asked(version, answers, questions)
