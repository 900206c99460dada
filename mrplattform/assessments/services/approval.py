"""From the reporter to the manager and, when something is missing, back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy

from mrplattform.assessments.answerers import name_of
from mrplattform.assessments.models import AnswerLink, Assessment
from mrplattform.assessments.papers import reasons_not_to_submit
from mrplattform.assessments.services import letters, portions
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.assessments.services.held import held
from mrplattform.core.dates import now
from mrplattform.core.history import VERBS, changed_values, record
from mrplattform.questions.services.sheets import lock, unlock

VERBS.update(
    submitted=gettext_lazy("skickade in svaren"),
    approved=gettext_lazy("godkände svaren"),
    returned=gettext_lazy("lämnade tillbaka svaren"),
    reopened=gettext_lazy("öppnade svaren igen"),
)


@transaction.atomic
def submit(assessment: Assessment, *, by, via: AnswerLink | None = None) -> Assessment:
    """Hand in the answers: they are locked, and the manager is told."""
    current = held(assessment)
    signed = {"by": by, "by_name": name_of(by, via)}
    lock(current.sheet, **signed)  # waits for a save under way, so that the check below sees it
    if reasons := reasons_not_to_submit(current):
        raise NotReady(reasons)
    deed = _move(current, Assessment.State.SUBMITTED, "submitted", **signed, submitted_at=now())
    letters.tell_approver(current, deed)
    return current


@transaction.atomic
def approve(assessment: Assessment, *, by) -> Assessment:
    current = held(assessment)
    values = {"approved_at": now(), "returned_why": "", "returned_about": {}}
    _move(current, Assessment.State.APPROVED, "approved", by=by, **values)
    return current


@transaction.atomic
def send_back(
    assessment: Assessment, *, by, why: str, about: dict[str, str] | None = None
) -> Assessment:
    """Return what was handed in, or open what was approved: both need a reason. `about` says what
    is missing in single questions, by their keys: who answers then sees just those."""
    current = held(assessment)
    verb = "reopened" if current.state == Assessment.State.APPROVED else "returned"
    deed = _move(
        current,
        Assessment.State.RETURNED,
        verb,
        by=by,
        why=why,
        returned_why=why,
        returned_about=about or {},
        approved_at=None,
    )
    unlock(current.sheet, by=by, why=why)
    letters.tell_reporter(current, deed)
    portions.returned(current, deed)
    return current


def _move(
    assessment: Assessment, state: str, verb: str, *, by, why: str = "", by_name: str = "", **values
):
    if not assessment.may_become(state):
        raise WrongState(assessment)
    changes = changed_values(assessment, state=state, **values)
    assessment.save(update_fields=list(changes))
    shown = {"state": changes["state"]}
    if changes.get("returned_about", [None, None])[1]:
        shown["att rätta"] = [None, _in_words(assessment)]
    return record(by, verb, assessment, why=why, changes=shown, by_name=by_name)


def _in_words(assessment: Assessment) -> str:
    """What was said of single questions, as the history tells it years later."""
    about = assessment.returned_about
    rows = assessment.sheet.version.questions.filter(key__in=about).order_by("order")
    return "\n".join(f"{one.text}: {about[one.key]}" for one in rows)
