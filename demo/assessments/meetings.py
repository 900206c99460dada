"""Ekvik's child-rights group answers the implementation keys together, from the phones in the
room: twice, and once more when somebody starts the meeting that is prepared."""

from __future__ import annotations

import datetime as dt

from demo.assessments import ballots
from demo.chance import chance as fall
from demo.clock import at, workday
from mrplattform.assessments.models import Round
from mrplattform.assessments.services import rounds
from mrplattform.core.dates import today
from mrplattform.organisations.models import Role

PURPOSE = "Barnrättsgruppen tar ställning till nycklarna på sitt möte. Samtalet är det viktiga."
# The middle of the room for each key, in spring and in autumn.
SPRING = "43312122313211"
AUTUMN = "43312223323211"
NEXT = [
    "Utbildning för de nya i nämnden. Miriam tar det med kansliet.",
    "Barns åsikter före översiktsplanen.",
    "Budgeten. Vi bjuder in ekonomichefen till februari.",
    "Att stödet för samtal blir av, en halvtimme varje månad.",
]


def build(world) -> None:
    world.meetings = [
        _keep(world, "Barnrättsgruppen i våras: nycklarna", dt.date(2026, 4, 22), SPRING, 8),
        _keep(world, "Barnrättsgruppen i november: nycklarna", dt.date(2026, 11, 4), AUTUMN, 9),
    ]
    day = workday(today() + dt.timedelta(days=9))
    world.next_meeting = _prepare(world, "Barnrättsgruppens nästa möte: nycklarna", day)


def _prepare(world, title: str, day: dt.date) -> Round:
    owner = world.ekvik.all_functions.get(role=Role.STRATEGIST)
    return rounds.create_round(
        world.ekvik,
        by=owner.holder(),
        owner=owner,
        version=world.frameworks["implementation-keys"],
        title=title,
        purpose=PURPOSE,
        kind=Round.Kind.LIVE,
        opens=day,
        closes=day,
        needs_approval=False,
    )


def _keep(world, title: str, day: dt.date, middle: str, phones: int) -> Round:
    with at(day - dt.timedelta(days=6)):
        round = _prepare(world, title, day)
    with at(day, 13):
        round = rounds.open_round(round, by=world.strategist, on=day)
        papers = [_paper(title, phone, middle) for phone in range(phones)]
        ballots.lay_in(round, world.ekvik, papers)
        session = round.live
        session.shown = list(papers[0])
        session.question_key = session.shown[-1]
        session.save(update_fields=["shown", "question_key"])
    with at(day, 14):
        return rounds.close(round, by=world.strategist)


def _paper(title: str, phone: int, middle: str) -> dict[str, object]:
    """Near the middle of the room, as people in one group are."""
    chance = fall(f"{title} {phone}")
    paper: dict[str, object] = {}
    for number, level in enumerate(middle, start=1):
        near = int(level) + chance.choice([-1, 0, 0, 0, 1])
        paper[f"K{number:02d}"] = min(4, max(0, near))
    paper["K15"] = NEXT[phone] if phone < len(NEXT) else None
    return paper
