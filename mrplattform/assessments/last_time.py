"""What the same unit answered last time, beside the question and for use once more."""

from __future__ import annotations

from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.results.past import lineage
from mrplattform.questions.comparing import Change, between
from mrplattform.questions.models import Answer, Question


def last_answers(assessment: Assessment, key: str | None = None) -> dict[str, Answer]:
    """What the unit, or the only one that it took over from, answered in the latest earlier round
    of the same questions, by their keys."""
    earlier = Round.objects.earlier_than(assessment.round)
    line = lineage([assessment.organisation_id]).lines[assessment.organisation_id]
    rows = Answer.objects.filter(
        sheet__assessment__round__in=earlier, sheet__organisation__in=line
    ).select_related("question__section", "sheet")
    if key:
        rows = rows.filter(question__key=key)
    found: dict[str, Answer] = {}
    for answer in rows.order_by("-sheet__day", "-pk"):
        found.setdefault(answer.question.key, answer)
    return found


def change_since(last: Answer | None, question: Question) -> Change | None:
    """How the question differs from the one that was answered then, when it does."""
    if last is None or last.question_id == question.pk:
        return None
    found = between([last.question], [question])[question.key]
    return found if found.wording_changed or found.scale_changed else None


def fits(last: Answer, question: Question) -> bool:
    """The old answer can be given to the question as it is put now."""
    if last.question.kind != question.kind:
        return False
    if last.state == Answer.State.UNKNOWN:
        return question.allow_unknown
    if last.state == Answer.State.NOT_APPLICABLE:
        return question.allow_not_applicable
    return last.question_id == question.pk or _same_options(last, question)


def _same_options(last: Answer, question: Question) -> bool:
    """The chosen levels or choices are still called the same."""
    chosen = last.choices or ([] if last.level is None else [last.level])
    return all(question.label_of(one) == last.question.label_of(one) for one in chosen)
