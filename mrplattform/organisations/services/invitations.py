"""Invitations to hold a function: sent, sent again, taken back, accepted."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.dates import now, today
from mrplattform.core.history import VERBS, record
from mrplattform.core.mail import FORGOTTEN, mail_on_commit
from mrplattform.organisations.models import Function, Invitation, Person
from mrplattform.organisations.models.people import hash_of, new_token
from mrplattform.organisations.services.holdings import begin_holding
from mrplattform.organisations.services.people import enter_person, find_person, reopen_account

VERBS.update(
    invited=gettext_lazy("bjöd in till"),
    invited_again=gettext_lazy("skickade inbjudan igen till"),
    invitation_revoked=gettext_lazy("tog tillbaka en inbjudan till"),
    invitation_accepted=gettext_lazy("tackade ja till"),
)


@transaction.atomic
def invite(
    function: Function, *, email: str, name: str, by: Person, stand_in: bool = False
) -> Invitation:
    """Ask somebody to hold the function. Nothing begins until they accept."""
    email = email.strip().lower()
    if function.holdings.on().filter(person__email=email).exists():
        raise ValidationError({"email": _("Den här personen har redan funktionen.")})
    if Invitation.objects.valid().filter(function=function, email=email).exists():
        raise ValidationError(
            {"email": _("Den här personen är redan inbjuden. Skicka inbjudan igen i listan.")}
        )
    invitation, token = Invitation.objects.issue(
        function=function,
        email=email,
        name=name,
        stand_in=stand_in,
        by=by,
        expires_at=_expiry(),
    )
    _send(invitation, token)
    record(by, "invited", function, changes={"inbjudan": [None, _tell(invitation)]})
    return invitation


@transaction.atomic
def resend(invitation: Invitation, *, by: Person) -> None:
    """A new letter with a new secret; the old one opens nothing any more."""
    _must_be_open(invitation)
    token = new_token()
    invitation.token_hash = hash_of(token)
    invitation.expires_at = _expiry()
    invitation.save(update_fields=["token_hash", "expires_at"])
    _send(invitation, token)
    record(
        by, "invited_again", invitation.function, changes={"inbjudan": [None, _tell(invitation)]}
    )


@transaction.atomic
def revoke(invitation: Invitation, *, by: Person) -> None:
    _must_be_open(invitation)
    invitation.revoked_at = now()
    invitation.save(update_fields=["revoked_at"])
    changes = {"inbjudan": [_tell(invitation), None]}
    record(by, "invitation_revoked", invitation.function, changes=changes)


def find_invitation(token: str) -> Invitation | None:
    rows = Invitation.objects.select_related("function__organisation", "function__authority", "by")
    return rows.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def accept(
    invitation: Invitation, *, name: str = "", password: str | None = None, language: str = ""
) -> Person:
    """Become the holder from today. Somebody who is here already keeps name and password: the
    letter proves the address, and no more."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_valid:
        raise ValidationError(_("Inbjudan gäller inte längre. Be den som bjöd in om en ny."))
    person = find_person(invitation.email)
    if person:
        reopen_account(person, by=person)
    else:
        person = enter_person(
            name=name or invitation.name,
            email=invitation.email,
            by=invitation.by,
            password=password,
            language=language or settings.LANGUAGE_CODE,
        )
    if not invitation.function.holdings.on().filter(person=person).exists():
        begin_holding(
            invitation.function, person, starts=today(), by=person, stand_in=invitation.stand_in
        )
    invitation.used_at = now()
    invitation.save(update_fields=["used_at"])
    record(person, "invitation_accepted", invitation.function)
    return person


@transaction.atomic
def accept_by_address(email: str, *, name: str = "") -> Person | None:
    """Somebody whose address a provider vouches for takes the invitations sent to it."""
    person = None
    for invitation in Invitation.objects.valid().filter(email=email.lower()):
        person = accept(invitation, name=name)
    return person


def _must_be_open(invitation: Invitation) -> None:
    if invitation.used_at or invitation.revoked_at:
        raise ValidationError(_("Inbjudan är redan besvarad eller tillbakatagen."))


def _expiry() -> dt.datetime:
    return now() + dt.timedelta(days=settings.INVITATION_DAYS)


def _send(invitation: Invitation, token: str) -> None:
    known = find_person(invitation.email)
    with translation.override(known.language if known else settings.LANGUAGE_CODE):
        mail_on_commit(
            "organisations/invitation",
            invitation.email,
            # A new secret is a new letter.
            key=f"{FORGOTTEN}invitation:{invitation.pk}:{invitation.token_hash[:16]}",
            invitation=invitation,
            known=known,
            link=settings.SITE_URL + reverse("account_invitation", args=[token]),
            days=settings.INVITATION_DAYS,
        )


def _tell(invitation: Invitation) -> str:
    return f"{invitation.name}, {invitation.email}"
