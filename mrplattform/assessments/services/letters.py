"""Mail about a round: invitations, reminders, and word between reporter and manager.

Each letter has a key that says what it is for, so that a job run twice sends it once. Who answers
for a unit holds a function and gets a link that signs in, or has an address and gets a personal
link to the sheet; the text of the latter is forgotten once it has left.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mrplattform.assessments import rules
from mrplattform.assessments.models import Assessment, Round
from mrplattform.assessments.services import links
from mrplattform.core import jobs
from mrplattform.core.dates import today
from mrplattform.core.mail import FORGOTTEN, Mail, mail_many_on_commit
from mrplattform.core.models import Deed, Job, Letter
from mrplattform.organisations.models import Holding, Person
from mrplattform.organisations.services.signin import mail_link, mail_links

HERE = "mrplattform.assessments.services.letters"
CHUNK = 500  # letters a transaction: progress is seen, and others may write in between


@dataclass(frozen=True)
class Respondent:
    """Whom to turn to about a unit's answers: a person, or an address."""

    assessment: Assessment
    person: Person | None = None
    email: str = ""


def holders(function_ids: Iterable[int | None], on: dt.date | None = None) -> dict[int, Person]:
    """Whom to turn to in each function that day; a vacant function is left out."""
    rows = (
        Holding.objects.of_open_functions(on)
        .filter(function__in=set(function_ids) - {None}, person__is_active=True)
        .select_related("person")
        .order_by("stand_in", "starts", "pk")
    )
    found: dict[int, Person] = {}
    for row in rows:
        found.setdefault(row.function_id, row.person)
    return found


def waiting(
    round: Round, on: dt.date | None = None, only: Collection[int] | None = None
) -> list[Respondent]:
    """Those who have not handed in, with whom to turn to; vacant functions are left out."""
    rows = round.assessments.waiting().select_related("organisation", "round")
    if only is not None:
        rows = rows.filter(pk__in=only)
    rows = list(rows.order_by("organisation__name"))
    people = holders({one.reporter_id for one in rows}, on)
    emails = links.addresses(one for one in rows if not one.reporter_id)
    found = [Respondent(one, people.get(one.reporter_id), emails.get(one.pk, "")) for one in rows]
    return [one for one in found if one.person or one.email]


# --- Invitations -----------------------------------------------------------------------------


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
    people = [one for one in waiting(round) if one.person]
    _send(job, "invitation", {_invited(one.assessment): one for one in people})
    return round.get_absolute_url()


def invite_by_link(emails: Mapping[Assessment, str], *, by) -> None:
    """Those who answer by a personal link, when they are asked."""
    rows = [Respondent(assessment, email=email) for assessment, email in emails.items()]
    for chunk in _chunks(rows):
        _mail("invitation", {_invited(one.assessment): one for one in chunk}, issuer=by)


def invite_another(assessment: Assessment, email: str, *, by) -> None:
    """Somebody who takes over from who was invited before."""
    key = f"{_invited(assessment)}:{assessment.links.count()}"
    letter = {key: Respondent(assessment, email=email)}
    _mail("invitation", letter, issuer=by, tell=True)


def _invited(assessment: Assessment) -> str:
    return f"round:{assessment.round_id}:invite:{assessment.pk}"


# --- Reminders -------------------------------------------------------------------------------


def to_remind(round: Round, on: dt.date, only: Collection[int] | None = None) -> list[Respondent]:
    """Those who can still answer and have not been reminded that day or later."""
    reminded = _reminded(round)
    return [
        one
        for one in waiting(round, on, only)
        if rules.is_answerable(one.assessment, on)
        and reminded.get(one.assessment.pk, "") < on.isoformat()
    ]


def queue_reminders(round: Round, respondents: list[Respondent], *, by, on: dt.date) -> Job:
    pks = sorted(one.assessment.pk for one in respondents)
    these = hashlib.sha256(repr(pks).encode()).hexdigest()[:12]
    return jobs.start(
        f"{HERE}.send_reminders",
        by=by,
        key=f"round:{round.pk}:remind:{on}:{these}",
        title=_("Påminnelser om %s") % round.title,
        round_id=round.pk,
        day=on.isoformat(),
        only=pks,
    )


def send_reminders(job: Job, round_id: int, day: str, only: list[int] | None = None) -> str:
    round = Round.objects.get(pk=round_id)
    left = to_remind(round, dt.date.fromisoformat(day), only)
    _send(job, "reminder", {_reminder(one.assessment, day): one for one in left})
    return round.get_absolute_url()


def send_now(respondents: list[Respondent], day: dt.date) -> None:
    """The night's reminders, without a job of their own."""
    for chunk in _chunks(respondents):
        _mail("reminder", {_reminder(one.assessment, day): one for one in chunk})


def _reminder(assessment: Assessment, day) -> str:
    return f"round:{assessment.round_id}:remind:{assessment.pk}:{day}"


def _reminded(round: Round) -> dict[int, str]:
    """The latest day on which each was reminded, by assessment."""
    found: dict[int, str] = {}
    for key in _keys(f"round:{round.pk}:remind:"):
        pk, day = key.rsplit(":", 2)[-2:]
        found[int(pk)] = max(day, found.get(int(pk), ""))
    return found


# --- About one unit --------------------------------------------------------------------------


def tell_approver(assessment: Assessment, deed: Deed) -> None:
    """The manager has something to approve; where nobody approves, nobody is told of each."""
    person = holders([assessment.approver_id], today()).get(assessment.approver_id)
    if person and assessment.round.needs_approval:
        mail_link(
            person,
            assessment.review_url,
            key=f"assessment:{assessment.pk}:submitted:{deed.pk}",
            template="assessments/submitted",
            by=deed.by_name,
            **_about(assessment),
        )


def tell_reporter(assessment: Assessment, deed: Deed) -> None:
    """The answers have come back, with the reason."""
    tell("returned", assessment, f"{deed.pk}", by=deed.by_name)


def tell_extended(assessment: Assessment, why: str) -> None:
    """There is more time, and why."""
    tell("extended", assessment, f"{assessment.closes}", why=why)


def tell(template: str, assessment: Assessment, once: str, **more) -> None:
    """One letter to who answers for the unit, by account or personal link; once for each `once`."""
    key = f"assessment:{assessment.pk}:{template}:{once}"
    person = holders([assessment.reporter_id], today()).get(assessment.reporter_id)
    email = "" if assessment.reporter_id else links.addresses([assessment]).get(assessment.pk, "")
    if person or email:
        _mail(template, {key: Respondent(assessment, person, email)}, **more)


# --- Steps -----------------------------------------------------------------------------------


def failed(round: Round) -> dict[int, str]:
    """The addresses that the round's letters did not reach, by assessment: the last letter told."""
    rows = Letter.objects.filter(_begins(f"round:{round.pk}:")).order_by("pk")
    found: dict[int, str] = {}
    for key, to, state in rows.values_list("key", "to", "state"):
        pk = int(key.removeprefix(FORGOTTEN).split(":")[3])
        found.pop(pk, None)
        if state == Letter.State.FAILED:
            found[pk] = to
    return found


def _send(job: Job, template: str, letters: dict[str, Respondent]) -> None:
    """In chunks that are saved one by one: what a killed job has sent is not sent again."""
    sent = _sent(letters)
    left = {key: one for key, one in letters.items() if key not in sent}
    for number, keys in enumerate(_chunks(list(left))):
        jobs.progress(job, number * CHUNK, len(left), job.title)
        with transaction.atomic():
            _mail(template, {key: left[key] for key in keys})
    jobs.progress(job, len(left), len(left))


def _mail(
    template: str, letters: dict[str, Respondent], *, issuer=None, tell=False, **more
) -> None:
    """To each a link of her own: one that signs in, or a personal one to the sheet."""
    template = f"assessments/{template}"
    mail_links(
        template,
        [
            (
                one.person,
                one.assessment.get_absolute_url(),
                key,
                _about(one.assessment) | more,
            )
            for key, one in letters.items()
            if one.person
        ],
    )
    keys = {one.assessment.pk: key for key, one in letters.items() if not one.person}
    if by_link := [one for one in letters.values() if not one.person]:
        _mail_by_link(template, by_link, keys, more, by=issuer, tell=tell)


def _mail_by_link(template: str, respondents: list[Respondent], keys, more, *, by, tell) -> None:
    emails = {one.assessment.organisation_id: one.email for one in respondents}
    issued = links.issue_many(
        [one.assessment for one in respondents], by=by, emails=emails, tell=tell
    )
    mail_many_on_commit(
        template,
        [
            Mail(
                link.email,
                f"{FORGOTTEN}{keys[link.assessment_id]}",
                {
                    "link": links.address(token),
                    "expires": link.expires_at,
                    **_about(link.assessment),
                    **more,
                },
                settings.LANGUAGE_CODE,
            )
            for link, token in issued
        ],
    )


def _about(assessment: Assessment) -> dict:
    return {
        "assessment": assessment,
        "round": assessment.round,
        "unit": assessment.organisation,
        "closes": assessment.last_day,
    }


def _keys(prefix: str) -> set[str]:
    return set(Letter.objects.filter(_begins(prefix)).values_list("key", flat=True))


def _begins(prefix: str) -> Q:
    return Q(key__startswith=prefix) | Q(key__startswith=FORGOTTEN + prefix)


def _sent(letters: dict[str, Respondent]) -> set[str]:
    """Which of these keys have been used."""
    rounds = {one.assessment.round_id for one in letters.values()}
    used = {key.removeprefix(FORGOTTEN) for pk in rounds for key in _keys(f"round:{pk}:")}
    return used & letters.keys()


def _chunks(rows: list) -> Iterator[list]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
