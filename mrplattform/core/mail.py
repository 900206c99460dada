"""Mail goes out after commit, through the job queue, once per key, and can be tried again."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from mrplattform.core.dates import now
from mrplattform.core.models import DemoMail, Letter

logger = logging.getLogger(__name__)

MOST_TRIES = 5
BATCH = 500  # rows an insert, and letters a task
LOST_AFTER = dt.timedelta(minutes=30)
# For letters with a link or code that opens an account: kept, it would lie in every backup.
FORGOTTEN = "secret:"


def mail_on_commit(template: str, to: str, *, key: str, **context) -> None:
    """Queue one mail; it leaves when the transaction is saved, never when it is rolled back.

    `template` names two files: <app>/mail/<name>.subject.txt and <app>/mail/<name>.txt, given as
    "<app>/<name>". `key` says what the mail is for, "invitation:17" say: the same key is never
    sent twice. The text of a letter whose key begins with FORGOTTEN is forgotten once it has left.
    """
    letter, created = Letter.objects.get_or_create(
        key=key, defaults={"to": to, **_words(template, context)}
    )
    if created:
        transaction.on_commit(partial(send_letter.enqueue, letter.pk))


@dataclass(frozen=True)
class Mail:
    """One of many with the same template; in the reader's language when it is told."""

    to: str
    key: str
    context: dict[str, Any] = field(default_factory=dict)
    language: str = ""


def mail_many_on_commit(template: str, mails: Iterable[Mail]) -> None:
    """Queue many mails like mail_on_commit, in a few inserts and a task for each batch."""
    mails = list(mails)
    for start in range(0, len(mails), BATCH):
        _queue(template, {one.key: one for one in mails[start : start + BATCH]})


def _queue(template: str, mails: dict[str, Mail]) -> None:
    queued = Letter.objects.filter(key__in=mails)
    there = set(queued.values_list("key", flat=True))
    fresh = [one for key, one in mails.items() if key not in there]
    letters = []
    for one in fresh:
        with translation.override(one.language or translation.get_language()):
            words = _words(template, one.context)
        letters.append(Letter(key=one.key, to=one.to, **words))
    # A key that another worker took meanwhile is left to that one.
    Letter.objects.bulk_create(letters, ignore_conflicts=True)  # no history: a letter is no deed
    made = queued.filter(state=Letter.State.QUEUED, key__in=[one.key for one in fresh])
    if pks := list(made.order_by("pk").values_list("pk", flat=True)):
        transaction.on_commit(partial(send_letters.enqueue, pks))


def _words(template: str, context: dict[str, Any]) -> dict[str, str]:
    app, name = template.split("/")
    context |= {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
    subject = render_to_string(f"{app}/mail/{name}.subject.txt", context)
    text = render_to_string(f"{app}/mail/{name}.txt", context)
    return {"subject": " ".join(subject.split()), "text": text.strip() + "\n"}


@task()
def send_letters(letter_ids: list[int]) -> None:
    """Send one after the other; what goes wrong with one stops none of the others."""
    for pk in letter_ids:
        try:
            _send(pk)
        except Exception:
            logger.exception("Letter %s was not sent", pk)


@task()
def send_letter(letter_id: int) -> None:
    """Send one queued letter. Only one worker gets it, and the database is not held meanwhile."""
    _send(letter_id)


def _send(letter_id: int) -> None:
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
