"""What was written: answers in words, and why people answered as they did."""

from __future__ import annotations

from collections.abc import Sequence

from mrplattform.assessments.models import Assessment
from mrplattform.questions.models import Answer


def texts_of(units: Sequence[Assessment]):
    """The answers of these units that say something in words, question by question."""
    rows = Answer.objects.filter(sheet__in=[one.sheet_id for one in units])
    written = rows.exclude(comment="", text="")
    return written.order_by("question__order", "pk")
