"""What lies ahead in Ekvik: a round that opens by itself, and one that is still a draft."""

from __future__ import annotations

import datetime as dt

from demo.clock import at, workday
from demo.organisations.ekvik import CARE, CULTURE, SCHOOL, SOCIAL
from mrplattform.assessments.models import Round
from mrplattform.assessments.services import rounds
from mrplattform.core.dates import today
from mrplattform.organisations.models import Function, Role

DAY = dt.timedelta(days=1)


def build(world) -> None:
    by, owner = world.strategist, world.ekvik_2026.owner
    opens = workday(today() + 54 * DAY)
    with at(today() - 5 * DAY):
        planned = rounds.create_round(
            world.ekvik,
            by=by,
            owner=owner,
            version=world.frameworks["principle-self-check"],
            title="Självtest inför budget",
            purpose="Fyra förvaltningar prövar sitt största budgetförslag innan nämnden beslutar.",
            opens=opens,
            closes=workday(opens + 25 * DAY),
            closes_by_itself=True,
            remind_days=[7, 2],
        )
        choices = [_choice(world, name) for name in (SCHOOL, SOCIAL, CARE, CULTURE)]
        rounds.choose_units(planned, choices, by=by)
        rounds.plan(planned, by=by)
    opens = workday(today() + 75 * DAY)
    with at(today() - 2 * DAY):
        rounds.create_round(
            world.ekvik,
            by=by,
            owner=owner,
            version=world.frameworks["theory-practice-gap"],
            title="Gapet i vardagen, pilot i omsorgen",
            purpose="Utan namn, på två boenden. Jag behöver veta hur många koder som ska skrivas ut.",
            kind=Round.Kind.ANONYMOUS,
            opens=opens,
            closes=workday(opens + 21 * DAY),
            needs_approval=False,
        )


def _choice(world, name: str) -> rounds.Choice:
    there = Function.objects.on().filter(organisation=world.units[name])
    return rounds.Choice(
        world.units[name],
        there.filter(role=Role.REPORTER).get(),
        there.filter(role=Role.MANAGER).get(),
    )
