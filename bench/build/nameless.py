"""A round without names in one authority: many ballots, whose keys are drawn at random below zero."""

from __future__ import annotations

import datetime as dt
import random

from bench.build.organisations import Functions
from bench.build.rounds import version_of
from bench.build.rows import answer, insert
from mrplattform.assessments.models import Ballot, Round, Ticket
from mrplattform.core.dates import today
from mrplattform.organisations.models import Organisation, Role
from mrplattform.questions.models import Answer, AnswerSheet, random_key

# How many answer in each unit, over and over: large ones, and some too small to be shown.
SIZES = (120, 40, 60, 3, 200, 25, 8, 2)


def make_nameless_round(
    authority: Organisation, units, functions: Functions, chance: random.Random
) -> None:
    version = version_of("theory-practice-gap")
    questions = list(version.questions.all())
    round = Round.objects.create(
        authority=authority,
        version=version,
        title="Hur vi har det",
        kind=Round.Kind.ANONYMOUS,
        opens=today() - dt.timedelta(days=60),
        closes=today() - dt.timedelta(days=10),
        state=Round.State.CLOSED,
        owner=functions[authority.pk][Role.STRATEGIST],
    )
    own = [one for one in units if one.authority_id == authority.pk]
    asked = [one for n, one in enumerate(own) for _ in range(SIZES[n % len(SIZES)])]
    sheets = insert(
        AnswerSheet,
        (
            AnswerSheet(
                pk=random_key(),
                version=version,
                authority=authority,
                organisation=one,
                day=round.opens,
                locked=True,
                anonymous=True,
            )
            for one in asked
        ),
    )
    insert(
        Ballot, (Ballot(sheet=s, round=round, organisation_id=s.organisation_id) for s in sheets)
    )
    insert(
        Ticket,
        (
            Ticket(round=round, organisation=one, code_hash=f"{n:064}", used=True)
            for n, one in enumerate(asked)
        ),
    )
    insert(Answer, (answer(s, one, chance, pk=random_key()) for s in sheets for one in questions))
