"""Files and links that an answer rests on."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.attachments import keep
from mrplattform.core.dates import now
from mrplattform.core.history import VERBS, record
from mrplattform.questions.models import Answer, AnswerSheet, Evidence, Question
from mrplattform.questions.services.sheets import held_open

VERBS.update(
    evidence_added=gettext_lazy("lade till underlag"),
    evidence_removed=gettext_lazy("tog bort underlag"),
)


@transaction.atomic
def add_file(answer: Answer, file: File, *, title: str = "", by, by_name: str = "") -> Evidence:
    """`by_name` tells who, when it is somebody without an account."""
    sheet = _open_sheet_of(answer)
    attachment = keep(file, by=by)
    return _add(
        answer, sheet, by, title=title or attachment.name, attachment=attachment, by_name=by_name
    )


@transaction.atomic
def add_link(answer: Answer, link: str, *, title: str = "", by, by_name: str = "") -> Evidence:
    return _add(answer, _open_sheet_of(answer), by, title=title or link, link=link, by_name=by_name)


@transaction.atomic
def remove(evidence: Evidence, *, by, by_name: str = "") -> None:
    """Hidden from the answer; the file stays as long as the sheet's history does."""
    sheet = _open_sheet_of(evidence.answer)
    if evidence.removed_at is None:
        evidence.removed_at = now()
        evidence.save(update_fields=["removed_at"])
        question = evidence.answer.question
        record_evidence(by, "evidence_removed", evidence, question, sheet, by_name)


def record_evidence(
    by, verb: str, evidence: Evidence, question: Question, sheet: AnswerSheet, by_name: str = ""
):
    """Told on the sheet, which outlives an answer that is taken back."""
    change = [None, evidence.title] if verb == "evidence_added" else [evidence.title, None]
    record(by, verb, sheet, changes={question.key: change}, by_name=by_name)


def _add(answer: Answer, sheet, by, *, title: str, by_name: str = "", **what) -> Evidence:
    evidence = Evidence.objects.create(answer=answer, by=by, title=title[:200], **what)
    record_evidence(by, "evidence_added", evidence, answer.question, sheet, by_name)
    return evidence


def _open_sheet_of(answer: Answer) -> AnswerSheet:
    sheet = held_open(answer.sheet)
    if sheet.anonymous:  # a file tells who wrote it
        raise ValidationError(_("Anonyma svar kan inte ha filer eller länkar."))
    return sheet
