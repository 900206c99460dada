"""Personal links that sign somebody in once, and what sign-in asks of whom.

Later apps put a link in their own mail: link_for(person, "/uppfoljning/17/") -> absolute address.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from mrplattform.core.dates import now
from mrplattform.core.history import VERBS, changed_values, record
from mrplattform.core.mail import FORGOTTEN, Mail, mail_many_on_commit, mail_on_commit
from mrplattform.organisations.models import Person, SignInLink, SignInRules
from mrplattform.organisations.models.people import hash_of, new_token
from mrplattform.organisations.services.editions import next_edition

VERBS.update(sign_in_rules_changed=_("ändrade reglerna för inloggning"))

# An old link can still be exchanged for a new one; after half a year it is only a stranger's.
DAYS_KEPT = 180


def is_local(path: str) -> bool:
    """An address on this site, from its root."""
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


def link_for(person: Person, leads_to: str = "/", *, hours: int | None = None) -> str:
    """An address that signs the person in once and then shows `leads_to`."""
    if not is_local(leads_to):
        raise ValueError(f"A sign-in link leads to an address on this site, not to {leads_to!r}.")
    expires = now() + dt.timedelta(hours=hours or settings.SIGN_IN_LINK_HOURS)
    _link, token = SignInLink.objects.issue(person=person, leads_to=leads_to, expires_at=expires)
    return _address(token)


def _address(token: str) -> str:
    return settings.SITE_URL + reverse("account_link", args=[token])


@transaction.atomic
def mail_link(
    person: Person,
    leads_to: str,
    *,
    key: str,
    template: str = "organisations/sign_in_link",
    hours: int | None = None,
    **context,
) -> None:
    """Mail the person a link of their own, in their language. The template gets `person`, `link`
    and `hours` besides the context."""
    hours = hours or settings.SIGN_IN_LINK_HOURS
    link = link_for(person, leads_to, hours=hours)
    with translation.override(person.language):
        mail_on_commit(
            template, person.email, key=key, person=person, link=link, hours=hours, **context
        )


@transaction.atomic
def mail_links(template: str, rows: Iterable[tuple[Person, str, str, dict]]) -> None:
    """Many letters like mail_link's, in a few inserts: (person, leads to, key, context) each."""
    hours = settings.SIGN_IN_LINK_HOURS
    expires = now() + dt.timedelta(hours=hours)
    links, mails = [], []
    for person, leads_to, key, context in rows:
        token = new_token()
        links.append(
            SignInLink(
                person=person,
                leads_to=leads_to,
                token_hash=hash_of(token),
                expires_at=expires,
            )
        )
        context = {"person": person, "link": _address(token), "hours": hours, **context}
        mails.append(Mail(person.email, key, context, person.language))
    SignInLink.objects.bulk_create(links, batch_size=500)  # no history: a link is no deed
    mail_many_on_commit(template, mails)


def find_link(token: str) -> SignInLink | None:
    return SignInLink.objects.select_related("person").filter(token_hash=hash_of(token)).first()


@transaction.atomic
def use_link(token: str) -> SignInLink | None:
    """Use the link up. None when it holds no longer: of two at the same moment one gets in."""
    link = (
        SignInLink.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(token_hash=hash_of(token))
        .first()
    )
    if not link or not link.is_valid or not has_open_account(link.person):
        return None
    link.used_at = now()
    link.save(update_fields=["used_at"])
    return link


def send_again(link: SignInLink) -> None:
    """A fresh link to the same person and place. Nothing happens for those who have left."""
    if has_open_account(link.person):
        key = f"{FORGOTTEN}sign-in-link:{uuid.uuid4()}"
        mail_link(link.person, link.leads_to, key=key)


def has_open_account(person: Person) -> bool:
    return person.is_active and not person.has_left


def clear_old_links(on: dt.date | None = None) -> int:
    """For the nightly command."""
    oldest = (on or now().date()) - dt.timedelta(days=DAYS_KEPT)
    links = SignInLink.objects.filter(expires_at__date__lt=oldest)
    return links.delete()[0]  # no history: secrets that no longer open anything


@transaction.atomic
def set_rules(*, second_step: list[str], edition: int, by: Person) -> SignInRules:
    """From now on these roles must prove themselves in two steps."""
    rules = SignInRules.current()
    if rules.pk:
        next_edition(rules, edition)
    else:
        rules.pk, rules.edition = 1, 1
    changes = changed_values(rules, second_step=sorted(second_step))
    rules.save()
    if changes:
        record(by, "sign_in_rules_changed", rules, changes=changes)
    return rules
