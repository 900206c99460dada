"""Mail goes out after commit, through the job queue, once per key, and can be tried again."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django_tasks import task

from mrplattform.core.dates import now
from mrplattform.core.models import DemoMail, Letter

MOST_TRIES = 5
LOST_AFTER = dt.timedelta(minutes=30)
# For letters with a link or code that opens an account: kept, it would lie in every backup.
FORGOTTEN = "secret:"


def mail_on_commit(template: str, to: str, *, key: str, **context) -> None:
    """Queue one mail; it leaves when the transaction is saved, never when it is rolled back.

    `template` names two files: <app>/mail/<name>.subject.txt and <app>/mail/<name>.txt, given as
    "<app>/<name>". `key` says what the mail is for, "invitation:17" say: the same key is never
    sent twice. The text of a letter whose key begins with FORGOTTEN is forgotten once it has left.
    """
    app, name = template.split("/")
    context |= {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
    subject = render_to_string(f"{app}/mail/{name}.subject.txt", context)
    letter, created = Letter.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": " ".join(subject.split()),
            "text": render_to_string(f"{app}/mail/{name}.txt", context).strip() + "\n",
        },
    )
    if created:
        transaction.on_commit(partial(send_letter.enqueue, letter.pk))


@task()
def send_letter(letter_id: int) -> None:
    """Send one queued letter. Only one worker gets it, and the database is not held meanwhile."""
    queued = Letter.objects.filter(pk=letter_id, state=Letter.State.QUEUED)
    if not queued.update(  # no history: a letter is not a deed, what it tells of is
        state=Letter.State.SENDING, taken_at=now(), tries=F("tries") + 1
    ):
        return
    letter = Letter.objects.get(pk=letter_id)
    message = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to]
    )
    try:
        message.send()
    except OSError as problem:  # the mail server is away: smtplib's errors are OSErrors too
        letter.error = str(problem)
        gives_up = letter.tries >= MOST_TRIES
        letter.state = Letter.State.FAILED if gives_up else Letter.State.QUEUED
    else:
        letter.state, letter.sent_at, letter.error = Letter.State.SENT, now(), ""
        if letter.key.startswith(FORGOTTEN):
            letter.text = ""
    letter.save()


def send_waiting() -> int:
    """Queue again every letter that has not left, also those that a dead worker had taken."""
    lost = Letter.objects.filter(state=Letter.State.SENDING, taken_at__lt=now() - LOST_AFTER)
    lost.update(state=Letter.State.QUEUED)  # no history: a letter is not a deed
    waiting = Letter.objects.filter(state=Letter.State.QUEUED).values_list("pk", flat=True)
    for pk in waiting:
        send_letter.enqueue(pk)
    return len(waiting)


class KeepOnPage(BaseEmailBackend):
    """Demo mode's mail server: keeps what was sent, for the page that shows it."""

    def send_messages(self, email_messages) -> int:
        for message in email_messages:
            DemoMail.objects.create(
                to=", ".join(message.to), subject=message.subject, text=message.body
            )
        return len(email_messages)
