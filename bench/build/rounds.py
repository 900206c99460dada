"""Rounds by name: eight years of each authority's own, and what is asked of the whole country."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterable

from bench.build.organisations import Functions
from bench.build.rows import answer, insert
from mrplattform.assessments.models import AskedUnit, Assessment, Round
from mrplattform.core.dates import today
from mrplattform.organisations.models import Function, Organisation, Role
from mrplattform.questions.models import Answer, AnswerSheet, FrameworkVersion

YEARS = 8
State = Assessment.State
Asked = tuple[Round, Organisation, Function, Function, str]


def version_of(key: str) -> FrameworkVersion:
    return FrameworkVersion.objects.get(framework__key=key)


def make_rounds(authorities, units, functions: Functions, chance: random.Random) -> None:
    """Each authority asks its units every year. The last round is open: half have handed in."""
    version = version_of("platform-criteria")
    by_authority = defaultdict(list)
    for unit in units:
        by_authority[unit.authority_id].append(unit)
    this = today().year
    for year in range(this - YEARS + 1, this + 1):
        rounds = insert(Round, (_own(a, version, year, functions) for a in authorities))
        _answer(
            (
                _asked(round, unit, functions, _state(number, round))
                for round in rounds
                for number, unit in enumerate(by_authority[round.authority_id])
            ),
            chance,
        )


def _own(authority: Organisation, version, year: int, functions: Functions) -> Round:
    last = year == today().year
    return Round(
        authority=authority,
        version=version,
        title=f"Plattformen {year}",
        opens=dt.date(year, 1, 15),
        closes=today() + dt.timedelta(days=700) if last else dt.date(year, 11, 27),
        state=Round.State.OPEN if last else Round.State.CLOSED,
        owner=functions[authority.pk][Role.STRATEGIST],
    )


def _state(number: int, round: Round) -> str:
    return State.APPROVED if round.is_closed or number % 2 else State.DRAFT


def _asked(round: Round, unit: Organisation, functions: Functions, state: str) -> Asked:
    roles = functions[unit.pk]
    return round, unit, roles[Role.REPORTER], roles[Role.MANAGER], state


def make_country_rounds(owner: Function, authorities, units, functions, chance) -> None:
    """One that all authorities have answered, one that all units have, and a draft that will ask
    all units: so many were never asked by anybody, which is what they are here for."""
    answered = [
        ("Nationell kartläggning", "national-mapping", authorities),
        ("Alla enheter i landet", "platform-criteria", units),
    ]
    for title, key, asked in answered:
        round = _country(owner, title, key, Round.State.CLOSED)
        round.save()
        rows = ((round, one, _reporter(one, functions), owner, State.APPROVED) for one in asked)
        _answer(rows, chance)
    draft = _country(owner, "Att öppna", "national-mapping", Round.State.DRAFT)
    draft.save()
    insert(
        AskedUnit,
        (
            AskedUnit(round=draft, organisation=one, reporter=_reporter(one, functions))
            for one in units
        ),
    )


def _country(owner: Function, title: str, key: str, state: str) -> Round:
    return Round(
        authority_id=owner.authority_id,
        version=version_of(key),
        title=title,
        reach=Round.Reach.COUNTRY,
        needs_approval=False,
        opens=today() - dt.timedelta(days=60),
        closes=today() + dt.timedelta(days=700),
        state=state,
        owner=owner,
    )


def _reporter(one: Organisation, functions: Functions) -> Function:
    roles = functions[one.pk]
    return roles.get(Role.REPORTER) or roles[Role.STRATEGIST]


def _answer(asked: Iterable[Asked], chance: random.Random) -> None:
    """An assessment each, its sheet, and an answer to every question."""
    asked = list(asked)
    questions = list(asked[0][0].version.questions.all())
    sheets = insert(
        AnswerSheet,
        (
            AnswerSheet(
                version_id=round.version_id,
                authority_id=unit.authority_id,
                organisation=unit,
                day=round.opens,
                locked=state == State.APPROVED,
            )
            for round, unit, _reporter, _approver, state in asked
        ),
    )
    insert(
        Assessment,
        (
            Assessment(
                round=round,
                authority_id=unit.authority_id,
                organisation=unit,
                sheet=sheet,
                reporter=reporter,
                approver=approver,
                state=state,
            )
            for (round, unit, reporter, approver, state), sheet in zip(asked, sheets, strict=True)
        ),
    )
    insert(Answer, (answer(sheet, one, chance) for sheet in sheets for one in questions))
