"""Ekvik's year: the usual steering year, made its own, with what belongs to human rights in each."""

from __future__ import annotations

import datetime as dt

from demo.clock import at
from mrplattform.organisations.models import Function, Role
from mrplattform.project import year_steps
from mrplattform.project.models import YearStep

BEGUN, RENEWED = dt.date(2025, 2, 3), dt.date(2026, 1, 12)
# What goes in at each of the usual steps.
WHAT = {
    "Text till årsredovisningen": "En halv sida per nämnd: vad blev annorlunda, för vem?",
    "Nämndernas årsrapporter": "Planens insatser under varje nämnd, med bedömning i ord.",
    "Uppföljning av insatser, vår": "Alla ansvariga skriver en ny bedömning.",
    "Årsredovisningen i fullmäktige": "Uppföljningen och sidan till de förtroendevalda.",
    "Underlag till mål och budget": "Tre slutsatser från kartläggningen, med vad de kostar.",
    "Delårsrapport": "Det som är sent, och varför.",
    "Internkontrollplaner för nästa år": "Klagomål på gruppnivå som kontrollpunkt.",
    "Mål och budget i fullmäktige": "Planens budgetrader.",
}
OWN = [
    ("Samråd med sverigefinnar, vår", (3, 9), (3, 27), "Svar skrivs inom en månad."),
    ("Samråd med sverigefinnar, höst", (10, 5), (10, 23), "Svar skrivs inom en månad."),
    ("Ungas förslag i fullmäktige", (11, 9), (11, 20), "Nämndordförande svarar på plats."),
    ("Barnkonventionens dag", (11, 20), (11, 20), "Barnrättsgruppen berättar vad barn har ändrat."),
]


def build(world) -> None:
    ekvik, by = world.ekvik, world.strategist
    with at(BEGUN):
        year_steps.begin(ekvik, by=by)
    owner = Function.objects.get(authority=ekvik, role=Role.STRATEGIST)
    with at(RENEWED):
        for step in YearStep.objects.filter(authority=ekvik, title__in=WHAT):
            year_steps.change(step, by=by, edition=step.edition, what=WHAT[step.title], owner=owner)
        for title, first, last, what in OWN:
            year_steps.add(
                ekvik,
                by=by,
                title=title,
                track=YearStep.Track.TOGETHER,
                from_month=first[0],
                from_day=first[1],
                to_month=last[0],
                to_day=last[1],
                what=what,
                owner=owner,
            )
