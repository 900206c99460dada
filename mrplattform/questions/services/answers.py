"""Saving an answer so that nobody's words are lost."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from mrplattform.core.dates import now
from mrplattform.questions import values
from mrplattform.questions.models import Answer, AnswerSheet, Question
from mrplattform.questions.services.evidence import record_evidence
from mrplattform.questions.services.sheets import held_open


class AnswerConflict(Exception):
    """Somebody saved after the writer had read. `theirs` is what is stored now."""

    def __init__(self, theirs: Answer):
        self.theirs = theirs
        super().__init__(theirs)


@transaction.atomic
def save_answer(
    sheet: AnswerSheet,
    question: Question,
    *,
    by,
    as_function=None,
    state: str,
    value: Any = None,
    comment: str = "",
    edition: int | None = None,
    reason: str = "",
) -> Answer:
    """Keep one answer. `edition` is the one that the writer saw; 0 or None when there was none.
    `reason` is told in the history: where it came from, or who without an account wrote it.

    Saving what is already stored changes nothing, so a retry is safe. Raises AnswerConflict,
    SheetLocked, or ValidationError with words for the writer.
    """
    if question.version_id != sheet.version_id:
        raise ValueError(f"{question} is not asked by {sheet}")
    values.check(question, state, value, comment)
    current = held_open(sheet)  # also makes two writers of one sheet take turns
    wanted = values.columns(question, value if state == Answer.State.ANSWERED else None)
    wanted |= {"state": state, "comment": comment.strip()}

    answer = Answer.objects.filter(sheet=current, question=question).first()
    if answer is None:
        answer = Answer(sheet=current, question=question, authority_id=current.authority_id)
        answer.edition = _last_edition(current, question)
    else:
        answer.question, answer.sheet = question, current
        if all(getattr(answer, name) == new for name, new in wanted.items()):
            return answer
        if answer.edition != (edition or 0):
            raise AnswerConflict(answer)
    for name, new in wanted.items():
        setattr(answer, name, new)
    answer.edition += 1
    _sign(answer, by, as_function, reason)
    answer.save()
    return answer


@transaction.atomic
def clear_answer(
    sheet: AnswerSheet, question: Question, *, by, edition: int | None = None, reason: str = ""
) -> None:
    """Take the answer back, as if it had not been given; the history keeps it."""
    current = held_open(sheet)
    answer = Answer.objects.filter(sheet=current, question=question).first()
    if answer is None:
        return
    if answer.edition != (edition or 0):
        raise AnswerConflict(answer)
    answer.sheet, answer._history_user = current, by
    answer._change_reason = reason[:100] or None  # type: ignore[attr-defined]
    for evidence in answer.evidence.current():
        record_evidence(by, "evidence_removed", evidence, question, current)
    answer.delete()


def _sign(answer: Answer, by, as_function, reason: str) -> None:
    """Who and when; nothing at all on an anonymous sheet."""
    if answer.sheet.anonymous:
        return
    answer._change_reason = reason[:100] or None  # type: ignore[attr-defined]
    answer.changed_at = now()
    answer.changed_by = answer._history_user = by
    answer.changed_as = as_function or _function_of(by, answer.authority_id)


def _function_of(by, authority_id: int):
    functions = by.standing.functions if by else []
    return next((one for one in functions if one.authority_id == authority_id), None)


def _last_edition(sheet: AnswerSheet, question: Question) -> int:
    """An answer that was cleared goes on from its last edition, so that none is ever used twice."""
    earlier = Answer.history.filter(sheet=sheet, question=question).order_by("-edition")
    return earlier.values_list("edition", flat=True).first() or 0
