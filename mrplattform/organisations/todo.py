"""What a strategist should see to among functions and groups. Vacancies: project gathers them with
the duties that wait."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.core.dates import today
from mrplattform.core.look import short_date
from mrplattform.core.todo import SOME_DAY, SOON, TodoItem
from mrplattform.organisations.models import Holding, Role, Seat, Term

LEAVING_SOON = dt.timedelta(days=30)
TERM_ENDS_SOON = dt.timedelta(days=120)


def todo(user) -> list[TodoItem]:
    led = [f.authority_id for f in user.standing.functions if f.role == Role.STRATEGIST]
    if not led:
        return []
    day = today()
    return [*_leaving(led, day), *_terms(led, day), *_empty_seats(led, day)]


def _leaving(led, day) -> list[TodoItem]:
    """Those who leave soon with nobody to take over. Elected ones leave with their term."""
    after = Holding.objects.filter(Q(ends__isnull=True) | Q(ends__gt=OuterRef("ends")))
    after = after.filter(function=OuterRef("function"))
    rows = (
        Holding.objects.ending(LEAVING_SOON, day)
        .filter(~Exists(after), function__authority__in=led, term=None, function__ends=None)
        .select_related("person", "function__organisation")
        .order_by("ends")
    )
    return [
        TodoItem(
            _("%(function)s blir vakant") % {"function": row.function},
            row.function.get_absolute_url(),
            due=row.ends,
            tone="watch",
            detail=_("%s slutar. Välj vem som tar över.") % row.person,
            order=SOON,
        )
        for row in rows
    ]


def _terms(led, day) -> list[TodoItem]:
    """A term that ends soon, as long as nobody has been elected for the next one."""
    elected_later = Holding.objects.filter(
        function__authority=OuterRef("authority"), starts__gt=OuterRef("ends"), term__isnull=False
    )
    rows = Term.objects.on(day).filter(
        ~Exists(elected_later), authority__in=led, ends__lte=day + TERM_ENDS_SOON
    )
    rows = rows.filter(Exists(Holding.objects.filter(term=OuterRef("pk"))))
    return [
        TodoItem(
            _("Läs in de förtroendevalda för nästa mandatperiod"),
            reverse("organisations:import_holders", args=[term.authority_id]),
            due=term.ends,
            tone="plan",
            detail=_("Mandatperioden slutar %s, och uppdragen med den.") % short_date(term.ends),
            order=SOME_DAY,
        )
        for term in rows
    ]


def _empty_seats(led, day) -> list[TodoItem]:
    seats = Seat.objects.empty(day).filter(group__authority__in=led)
    groups: dict[int, list[Seat]] = {}
    for seat in seats.select_related("group", "organisation"):
        groups.setdefault(seat.group_id, []).append(seat)
    return [
        TodoItem(
            _("%s har en tom plats") % rows[0].group
            if len(rows) == 1
            else _("%(group)s har %(n)d tomma platser") % {"group": rows[0].group, "n": len(rows)},
            rows[0].group.get_absolute_url(),
            tone="watch",
            detail=", ".join(str(seat.organisation) for seat in rows[:3]),
            order=SOME_DAY,
        )
        for rows in groups.values()
    ]
