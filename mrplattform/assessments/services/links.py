"""Personal links: somebody without an account answers a sheet, or some sections of it.

A link's secret is in the letter and nowhere else, so each letter carries a link of its own. They
hold side by side until they expire, and are taken back together: what is said of one link goes
for all to the same address.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.answerers import name_of
from mrplattform.assessments.models import AnswerLink, Assessment
from mrplattform.core.dates import now
from mrplattform.core.history import VERBS, record, record_many
from mrplattform.core.mail import FORGOTTEN, mail_on_commit
from mrplattform.core.models import Letter
from mrplattform.organisations.models.people import hash_of, new_token

VERBS.update(
    link_issued=gettext_lazy("skickade en personlig länk"),
    link_revoked=gettext_lazy("tog tillbaka en personlig länk"),
)
# What is returned may be put right after the last day.
DAYS_AFTER = 14
BATCH = 500


@transaction.atomic
def issue_many(
    assessments: Iterable[Assessment],
    *,
    by,
    emails: Mapping[int, str] | None = None,
    tell: bool = True,
) -> list[tuple[AnswerLink, str]]:
    """A new link each, with its secret, to the address that `emails` gives for the unit's pk, or
    the one that the last link went to; who has neither is left out. The rounds must be at hand.
    The history is told unless another deed tells it, or the address is the same as before."""
    assessments = list(assessments)
    emails = dict(emails or {})
    if any(one.organisation_id not in emails for one in assessments):
        known = addresses(assessments)
        emails = {one.organisation_id: known.get(one.pk, "") for one in assessments} | emails
    made = [_new(one, email, by) for one in assessments if (email := emails[one.organisation_id])]
    AnswerLink.objects.bulk_create([link for link, _token in made], batch_size=BATCH)
    sent = {link.assessment_id: link.email for link, _token in made} if tell else {}
    record_many(
        by,
        "link_issued",
        [one for one in assessments if one.pk in sent],
        changes=lambda one: {"adress": ["", sent[one.pk]]},
    )
    return made


def addresses(assessments: Iterable[Assessment]) -> dict[int, str]:
    """Whom each sheet's last link to all of it went to, by the assessment's pk."""
    rows = AnswerLink.objects.filter(
        assessment__in=[one.pk for one in assessments], partial=False, revoked_at__isnull=True
    )
    return dict(rows.order_by("pk").values_list("assessment", "email"))


@transaction.atomic
def issue(
    assessment: Assessment, email: str, *, by, via: AnswerLink | None = None, partial: bool = False
) -> tuple[AnswerLink, str]:
    """A new link and its secret. `partial`: only to the sections that portions give it."""
    link, token = _new(assessment, email, by, partial=partial)
    link.save()
    changes = {"adress": ["", link.email]}
    record(by, "link_issued", assessment, changes=changes, by_name=name_of(by, via))
    return link, token


@transaction.atomic
def renew(link: AnswerLink, *, by, template: str = "assessments/personal_link") -> AnswerLink:
    """A fresh link to the same address and the same questions, in a letter."""
    if link.revoked_at:
        raise ValidationError(_("Länken är tillbakatagen."))
    fresh, token = issue(link.assessment, link.email, by=by, partial=link.partial)
    send(fresh, token, template=template)
    return fresh


@transaction.atomic
def revoke(link: AnswerLink, *, by, via: AnswerLink | None = None, why: str = "") -> None:
    """Nobody answers by that address any more. What it has answered stays."""
    held = siblings(link).filter(revoked_at__isnull=True).select_for_update()
    if list(held):
        held.update(revoked_at=now())  # no history: recorded below
        changes = {"adress": [link.email, ""]}
        signed = {"by_name": name_of(by, via), "why": why, "changes": changes}
        record(by, "link_revoked", link.assessment, **signed)


def by_address(assessment: Assessment) -> list[AnswerLink]:
    """The latest link to each address, with `first` and `opened` of all that went there."""
    found: dict[tuple[str, bool], AnswerLink] = {}
    for link in assessment.links.order_by("pk"):
        before = found.get((link.email, link.partial))
        link.first = before.first if before else link.created_at
        link.opened = before.opened if before and before.opened else link.opened_at
        found[link.email, link.partial] = link
    return list(found.values())


def siblings(link: AnswerLink):
    """All links to the same questions and the same address."""
    return AnswerLink.objects.filter(
        assessment_id=link.assessment_id, email=link.email, partial=link.partial
    )


def prolong(assessments: Iterable[Assessment]) -> None:
    """Let the links hold as long as the sheets can be answered, after a last day was moved."""
    by_day: dict[dt.datetime, list[int]] = {}
    for one in assessments:
        by_day.setdefault(expiry(one), []).append(one.pk)
    for expires, pks in by_day.items():
        links = AnswerLink.objects.filter(assessment__in=pks, revoked_at__isnull=True)
        links.update(expires_at=expires)  # no history: the moved day is recorded


def expiry(assessment: Assessment) -> dt.datetime:
    day = assessment.last_day + dt.timedelta(days=DAYS_AFTER + 1)
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def address(token: str) -> str:
    return settings.SITE_URL + reverse("assessments:open_link", args=[token])


def find(token: str) -> AnswerLink | None:
    rows = AnswerLink.objects.select_related("assessment__round", "assessment__organisation")
    return rows.filter(token_hash=hash_of(token)).first()


def opened(link: AnswerLink) -> None:
    """Remember when it was first used, so that the coordinator sees that the letter arrived."""
    if not link.opened_at:
        link.opened_at = now()
        link.save(update_fields=["opened_at"])


def send(link: AnswerLink, token: str, *, template: str, key: str = "", **context) -> None:
    """One letter with the link in it; its text is forgotten once it has left."""
    assessment = link.assessment
    context = {
        "link": address(token),
        "expires": link.expires_at,
        "assessment": assessment,
        "round": assessment.round,
        "unit": assessment.organisation,
        "closes": assessment.last_day,
        **context,
    }
    key = FORGOTTEN + (key or f"answer-link:{link.pk}")
    with translation.override(settings.LANGUAGE_CODE):
        mail_on_commit(template, link.email, key=key, **context)


@transaction.atomic
def write(
    email: str, *, assessment: Assessment, partial: bool, template: str, key: str, **context
) -> None:
    """A letter with a fresh link, to an address that has had one; once for each key."""
    if not Letter.objects.filter(key=FORGOTTEN + key).exists():
        link, token = issue(assessment, email, by=None, partial=partial)
        send(link, token, template=template, key=key, **context)


def _new(assessment: Assessment, email: str, by, *, partial: bool = False):
    token = new_token()
    link = AnswerLink(
        assessment=assessment,
        email=email.strip().lower(),
        by=by,
        partial=partial,
        token_hash=hash_of(token),
        expires_at=expiry(assessment),
    )
    return link, token
