"""A plan for each authority, with its share of the measures."""

from __future__ import annotations

import datetime as dt
import random

from bench.build.organisations import Functions
from bench.build.rows import insert, sentence
from mrplattform.organisations.models import Role
from mrplattform.plans.models import Measure, Plan, Reason


def make_measures(authorities, functions: Functions, count: int, chance: random.Random) -> None:
    plans = insert(
        Plan,
        (
            Plan(
                authority=one,
                title="Plan för mänskliga rättigheter 2025–2028",
                starts=dt.date(2025, 1, 1),
                ends=dt.date(2028, 12, 31),
                owner=functions[one.pk][Role.STRATEGIST],
            )
            for one in authorities
        ),
    )
    chosen = [plans[n % len(plans)] for n in range(count)]
    measures = insert(
        Measure,
        (
            Measure(
                plan=plan,
                authority_id=plan.authority_id,
                title=f"Insats {n}: {sentence(chance, 3)}",
                aim=sentence(chance, 20),
                responsible=functions[plan.authority_id][Role.STRATEGIST],
                starts=dt.date(2025, 1, 1),
                ends=dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(900)),
                state=chance.choice(Measure.State.values),
            )
            for n, plan in enumerate(chosen)
        ),
    )
    insert(
        Reason,
        (
            Reason(measure=one, kind=Reason.Kind.OTHER, key=f"other:{one.pk}", wording="Provskäl")
            for one in measures
        ),
    )
