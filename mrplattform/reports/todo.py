"""What a person should do about reports now."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.assessments.models import Round
from mrplattform.core.todo import SOME_DAY, TodoItem
from mrplattform.organisations.models import Role
from mrplattform.reports.models import Report


def todo(user) -> list[TodoItem]:
    """Closed rounds that nobody has told about yet."""
    untold = (
        Round.objects.by_units()
        .filter(
            authority__in=user.standing.authorities_as(Role.STRATEGIST),
            state=Round.State.CLOSED,
        )
        .exclude(Exists(Report.objects.filter(round=OuterRef("pk"), removed_at__isnull=True)))
        .order_by("-closes", "-pk")[:3]
    )
    return [
        TodoItem(
            title=_("Gör en rapport av %(title)s") % {"title": round.title},
            address=f"{reverse('reports:report-new')}?kartlaggning={round.pk}",
            detail=_("Kartläggningen är stängd och har ingen rapport"),
            order=SOME_DAY,
        )
        for round in untold
    ]
