"""Reviewing a draft: comments on its sections, and saying that one is dealt with."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.core.dates import now
from mrplattform.core.history import record
from mrplattform.reports.books import book_of
from mrplattform.reports.models import Comment, Report
from mrplattform.reports.services import words  # noqa: F401 (words names the deeds)


@transaction.atomic
def comment(report: Report, *, block: str, text: str, by) -> Comment:
    if report.is_locked:
        raise ValidationError(_("Rapporten är låst med beslutet. Gör en ny version."))
    if block not in book_of(report).titles:
        raise ValidationError(_("Det avsnittet finns inte i rapporten."))
    kept = report.comments.create(block=block, text=text, by=by, by_name=by.name)
    record(by, "report_commented", report, changes={"kommentar": [None, text]})
    return kept


@transaction.atomic
def settle(comment: Comment, *, by) -> None:
    if comment.settled_at is None:
        comment.settled_at = now()
        comment.save(update_fields=["settled_at"])
        record(by, "comment_settled", comment.report, changes={"kommentar": [comment.text, None]})
