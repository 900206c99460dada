"""What a person should do about agreements now: what is late and what is due within a month."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from mrplattform.agreements.models import Due
from mrplattform.agreements.models.obligations import SOON as NEAR
from mrplattform.core.dates import today
from mrplattform.core.todo import LATE, SOON, TodoItem

MOST = 20


def todo(user) -> list[TodoItem]:
    """Deliveries of one's own functions; those without a function go to who keeps the agreement."""
    ids = user.standing.function_ids
    day = today()
    own = Q(obligation__owner__in=ids)
    own |= Q(obligation__owner__isnull=True, obligation__agreement__owner__in=ids)
    rows = (
        Due.objects.open()
        .filter(own, day__lte=day + NEAR)
        .select_related("obligation__agreement")
        .order_by("day", "pk")[:MOST]
    )
    return [
        TodoItem(
            title=_("Åtagande: %(title)s") % {"title": due},
            address=due.get_absolute_url(),
            due=due.day,
            tone="watch" if due.is_late(day) else "calm",
            detail=due.obligation.agreement.title,
            order=LATE if due.is_late(day) else SOON,
        )
        for due in rows
    ]
