"""Laying many answers without names in the box, with the rows that laying them one by one leaves."""

from __future__ import annotations

from mrplattform.assessments.models import Ballot, Round
from mrplattform.organisations.models import Organisation
from mrplattform.questions import values
from mrplattform.questions.models import Answer, AnswerSheet, Question, random_key


def lay_in(round: Round, unit: Organisation, papers: list[dict[str, object]]) -> None:
    """{key of a question: value, or None for "vet ej"} of each respondent."""
    questions = {one.key: one for one in round.version.questions.all()}
    sheets = AnswerSheet.objects.bulk_create(
        [
            AnswerSheet(
                pk=random_key(),
                version=round.version,
                organisation=unit,
                authority_id=unit.authority_id,
                day=round.opens,
                anonymous=True,
                locked=True,
            )
            for _paper in papers
        ]
    )
    Ballot.objects.bulk_create(  # no history: a ballot has none
        [Ballot(sheet=sheet, round=round, organisation=unit) for sheet in sheets]
    )
    Answer.objects.bulk_create(  # no history: an anonymous answer has none
        [
            _answer(sheet, questions[key], value)
            for sheet, paper in zip(sheets, papers, strict=True)
            for key, value in paper.items()
        ],
        batch_size=500,
    )


def _answer(sheet: AnswerSheet, question: Question, value) -> Answer:
    state = Answer.State.UNKNOWN if value is None else Answer.State.ANSWERED
    return Answer(
        pk=random_key(),
        sheet=sheet,
        question=question,
        authority_id=sheet.authority_id,
        state=state,
        **values.columns(question, value),
    )
