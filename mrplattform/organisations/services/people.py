"""People: entered, corrected, leaving. What they answered for stays with their functions."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.dates import now, today
from mrplattform.core.history import VERBS, changed_values, record
from mrplattform.core.look import short_date
from mrplattform.core.mail import mail_on_commit
from mrplattform.organisations.models import Function, Holding, Invitation, Person, Seat
from mrplattform.organisations.services.holdings import cancel_holding, end_holding
from mrplattform.organisations.services.sessions import end_sessions

VERBS.update(
    person_entered=gettext_lazy("lade in"),
    person_corrected=gettext_lazy("rättade uppgifterna om"),
    person_left=gettext_lazy("avslutade uppdragen för"),
    account_closed=gettext_lazy("stängde kontot för"),
    account_reopened=gettext_lazy("öppnade kontot igen för"),
    made_administrator=gettext_lazy("gjorde till administratör"),
    no_longer_administrator=gettext_lazy("tog bort som administratör"),
    second_step_added=gettext_lazy("lade till ett andra steg för"),
    second_step_removed=gettext_lazy("tog bort det andra steget för"),
)


# --- Coming ----------------------------------------------------------------------------------


def find_person(email: str) -> Person | None:
    return Person.objects.filter(email=email.strip().lower()).first()


@transaction.atomic
def enter_person(*, name: str, email: str, by: Person | None, **fields) -> Person:
    """A new person, whose address somebody vouches for. Without a password the person signs in by
    mail."""
    person = Person.objects.create_user(email.strip(), name=name, **fields)
    record(by or person, "person_entered", person)
    return person


@transaction.atomic
def reopen_account(person: Person, *, by: Person | None) -> None:
    """Somebody who left comes back: the same person, with what they did before."""
    changes = changed_values(person, is_active=True, left_at=None)
    if changes:
        person.save(update_fields=list(changes))
        record(by, "account_reopened", person)


@transaction.atomic
def make_administrator(person: Person, *, by: Person | None = None) -> None:
    changes = changed_values(person, is_administrator=True, is_active=True, left_at=None)
    if changes:
        person.save(update_fields=list(changes))
        record(by, "made_administrator", person, changes=changes)


@transaction.atomic
def remove_administrator(person: Person, *, by: Person) -> None:
    """The person keeps the account and the functions held."""
    _keep_one_administrator(person)
    changes = changed_values(person, is_administrator=False)
    if changes:
        person.save(update_fields=list(changes))
        record(by, "no_longer_administrator", person, changes=changes)


# --- Being here ------------------------------------------------------------------------------


@transaction.atomic
def change_own(person: Person, *, name: str, language: str) -> None:
    changes = changed_values(person, name=name, language=language)
    if changes:
        person.save(update_fields=list(changes))
        record(person, "person_corrected", person, changes=changes)


@transaction.atomic
def correct_person(person: Person, *, name: str, email: str, by: Person) -> None:
    """A new name, or a new address that the person signs in with from now on."""
    old, email = person.email, email.strip().lower()
    changes = changed_values(person, name=name, email=email)
    if not changes:
        return
    person.save(update_fields=list(changes))
    record(by, "person_corrected", person, changes=changes)
    if "email" in changes:
        vouch_for_address(person)
        _revoke_links(person)
        end_sessions(person)
        for address in (old, email):
            _mail(person, "address_changed", to=address, old=old, new=email)


def vouch_for_address(person: Person) -> None:
    """The person's address, and no other, is known as theirs."""
    addresses = EmailAddress.objects.filter(user=person)
    addresses.exclude(email=person.email).delete()  # no history: told with the person
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def reset_second_step(person: Person, *, by: Person | None) -> None:
    """The person lost the phone and the codes: the way in is open until a new one is set up."""
    removed = Authenticator.objects.filter(user=person)
    kinds = sorted({str(one.get_type_display()) for one in removed})
    removed.delete()
    end_sessions(person)
    record(by, "second_step_removed", person, changes={"andra steg": [", ".join(kinds), None]})
    _mail(person, "second_step_reset", by=by)


# --- Leaving ---------------------------------------------------------------------------------


@dataclass
class Carried:
    """A function the person holds, and who else holds it afterwards."""

    holding: Holding
    others: list[Holding] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)

    @property
    def function(self) -> Function:
        return self.holding.function

    @property
    def will_be_vacant(self) -> bool:
        return not self.others


def carried_by(person: Person, *, after: dt.date | None = None) -> list[Carried]:
    """What the person holds after that day, whom it falls to and what hangs on it."""
    after = after or today()
    beyond = Q(ends__isnull=True) | Q(ends__gt=after)
    others = Holding.objects.filter(beyond).exclude(person=person).select_related("person")
    seats = Seat.objects.on(after).select_related("group")
    rows = (
        person.holdings.filter(Q(ends__isnull=True) | Q(ends__gte=after))
        .select_related("function__organisation", "function__authority")
        .prefetch_related(
            Prefetch("function__holdings", others, to_attr="held_by_others"),
            Prefetch("function__seats", seats, to_attr="open_seats"),
        )
        .order_by("function__authority__name", "stand_in", "starts", "pk")
    )
    return [
        Carried(
            row,
            getattr(row.function, "held_by_others", []),
            getattr(row.function, "open_seats", []),
        )
        for row in rows
    ]


@transaction.atomic
def leave(
    person: Person,
    *,
    last_day: dt.date,
    by: Person,
    authority_ids=None,
    why: str = "",
) -> list[Function]:
    """The person stops after that day: everywhere, or in these authorities.

    When nothing is left the account closes the day after. The functions stay with all that hangs
    on them; those without a holder are given back, so that somebody can be invited.
    """
    if authority_ids is None:
        _keep_one_administrator(person)
    ending = person.holdings.filter(Q(ends__isnull=True) | Q(ends__gt=last_day))
    ending = ending.select_related("function")
    if authority_ids is not None:
        ending = ending.filter(function__authority__in=authority_ids)
    functions = []
    for holding in ending:
        functions.append(holding.function)
        if holding.starts > max(last_day, today()):
            cancel_holding(holding, by=by, why=why)
        else:
            end_holding(holding, ends=last_day, by=by, why=why)
    record(by, "person_left", person, why=why, changes={"sista dag": [None, str(last_day)]})
    _revoke_invitations(person, authority_ids)
    later = person.holdings.filter(Q(ends__isnull=True) | Q(ends__gt=last_day))
    everywhere = authority_ids is None or not person.is_administrator
    if everywhere and not later.exists():
        _close_after(person, last_day, by=by)
    held = Function.objects.filter(pk__in=[f.pk for f in functions]).held(_day_after(last_day))
    still_held = set(held.values_list("pk", flat=True))
    return [function for function in functions if function.pk not in still_held]


@transaction.atomic
def close_account(person: Person, *, by: Person | None = None) -> None:
    """Out of every session, and no way in. What the person did stays in history."""
    person.is_active = person.is_administrator = False
    person.left_at = person.left_at or now()
    person.save(update_fields=["is_active", "is_administrator", "left_at"])
    end_sessions(person)
    _revoke_links(person)
    record(by, "account_closed", person)


def close_departed(at: dt.datetime | None = None) -> int:
    """For the nightly command: close the accounts of those whose last day has passed.

    Who has been given a function in the meantime stays.
    """
    closed = 0
    for person in Person.objects.filter(is_active=True, left_at__lte=at or now()):
        if person.holdings.on().exists():
            reopen_account(person, by=None)
        else:
            close_account(person)
            closed += 1
    return closed


def _close_after(person: Person, last_day: dt.date, *, by: Person) -> None:
    midnight = dt.datetime.combine(_day_after(last_day), dt.time.min)
    person.left_at = timezone.make_aware(midnight)
    person.save(update_fields=["left_at"])
    if person.has_left:
        close_account(person, by=by)


def _keep_one_administrator(person: Person) -> None:
    if not person.is_administrator:
        return
    others = Person.objects.with_open_account().filter(is_administrator=True)
    if not others.exclude(pk=person.pk).exists():
        raise ValidationError(
            _("%(name)s är den enda administratören. Utse en till först.") % {"name": person}
        )


def _revoke_invitations(person: Person, authority_ids) -> None:
    invitations = Invitation.objects.open().filter(email=person.email)
    if authority_ids is not None:
        invitations = invitations.filter(function__authority__in=authority_ids)
    for invitation in invitations:
        invitation.revoked_at = now()
        invitation.save(update_fields=["revoked_at"])


def _revoke_links(person: Person) -> None:
    links = person.sign_in_links.filter(used_at__isnull=True, revoked_at__isnull=True)
    links.update(revoked_at=now())  # no history: secrets, told with the deed that asked for it


def _day_after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1)


def _mail(person: Person, name: str, *, to: str = "", **context) -> None:
    with translation.override(person.language):
        mail_on_commit(
            f"organisations/{name}",
            to or person.email,
            key=f"{name}:{person.pk}:{uuid.uuid4()}",
            person=person,
            **context,
        )


def told_last_day(person: Person) -> str:
    """'30 sep 2026' when the person has said goodbye, else nothing."""
    return short_date(person.left_at - dt.timedelta(days=1)) if person.left_at else ""


def has_second_step(person: Person) -> bool:
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=person, type__in=kinds).exists()
