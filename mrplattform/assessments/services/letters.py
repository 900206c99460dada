"""Mail about a round: invitations, reminders, and word between reporter and manager.

Each letter has a key that says what it is for, so that a job run twice sends it once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.assessments.models import Assessment, Round
from mrplattform.core import jobs
from mrplattform.core.dates import today
from mrplattform.core.models import Deed, Job, Letter
from mrplattform.organisations.models import Holding, Person
from mrplattform.organisations.services.signin import mail_link

HERE = "mrplattform.assessments.services.letters"
CHUNK = 100  # letters a transaction: progress is seen, and others may write in between


def holders(function_ids: Iterable[int], on: dt.date | None = None) -> dict[int, Person]:
    """Whom to turn to in each function that day; a vacant function is left out."""
    rows = (
        Holding.objects.of_open_functions(on)
        .filter(function__in=set(function_ids), person__is_active=True)
        .select_related("person")
        .order_by("stand_in", "starts", "pk")
    )
    found: dict[int, Person] = {}
    for row in rows:
        found.setdefault(row.function_id, row.person)
    return found


# --- Invitations and reminders ---------------------------------------------------------------


def queue_invitations(round: Round, *, by, what: str = "all") -> Job:
    """`what` tells jobs apart: one under way has already read whom to invite."""
    title = _("Inbjudningar till %s") % round.title
    return jobs.start(
        f"{HERE}.send_invitations",
        by=by,
        key=f"round:{round.pk}:invite:{what}",
        title=title,
        round_id=round.pk,
    )


def send_invitations(job: Job, round_id: int) -> str:
    """Each unit's reporter gets a personal link to the unit's sheet. Bears being run twice."""
    round = Round.objects.get(pk=round_id)
    _send(job, round, "invitation", f"round:{round_id}:invite:", waiting(round))
    return round.get_absolute_url()


def queue_reminders(round: Round, *, by, on: dt.date) -> Job:
    title = _("Påminnelser om %s") % round.title
    return jobs.start(
        f"{HERE}.send_reminders",
        by=by,
        key=f"round:{round.pk}:remind:{on}",
        title=title,
        round_id=round.pk,
        day=on.isoformat(),
    )


def send_reminders(job: Job, round_id: int, day: str) -> str:
    round = Round.objects.get(pk=round_id)
    on = dt.date.fromisoformat(day)
    people = to_remind(round, on)
    _send(job, round, "reminder", f"round:{round_id}:remind:", people, suffix=f":{day}")
    return round.get_absolute_url()


def waiting(round: Round, on: dt.date | None = None) -> list[tuple[Assessment, Person]]:
    """Those who have not handed in, with whom to turn to; vacant functions are left out."""
    rows = list(
        round.assessments.waiting()
        .select_related("organisation", "round")
        .order_by("organisation__name")
    )
    people = holders({one.reporter_id for one in rows}, on)
    return [(one, people[one.reporter_id]) for one in rows if one.reporter_id in people]


def to_remind(round: Round, on: dt.date) -> list[tuple[Assessment, Person]]:
    """Those waiting who have not been reminded that day."""
    sent = _keys(f"round:{round.pk}:remind:")
    return [
        (one, person)
        for one, person in waiting(round, on)
        if f"round:{round.pk}:remind:{one.pk}:{on}" not in sent
    ]


def _send(job, round, template, prefix, people, suffix="") -> None:
    sent = _keys(prefix)
    left = [(one, person) for one, person in people if f"{prefix}{one.pk}{suffix}" not in sent]
    for number, chunk in enumerate(_chunks(left)):
        jobs.progress(job, number * CHUNK, len(left), round.title)
        with transaction.atomic():
            for assessment, person in chunk:
                key = f"{prefix}{assessment.pk}{suffix}"
                _mail(template, person, key, assessment, assessment.get_absolute_url())
    jobs.progress(job, len(left), len(left))


# --- Between reporter and manager ------------------------------------------------------------


def tell_approver(assessment: Assessment, deed: Deed) -> None:
    """The manager has something to approve."""
    _tell("submitted", assessment.approver_id, assessment, deed, assessment.review_url)


def tell_reporter(assessment: Assessment, deed: Deed) -> None:
    """The answers have come back, with the reason."""
    _tell("returned", assessment.reporter_id, assessment, deed, assessment.get_absolute_url())


def _tell(template: str, function_id: int, assessment: Assessment, deed: Deed, leads_to: str):
    person = holders([function_id], today()).get(function_id)
    if person:
        key = f"assessment:{assessment.pk}:{template}:{deed.pk}"
        _mail(template, person, key, assessment, leads_to, by=deed.by_name)


def _mail(template, person, key, assessment, leads_to, **more) -> None:
    mail_link(
        person,
        leads_to,
        key=key,
        template=f"assessments/{template}",
        assessment=assessment,
        round=assessment.round,
        unit=assessment.organisation,
        **more,
    )


def _keys(prefix: str) -> set[str]:
    return set(Letter.objects.filter(key__startswith=prefix).values_list("key", flat=True))


def _chunks(rows: list) -> Iterator[list]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
