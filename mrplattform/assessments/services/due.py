"""What falls due by itself: rounds open, remind and close on their days (project/night.py).

Each may be run any number of times, also after nights that were missed: what is done is known by
the state of the round and the keys of its letters.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from mrplattform.assessments.models import Round
from mrplattform.assessments.services import letters, live, tickets
from mrplattform.assessments.services import rounds as services
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.core.dates import today
from mrplattform.core.history import history, record

State = Round.State
MEETING_IS_OVER_AFTER = dt.timedelta(hours=8)


def open_due(on: dt.date | None = None) -> int:
    """Open what was planned for that day or before; what cannot open waits, and its leader is told
    on the start page (todo.py)."""
    on = on or today()
    opened = 0
    for round in Round.objects.filter(state=State.PLANNED, opens__lte=on).order_by("opens", "pk"):
        try:
            services.open_round(round, by=None, on=on)
        except (NotReady, WrongState):
            continue
        opened += 1
    return opened


def remind_due(on: dt.date | None = None) -> int:
    """Remind those whose own last day is as near as the round says. Gives how many they are."""
    on = on or today()
    rounds = Round.objects.filter(state=State.OPEN).exclude(remind_days=[])
    named = rounds.filter(kind=Round.Kind.NAMED)
    nameless = rounds.filter(kind=Round.Kind.ANONYMOUS, opens__lte=on, closes__gte=on)
    return sum(_remind(one, on) for one in named) + sum(
        _remind_nameless(one, on) for one in nameless
    )


def _remind_nameless(round: Round, on: dt.date) -> int:
    """Once since the latest day on which it fell due."""
    day = _fell_due(round, round.closes, on)
    reminded = history(round).filter(verb="tickets_reminded")
    if not day or reminded.filter(at__gte=timezone.make_aware(dt.datetime.combine(day, dt.time()))):
        return 0
    return tickets.remind(round, by=None)


@transaction.atomic
def _remind(round: Round, on: dt.date) -> int:
    count = 0
    for day, pks in sorted(_due(round, on).items()):
        # Counted from the day it fell due: who was reminded since then is not reminded again.
        if left := letters.to_remind(round, day, pks):
            letters.send_now(left, day)
            count += len(left)
    if count:
        record(None, "round_reminded", round, changes={"reminded": ["", count]})
    return count


def _due(round: Round, on: dt.date) -> dict[dt.date, set[int]]:
    """The units that wait, by the latest day on which they should have been reminded."""
    found = defaultdict(set)
    for pk, own in round.assessments.waiting().values_list("pk", "closes"):
        if day := _fell_due(round, max(own or round.closes, round.closes), on):
            found[day].add(pk)
    return found


def _fell_due(round: Round, last: dt.date, on: dt.date) -> dt.date | None:
    """The latest day until now on which to remind; never the day it opens, nor after the last."""
    days = (last - dt.timedelta(days=before) for before in round.remind_days)
    return max((day for day in days if round.opens < day <= on <= last), default=None)


def close_due(on: dt.date | None = None) -> int:
    """Close what closes by itself, when the last day of the last one has passed."""
    on = on or today()
    rows = Round.objects.filter(state=State.OPEN, closes_by_itself=True, closes__lt=on)
    still = rows.filter(assessments__closes__gte=on).values("pk")
    closed = 0
    for round in rows.exclude(pk__in=still).order_by("pk"):
        services.close(round, by=None)
        closed += 1
    return closed


def end_meetings(before: dt.datetime | None = None) -> int:
    """End the meetings that nobody ended, so that their codes are free again."""
    before = before or timezone.now() - MEETING_IS_OVER_AFTER
    left = list(live.left_open(before))
    for round in left:
        services.close(round, by=None)
    return len(left)
