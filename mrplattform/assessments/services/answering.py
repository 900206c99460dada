"""Keeping an answer in a round, with what it rests on."""

from __future__ import annotations

from django.db import transaction

from mrplattform.assessments.models import Assessment
from mrplattform.questions.models import Answer, Question
from mrplattform.questions.services.answers import AnswerConflict, save_answer
from mrplattform.questions.services.evidence import add_file, add_link


def answer(
    assessment: Assessment, question: Question, *, by, file=None, link="", title="", **values
):
    """Save the answer and add its file or link. When somebody else saved meanwhile, the file or
    link is kept with their answer, and the conflict is raised: nothing is lost."""
    conflict = None
    with transaction.atomic():
        try:
            with transaction.atomic():
                kept = save_answer(
                    assessment.sheet, question, by=by, as_function=assessment.reporter, **values
                )
        except AnswerConflict as problem:
            kept, conflict = problem.theirs, problem
        add_evidence(kept, by=by, file=file, link=link, title=title)
    if conflict:
        raise conflict
    return kept


def add_evidence(kept: Answer, *, by, file=None, link="", title="") -> None:
    if file:
        add_file(kept, file, title=title, by=by)
    elif link:
        add_link(kept, link, title=title, by=by)
