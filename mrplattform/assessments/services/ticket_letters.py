"""Letters that carry a code. Each is told apart by its ticket, so that a job run twice sends it once;
its text is forgotten when it has left, and the letter itself when the round closes."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.assessments.models import Round, Ticket
from mrplattform.assessments.services import codes
from mrplattform.core import jobs
from mrplattform.core.mail import BATCH, FORGOTTEN, Mail, mail_many_on_commit
from mrplattform.core.models import Job, Letter


def queue(round: Round, template: str, *, by, day: str = "") -> Job:
    """`template` is "code" or "code_reminder"; `day` parts one day's reminders from another's."""
    last = round.tickets.order_by("-pk").values_list("pk", flat=True).first()
    return jobs.start(
        f"{__name__}.send",
        by=by,
        key=f"round:{round.pk}:{template}:{day}:{last}",
        title=_("Svarskoder till %s") % round.title,
        round_id=round.pk,
        template=template,
        day=day,
    )


def send(job: Job, round_id: int, template: str, day: str) -> str:
    round = Round.objects.select_related("authority").get(pk=round_id)
    left = to_write(round, template, day)
    for start in range(0, len(left), BATCH):
        jobs.progress(job, start, len(left), round.title)
        mails = [_mail(round, one, template, day) for one in left[start : start + BATCH]]
        mail_many_on_commit(f"assessments/{template}", mails)
    jobs.progress(job, len(left), len(left))
    return round.get_absolute_url()


def to_write(round: Round, template: str, day: str) -> list[Ticket]:
    """Those with an address that have not answered and have not got this letter."""
    if not round.is_open():
        return []
    sent = set(_letters(round).values_list("key", flat=True))
    rows = round.tickets.filter(used=False).exclude(email="").order_by("pk")
    return [ticket for ticket in rows if _key(round, ticket, template, day) not in sent]


def forget(round: Round) -> None:
    """Who was reminded tells who had not answered; what has not left shall not leave."""
    _letters(round).delete()  # no history: a letter is not a deed


def _mail(round: Round, ticket: Ticket, template: str, day: str) -> Mail:
    code = codes.code_of(ticket)
    # After # an address stays in the browser: it reaches neither the server nor its logs.
    link = f"{settings.SITE_URL}{reverse('nameless:code')}#{code}"
    context = {"round": round, "code": code, "link": link, "smallest": round.shown_from}
    key = _key(round, ticket, template, day)
    return Mail(ticket.email, key, context, language=settings.LANGUAGE_CODE)


def _letters(round: Round):
    return Letter.objects.filter(key__startswith=_prefix(round))


def _prefix(round: Round) -> str:
    return f"{FORGOTTEN}round:{round.pk}:ticket:"


def _key(round: Round, ticket: Ticket, template: str, day: str) -> str:
    return f"{_prefix(round)}{ticket.pk}:{template}:{day}"
