"""What was put right since the answers were sent back, question by question."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from mrplattform.assessments.models import Assessment
from mrplattform.core.history import history
from mrplattform.questions.reading import Change, sheet_history


@dataclass
class Changed:
    """The words before and after; `evidence`: what was added or taken away, in words."""

    before: str = ""
    after: str = ""
    comment_before: str = ""
    comment_after: str = ""
    evidence: list[str] = field(default_factory=list)
    begun: bool = False

    @property
    def differs(self) -> bool:
        return self.answer_changed or self.comment_changed or bool(self.evidence)

    @property
    def answer_changed(self) -> bool:
        return self.before != self.after

    @property
    def comment_changed(self) -> bool:
        return self.comment_before != self.comment_after


def returned_at(assessment: Assessment) -> dt.datetime | None:
    """When it was last sent back, returned or opened again."""
    deeds = history(assessment).filter(verb__in=["returned", "reopened"])
    return deeds.values_list("at", flat=True).first()


def changed_since(assessment: Assessment, at: dt.datetime) -> dict[str, Changed]:
    """By question key; what was changed and changed back is left out."""
    found: dict[str, Changed] = {}
    for change in reversed(sheet_history(assessment.sheet)):  # oldest first
        if change.at > at:
            _add(found.setdefault(change.question.key, Changed()), change)
    return {key: one for key, one in found.items() if one.differs}


def _add(changed: Changed, change: Change) -> None:
    if change.is_evidence:
        changed.evidence.append(f"{change.what}: {change.after or change.before}")
        return
    if not changed.begun:
        changed.begun = True
        changed.before, changed.comment_before = change.before, change.comment_before
    changed.after, changed.comment_after = change.after, change.comment_after
