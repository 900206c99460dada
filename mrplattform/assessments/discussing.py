"""What is said about a question, as the pages show it."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count

from mrplattform.assessments.models import AnswerLink, Assessment, Remark
from mrplattform.assessments.services.remarks import is_own
from mrplattform.questions.models import Question


def thread(assessment: Assessment, question: Question, *, by, via: AnswerLink | None = None):
    """The remarks on one question, each with `own`."""
    return _told(assessment.remarks.filter(question=question), by, via)


def threads(assessment: Assessment, *, by, via: AnswerLink | None = None) -> dict[int, list]:
    """All of a sheet's, by question: one question to the database."""
    found = defaultdict(list)
    for remark in _told(assessment.remarks.all(), by, via):
        found[remark.question_id].append(remark)
    return found


def counts(assessment: Assessment) -> dict[int, int]:
    """How many there are, by question."""
    rows = assessment.remarks.filter(removed_at__isnull=True).order_by()
    return dict(rows.values_list("question").annotate(Count("pk")))


def _told(rows, by, via) -> list[Remark]:
    rows = list(rows.filter(removed_at__isnull=True).order_by("pk"))
    for remark in rows:
        remark.own = is_own(remark, by, via)
    return rows
