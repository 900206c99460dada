"""Keeping an answer in a round, with what it rests on; giving last time's answers once more."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from mrplattform.assessments.answerers import name_of
from mrplattform.assessments.last_time import fits, last_answers
from mrplattform.assessments.models import AnswerLink, Assessment
from mrplattform.assessments.papers import Paper
from mrplattform.questions.models import Answer, Question, Section
from mrplattform.questions.reading import link_note, reused_note
from mrplattform.questions.services import evidence as evidence_services
from mrplattform.questions.services.answers import AnswerConflict, clear_answer, save_answer
from mrplattform.questions.services.evidence import add_file, add_link
from mrplattform.questions.services.sheets import held_open


def answer(
    assessment: Assessment,
    question: Question,
    *,
    by,
    via: AnswerLink | None = None,
    as_function=None,
    reused: Answer | None = None,
    file=None,
    link="",
    title="",
    **values,
) -> Answer:
    """Save the answer and add its file or link. When somebody else saved meanwhile, the file or
    link is kept with their answer before the conflict is told: nothing is lost.

    `via` is the personal link of who has no account, `reused` the earlier answer that this is.
    """
    values |= {
        "by": by,
        "as_function": as_function or _reporter(assessment, by),
        "reason": _reason(via, reused),
    }
    if not file and not link:
        return save_answer(assessment.sheet, question, **values)
    signed = {"by": by, "by_name": name_of(by, via)}
    with transaction.atomic():
        conflict = None
        try:
            kept = save_answer(assessment.sheet, question, **values)
        except AnswerConflict as problem:
            kept, conflict = problem.theirs, problem
        if file:
            add_file(kept, file, title=title, **signed)
        else:
            add_link(kept, link, title=title, **signed)
    if conflict:
        raise conflict
    return kept


def remove_evidence(evidence, *, by, via: AnswerLink | None = None) -> None:
    evidence_services.remove(evidence, by=by, by_name=name_of(by, via))


def reuse(
    assessment: Assessment, question: Question, last: Answer, *, comment="", edition=None, **signed
) -> Answer:
    """Give last time's answer once more; a comment that is already written is kept."""
    return answer(
        assessment,
        question,
        reused=last,
        state=last.state,
        value=last.value,
        comment=comment.strip() or last.comment,
        edition=edition,
        **signed,
    )


@transaction.atomic
def reuse_section(assessment: Assessment, section: Section, **signed) -> int:
    """Last time's answers to those questions of the section that have none. Gives how many: an
    answer may call for further questions, which are answered too."""
    held_open(assessment.sheet)
    last, given = last_answers(assessment), 0
    tried: set[str] = set()
    while steps := [
        step
        for step in Paper(assessment, {section.pk}).left
        if step.question.key not in tried and reusable(step.question, last)
    ]:
        for step in steps:
            tried.add(step.question.key)
            given += _try_reuse(assessment, step.question, last[step.question.key], signed)
    return given


@transaction.atomic
def take_back_reused(assessment: Assessment, section: Section, *, by, via=None) -> int:
    """Empty what was only filled in from last time, and not changed since. Gives how many."""
    held_open(assessment.sheet)
    steps = [step for step in Paper(assessment, {section.pk}).steps if step.is_reused]
    for step in steps:
        edition = step.answer.edition
        clear_answer(assessment.sheet, step.question, by=by, edition=edition, reason=_reason(via))
    return len(steps)


def reusable(question: Question, last: dict[str, Answer]) -> bool:
    before = last.get(question.key)
    return before is not None and fits(before, question)


def _try_reuse(assessment: Assessment, question: Question, last: Answer, signed: dict) -> bool:
    try:
        reuse(assessment, question, last, **signed)
    except ValidationError:  # the question's bounds are others now
        return False
    return True


def _reporter(assessment: Assessment, by):
    functions = by.standing.functions if by else []
    return next((one for one in functions if one.pk == assessment.reporter_id), None)


def _reason(via: AnswerLink | None, reused: Answer | None = None) -> str:
    notes = [reused_note(reused) if reused else "", link_note(via.email) if via else ""]
    return " ".join(filter(None, notes))
