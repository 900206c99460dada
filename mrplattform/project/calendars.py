"""Calendar subscriptions: a secret address for one's own calendar, given once, taken back any time."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core import ics
from mrplattform.core.dates import now, today
from mrplattform.core.history import VERBS, record
from mrplattform.organisations.services.signin import has_open_account
from mrplattform.project.agenda import happenings, scopes
from mrplattform.project.models import CalendarLink

VERBS.update(
    calendar_opened=gettext_lazy("skapade en kalenderlänk"),
    calendar_closed=gettext_lazy("tog tillbaka en kalenderlänk"),
)
MOST_LINKS = 10


@transaction.atomic
def open_link(person, scope: str) -> tuple[CalendarLink, str]:
    """A new link and its address, which is shown this once."""
    link, token = CalendarLink.objects.issue(person=person, scope=scope)
    record(
        person, "calendar_opened", person, changes={"kalender": [None, link.get_scope_display()]}
    )
    return link, settings.SITE_URL + reverse("project:calendar", args=[token])


@transaction.atomic
def close_link(link: CalendarLink, *, by) -> None:
    """From now on the address gives nothing."""
    if link.revoked_at is None:
        link.revoked_at = now()
        link.save(update_fields=["revoked_at"])
        told = {"kalender": [link.get_scope_display(), None]}
        record(by, "calendar_closed", link.person, changes=told)


def open_links(person):
    return CalendarLink.objects.filter(person=person, revoked_at__isnull=True)


def calendar_of(token: str) -> bytes | None:
    """What the person may see today; None when the link or the account no longer holds."""
    link = CalendarLink.objects.for_token(token)
    if link is None or link.revoked_at or not has_open_account(link.person):
        return None
    if link.read_on != today():
        CalendarLink.objects.filter(pk=link.pk).update(  # no history: when a calendar last looked
            read_on=today()
        )
    allowed = dict(scopes(link.person))
    scope = link.scope if link.scope in allowed else next(iter(allowed))
    days = [
        ics.Day(one.key, one.date, one.title, one.url, str(one.text))
        for one in happenings(link.person, scope, today())
    ]
    name = _("%(site)s: %(scope)s") % {"site": settings.SITE_NAME, "scope": allowed[scope]}
    return ics.calendar_file(days, name=name)
