"""A person who has left is forgotten: the name goes where the law allows, the deeds stay with the
function that they were done in. What a political body decided keeps its wording."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Remark
from mrplattform.core.history import VERBS, record
from mrplattform.core.models import Deed, DemoMail, Letter
from mrplattform.organisations.models import Invitation, Person, SignInLink
from mrplattform.plans.models import ProgressNote
from mrplattform.project.models import CalendarLink, ReminderWish
from mrplattform.reports.models import Comment

VERBS.update(erased=gettext_lazy("tog bort personens namn"))
# Nobody can write to it, and it tells nothing.
NO_ADDRESS = "borttagen-{pk}@borttagen.invalid"
# Rows with the name as it read then, beside who it was.
SIGNED: list[tuple[type[models.Model], str]] = [
    (Deed, "by_name"),
    (Remark, "by_name"),
    (ProgressNote, "by_name"),
    (Comment, "by_name"),
]
# The person's own, of no use to anyone else.
OWN: list[tuple[type[models.Model], str]] = [
    (EmailAddress, "user"),
    (Authenticator, "user"),
    (SocialAccount, "user"),
    (UserSession, "user"),
    (SignInLink, "person"),
    (CalendarLink, "person"),
    (ReminderWish, "person"),
]


def is_erased(person: Person) -> bool:
    return person.email == NO_ADDRESS.format(pk=person.pk)


def reasons_not_to_erase(person: Person) -> list[str]:
    if is_erased(person):
        return [_("Namnet är redan borttaget.")]
    if not person.has_left:
        return [_("Personen har inte slutat. Avsluta uppdragen först.")]
    return []


@transaction.atomic
def erase(person: Person, *, by, why: str) -> None:
    """From now on the row only says that somebody was here. Raises ValidationError when it is too
    early."""
    current = Person.objects.select_for_update().get(pk=person.pk)
    if reasons := reasons_not_to_erase(current):
        raise ValidationError(reasons)
    name, email = current.name, current.email
    words = _("Borttagen person")
    for model, column in SIGNED:
        model._base_manager.filter(by=current).update(  # no history: that is what is asked for
            **{column: ""}
        )
    _forget_in_histories(name, email, words)
    for own, owner in OWN:
        own._base_manager.filter(**{owner: current}).delete()  # no history: the same
    for kept in (Letter, DemoMail):
        kept._base_manager.filter(to__iexact=email).delete()  # no history: the same
    Invitation.objects.filter(email__iexact=email).delete()  # no history: the same
    current.name, current.email = words, NO_ADDRESS.format(pk=current.pk)
    current.is_active, current.last_login = False, None
    current.set_unusable_password()
    current.save()
    record(by, "erased", current, why=why)


def _forget_in_histories(name: str, email: str, words: str) -> None:
    """Old values in the history that spell the name or address out: who was given a function."""
    said = [name, email]
    wanted = Q()
    for one in said:  # JSON may spell å as \\u00e5, by database
        wanted |= Q(changes__icontains=one) | Q(changes__icontains=json.dumps(one)[1:-1])
    for deed in Deed.objects.filter(wanted).only("pk", "changes"):
        changes = _without(deed.changes, said, words)
        Deed.objects.filter(pk=deed.pk).update(changes=changes)  # no history: this is the history


def _without(value: Any, said: list[str], words: str) -> Any:
    if isinstance(value, str):
        for one in said:
            value = value.replace(one, words)
        return value
    if isinstance(value, list):
        return [_without(one, said, words) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, said, words) for key, one in value.items()}
    return value
