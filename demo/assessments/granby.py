"""Granby's three autumns with the platform's criteria, and what they mean."""

from __future__ import annotations

from demo.assessments import findings, granby_rounds, granby_words
from demo.assessments.granby_findings import GRANBY_FINDINGS
from demo.assessments.granby_levels import GRANBY_LEVELS
from demo.assessments.granby_units import GRANBY
from demo.assessments.telling import Telling
from demo.assessments.voice import Voice
from demo.organisations.granby import RESCUE, TREE

NOT_RELEVANT = {RESCUE: "Vi rycker ut. Sådana beslut fattar vi inte."}
BELOW = [unit for _short, units in TREE.values() for unit in units]
# A level that somebody wrote about with more care than the others.
IN_PERSON = {
    ("Biblioteket", "S6"): (
        3,
        3,
        "Hembygdsföreningen och Röda Korset har nycklar sedan i mars 2025 och håller öppet på "
        "lördagar. 1 140 besök har skett när vi inte var här. De bestämmer själva om programmet.",
    ),
    ("Individ- och familjeomsorgen", "V8"): (
        3,
        3,
        "Vi frågar alla. Tre familjer har fått skydd samma dag. Det svåra är de nio milen dit: två "
        "barn missade skolan i fem veckor, och det har vi inte löst.",
    ),
    ("Omsorgsförvaltningen", "D7"): (
        2,
        1,
        "Sedan i våras skriver alla upp synpunkter i samma lista. 61 har kommit in. Nästan hälften "
        "handlar om tider i hemtjänsten i norr.",
    ),
}
VOICE = Voice(
    GRANBY,
    GRANBY_LEVELS,
    granby_words,
    NOT_RELEVANT,
    in_person=IN_PERSON,
    asked_too_much=dict.fromkeys(BELOW, granby_rounds.NOT_FOR_UNITS),
)


def first_autumn(world) -> None:
    world.granby_2024 = _telling(world).tell(granby_rounds.AUTUMN_2024)


def later_autumns(world) -> None:
    telling = _telling(world)
    world.granby_2025 = telling.tell(granby_rounds.AUTUMN_2025)
    world.granby_2026 = telling.tell(granby_rounds.AUTUMN_2026)
    findings.write(world.granby_2026, GRANBY_FINDINGS)


def _telling(world) -> Telling:
    return Telling(world.granby, world.frameworks["platform-criteria"], VOICE)
