"""Keeping an answer in a round, with what it rests on."""

from __future__ import annotations

from django.db import transaction

from mrplattform.assessments.models import Assessment
from mrplattform.questions.models import Answer, Question
from mrplattform.questions.services.answers import AnswerConflict, save_answer
from mrplattform.questions.services.evidence import add_file, add_link


def answer(
    assessment: Assessment, question: Question, *, by, file=None, link="", title="", **values
) -> Answer:
    """Save the answer and add its file or link. When somebody else saved meanwhile, the file or
    link is kept with their answer before the conflict is told: nothing is lost."""
    held = {function.pk: function for function in by.standing.functions}
    values |= {"by": by, "as_function": held.get(assessment.reporter_id)}
    if not file and not link:
        return save_answer(assessment.sheet, question, **values)
    with transaction.atomic():
        conflict = None
        try:
            kept = save_answer(assessment.sheet, question, **values)
        except AnswerConflict as problem:
            kept, conflict = problem.theirs, problem
        if file:
            add_file(kept, file, title=title, by=by)
        else:
            add_link(kept, link, title=title, by=by)
    if conflict:
        raise conflict
    return kept
