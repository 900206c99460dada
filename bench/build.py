"""National size: 310 authorities, 3,700 units, 1.2 million answers, 100,000 measures; all invented.

Built once per database, in bulk: this is not how the platform writes, only how a benchmark does.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import time
from collections.abc import Iterable

from django.db import models, transaction

from mrplattform.assessments.models import Assessment, Round
from mrplattform.organisations.models import (
    Function,
    FunctionPeriod,
    Holding,
    Organisation,
    OrganisationPeriod,
    Person,
    Role,
)
from mrplattform.plans.models import Measure, Plan, Reason
from mrplattform.questions.models import Answer, AnswerSheet, FrameworkVersion

AUTHORITIES = 310
UNITS = 3700
ROUNDS = 8
MEASURES = 100_000
STARTS = dt.date(2018, 1, 1)
WORDS = [
    "Arbetet",
    "pågår",
    "och",
    "följs",
    "upp",
    "av",
    "ledningen.",
    "Underlag",
    "finns",
    "hos",
    "förvaltningen.",
]


def build(version: FrameworkVersion, *, scale: float = 1.0) -> None:
    """Fill an empty database. `scale` 0.01 makes a hundredth, for a quick look."""
    chance = random.Random(2026)
    started = time.monotonic()
    with transaction.atomic():
        authorities = make_authorities(max(2, int(AUTHORITIES * scale)))
        units = make_units(authorities, max(4, int(UNITS * scale)))
        functions = make_functions(authorities, units)
        make_rounds(version, authorities, units, functions, chance)
        make_measures(authorities, functions, int(MEASURES * scale), chance)
    print(f"built in {time.monotonic() - started:.0f} s", flush=True)


def insert(model: type[models.Model], rows: Iterable[models.Model]) -> list:
    made: list = []
    rows = iter(rows)
    while batch := list(itertools.islice(rows, 20_000)):
        made += model.objects.bulk_create(batch, batch_size=2_000)
    return made


def make_authorities(count: int) -> list[Organisation]:
    kind = Organisation.Kind.AUTHORITY
    rows = insert(
        Organisation,
        (
            Organisation(
                kind=kind,
                sector="municipality",
                name=f"Provkommun {n:03}",
                starts=STARTS,
                invented=True,
            )
            for n in range(count)
        ),
    )
    for row in rows:
        row.authority_id = row.pk
    Organisation.objects.bulk_update(rows, ["authority"])
    insert(
        OrganisationPeriod,
        (OrganisationPeriod(organisation=o, name=o.name, starts=STARTS) for o in rows),
    )
    return rows


def make_units(authorities: list[Organisation], count: int) -> list[Organisation]:
    rows = insert(
        Organisation,
        (
            Organisation(
                kind=Organisation.Kind.ADMINISTRATION,
                name=f"Förvaltning {n // len(authorities) + 1}",
                short_name=f"F{n // len(authorities) + 1}",
                parent=authorities[n % len(authorities)],
                authority=authorities[n % len(authorities)],
                starts=STARTS,
            )
            for n in range(count)
        ),
    )
    insert(
        OrganisationPeriod,
        (
            OrganisationPeriod(
                organisation=o,
                name=o.name,
                short_name=o.short_name,
                parent_id=o.parent_id,
                starts=STARTS,
            )
            for o in rows
        ),
    )
    return rows


def make_functions(authorities, units) -> dict[int, dict[str, Function]]:
    """One strategist per authority, one reporter and one manager per unit, each with a holder."""
    posts = [(o, Role.STRATEGIST) for o in authorities]
    posts += [(o, role) for o in units for role in (Role.REPORTER, Role.MANAGER)]
    functions = insert(
        Function,
        (
            Function(
                organisation=o,
                authority_id=o.authority_id,
                title=str(role.label),
                role=role,
                starts=STARTS,
            )
            for o, role in posts
        ),
    )
    insert(
        FunctionPeriod,
        (
            FunctionPeriod(
                function=f, organisation_id=f.organisation_id, title=f.title, starts=STARTS
            )
            for f in functions
        ),
    )
    people = insert(
        Person,
        (
            Person(email=f"p{n}@prov.example", name=f"Provperson {n}", password="!", invented=True)
            for n in range(len(functions))
        ),
    )
    insert(
        Holding,
        (
            Holding(function=f, person=p, starts=STARTS)
            for f, p in zip(functions, people, strict=True)
        ),
    )
    found: dict[int, dict[str, Function]] = {}
    for function in functions:
        found.setdefault(function.organisation_id, {})[function.role] = function
    return found


def make_rounds(version, authorities, units, functions, chance) -> None:
    questions = list(version.questions.all())
    by_authority: dict[int, list[Organisation]] = {}
    for unit in units:
        by_authority.setdefault(unit.authority_id, []).append(unit)
    for year in range(2027 - ROUNDS, 2027):
        last = year == 2026
        rounds = insert(
            Round,
            (
                Round(
                    authority=a,
                    version=version,
                    title=f"Plattformen {year}",
                    opens=dt.date(year, 9, 1),
                    closes=dt.date(year, 11, 27),
                    state=Round.State.OPEN if last else Round.State.CLOSED,
                    owner=functions[a.pk][Role.STRATEGIST],
                )
                for a in authorities
            ),
        )
        asked = [(r, unit) for r in rounds for unit in by_authority.get(r.authority_id, [])]
        sheets = insert(
            AnswerSheet,
            (
                AnswerSheet(
                    version=version,
                    authority_id=r.authority_id,
                    organisation=u,
                    day=r.closes,
                    locked=not last,
                )
                for r, u in asked
            ),
        )
        insert(
            Assessment,
            (
                Assessment(
                    round=r,
                    authority_id=r.authority_id,
                    organisation=u,
                    sheet=sheet,
                    reporter=functions[u.pk][Role.REPORTER],
                    approver=functions[u.pk][Role.MANAGER],
                    state=Assessment.State.DRAFT if last else Assessment.State.APPROVED,
                )
                for (r, u), sheet in zip(asked, sheets, strict=True)
            ),
        )
        insert(Answer, (answer(sheet, q, chance) for sheet in sheets for q in questions))


def answer(sheet: AnswerSheet, question, chance: random.Random) -> Answer:
    unknown = chance.random() < 0.05
    return Answer(
        sheet=sheet,
        question=question,
        authority_id=sheet.authority_id,
        state=Answer.State.UNKNOWN if unknown else Answer.State.ANSWERED,
        level=None if unknown else chance.choice([0, 1, 1, 2, 2, 2, 3, 3, 4]),
        comment=" ".join(chance.choices(WORDS, k=12)) if chance.random() < 0.3 else "",
    )


def make_measures(authorities, functions, count: int, chance) -> None:
    plans = insert(
        Plan,
        (
            Plan(
                authority=a,
                title="Plan för mänskliga rättigheter 2025–2028",
                starts=dt.date(2025, 1, 1),
                ends=dt.date(2028, 12, 31),
                owner=functions[a.pk][Role.STRATEGIST],
            )
            for a in authorities
        ),
    )
    measures = insert(
        Measure,
        (
            Measure(
                plan=plans[n % len(plans)],
                authority_id=plans[n % len(plans)].authority_id,
                title=f"Insats {n}",
                aim=" ".join(chance.choices(WORDS, k=20)),
                responsible=functions[plans[n % len(plans)].authority_id][Role.STRATEGIST],
                starts=dt.date(2025, 1, 1),
                ends=dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(900)),
                state=chance.choice(Measure.State.values),
            )
            for n in range(count)
        ),
    )
    insert(
        Reason,
        (
            Reason(measure=m, kind=Reason.Kind.OTHER, key=f"other:{m.pk}", wording="Provskäl")
            for m in measures
        ),
    )
