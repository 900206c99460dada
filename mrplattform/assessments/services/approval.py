"""From the reporter to the manager and, when something is missing, back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Assessment
from mrplattform.assessments.papers import reasons_not_to_submit
from mrplattform.assessments.services import letters
from mrplattform.assessments.services.errors import NotReady, WrongState
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
def submit(assessment: Assessment, *, by) -> Assessment:
    """Hand in the answers: they are locked, and the manager is told."""
    current = held(assessment)
    lock(current.sheet, by=by)  # waits for a save under way, so that the check below sees it
    if reasons := reasons_not_to_submit(current):
        raise NotReady(reasons)
    deed = _move(current, Assessment.State.SUBMITTED, "submitted", by=by, submitted_at=now())
    letters.tell_approver(current, deed)
    return current


@transaction.atomic
def approve(assessment: Assessment, *, by) -> Assessment:
    current = held(assessment)
    _move(current, Assessment.State.APPROVED, "approved", by=by, approved_at=now())
    return current


@transaction.atomic
def send_back(assessment: Assessment, *, by, why: str) -> Assessment:
    """Return what was handed in, or open what was approved: both need a reason."""
    current = held(assessment)
    verb = "reopened" if current.state == Assessment.State.APPROVED else "returned"
    deed = _move(
        current,
        Assessment.State.RETURNED,
        verb,
        by=by,
        why=why,
        returned_why=why,
        approved_at=None,
    )
    unlock(current.sheet, by=by, why=why)
    letters.tell_reporter(current, deed)
    return current


def held(assessment: Assessment) -> Assessment:
    """The assessment as it stands now, held until the transaction ends."""
    rows = Assessment.objects.select_for_update(of=("self",))
    return rows.select_related("round", "organisation", "sheet__version").get(pk=assessment.pk)


def _move(assessment: Assessment, state: str, verb: str, *, by, why: str = "", **values):
    if not assessment.may_become(state):
        raise WrongState(assessment)
    changes = changed_values(assessment, state=state, **values)
    assessment.save(update_fields=list(changes))
    shown = {"state": changes["state"]}
    return record(by, verb, assessment, why=why, changes=shown)
