"""What of agreements can be found and is dated, and what functions answer for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.agreements.models import Agreement, Due
from mrplattform.core.catalogue import Duty, EntryData, Findable


def agreement_entries(rows) -> Iterator[EntryData]:
    for one in rows.current().prefetch_related("topics", "parties", "obligations"):
        texts = [one.aim, one.registry_number, one.what_changed]
        texts += [party.name for party in one.parties.all() if party.removed_at is None]
        texts += [duty.wording for duty in one.obligations.all() if duty.removed_at is None]
        yield EntryData(
            thing=one,
            title=one.title,
            address=one.get_absolute_url(),
            text="\n".join(filter(None, texts)),
            authority_id=one.authority_id,
            circle=one.circle,
            topic_keys=tuple(topic.key for topic in one.topics.all()),
        )


def due_entries(rows) -> Iterator[EntryData]:
    for due in rows.standing().select_related("obligation__agreement"):
        agreement = due.obligation.agreement
        waits = agreement.is_followed and due.delivered_on is None
        yield EntryData(
            thing=due,
            title=str(due),
            address=due.get_absolute_url(),
            text="\n".join(filter(None, (due.obligation.wording, due.delivered))),
            authority_id=agreement.authority_id,
            circle=agreement.circle,
            day=due.day if waits else None,
        )


CATALOGUE = [Findable(Agreement, agreement_entries), Findable(Due, due_entries)]


def duties(function_ids: Iterable[int], on: dt.date | None = None) -> Iterator[Duty]:
    """Open deliveries, and agreements that still hold: one question."""
    ids = list(function_ids)
    dues = (
        Due.objects.open()
        .filter(obligation__owner__in=ids)
        .order_by()
        .annotate(is_due=Value(True))
        .values_list("is_due", "obligation__owner", "obligation__title", "year", "pk", "day")
    )
    held = (
        Agreement.objects.current()
        .in_force(on)
        .filter(owner__in=ids)
        .order_by()
        .annotate(is_due=Value(False), year=Value(0))
        .values_list("is_due", "owner", "title", "year", "pk", "ends")
    )
    for is_due, owner, title, year, pk, day in dues.union(held, all=True):
        words = _("Åtagande") if is_due else _("Överenskommelse")
        name = "agreements:due" if is_due else "agreements:agreement"
        yield Duty(
            owner, words, f"{title} {year}" if year else title, reverse(name, args=[pk]), day
        )
