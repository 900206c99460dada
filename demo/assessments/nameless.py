"""Granby asks six units without names how far it is from decision to daily work, twice."""

from __future__ import annotations

import datetime as dt
import random

from demo.assessments import ballots
from demo.assessments.nameless_words import LOST, NEXT_STEPS, YEARS, Year
from demo.chance import chance as fall
from demo.clock import at
from mrplattform.assessments.models import Round
from mrplattform.assessments.services import rounds
from mrplattform.organisations.models import Role

DAY = dt.timedelta(days=1)
PURPOSE = (
    "Var och en svarar utan namn. Vi vet hur många som har svarat men inte vilka, och visar inget "
    "från färre än fem."
)
DECISION = "Fullmäktiges uttalande om mänskliga rättigheter i Granby"
WRITES = 0.75  # how many wrote what the next step should be
GAPS = ["mandate", "time", "time", "knowledge", "documents", "person", "person", "language"]
GAPS += ["effects", "reorganisation"]


def build(world) -> None:
    world.granby_gaps = [_tell(world, year) for year in YEARS]


def _tell(world, year: Year) -> Round:
    owner = world.granby.all_functions.get(role=Role.STRATEGIST)
    by = owner.holder()
    with at(year.opens - 10 * DAY):
        round = rounds.create_round(
            world.granby,
            by=by,
            owner=owner,
            version=world.frameworks["theory-practice-gap"],
            title=year.title,
            purpose=PURPOSE,
            kind=Round.Kind.ANONYMOUS,
            opens=year.opens,
            closes=year.closes,
            needs_approval=False,
        )
        # Codes on slips of paper, handed out at the meetings: nobody's address is needed.
        choices = [
            rounds.Choice(world.granby_units[name], codes=asked)
            for name, (asked, _levels) in year.units.items()
        ]
        rounds.choose_units(round, choices, by=by)
    with at(year.opens, 8):
        round = rounds.open_round(round, by=by, on=year.opens)
    _lay_in(world, round, year)
    with at(year.closes + 3 * DAY):
        return rounds.close(round, by=by)


def _lay_in(world, round: Round, year: Year) -> None:
    chance, steps = fall(year.title), [one.text for one in NEXT_STEPS]
    last = year is YEARS[-1]
    chance.shuffle(steps)
    for name, (_asked, levels) in year.units.items():
        unit = world.granby_units[name]
        papers = []
        for level in levels:
            step = steps.pop() if last and steps and chance.random() < WRITES else None
            papers.append(_paper(int(level), step, chance))
        ballots.lay_in(round, unit, papers)
        tickets = round.tickets.filter(organisation=unit).order_by("pk")
        used = list(tickets.values_list("pk", flat=True)[: len(levels)])
        round.tickets.filter(pk__in=used).update(used=True)  # no history: it tells who answered


def _paper(level: int, step: str | None, chance: random.Random) -> dict[str, object]:
    goes_on = chance.random() < 0.3 + 0.1 * level
    paper: dict[str, object] = {
        "G01": DECISION,
        "G03": chance.choice(["ordinary", "separate", "separate", "none", None]),
        "G04": level,
        "G05": sorted(set(chance.sample(GAPS, 3))),
        "G07": chance.random() < 0.25,
        "G09": None if chance.random() < 0.6 else False,
        "G11": chance.choice(
            ["management", "management", "administration", "coordinator", "politics"]
        ),
        "G12": step,
        "G13": goes_on,
    }
    if paper["G07"]:
        paper["G08"] = chance.choice([None, 1, 2])
    if not goes_on and chance.random() < 0.5:
        paper["G14"] = chance.choice(LOST)
    return paper
