"""What happened in Ekvik: the start in 2024, a merger, a new strategist, a child-rights group with
an empty seat."""

from __future__ import annotations

import datetime as dt

from demo.clock import at
from demo.organisations import deeds
from demo.organisations.ekvik import (
    CARE,
    COMMITTEES,
    COUNCIL,
    CULTURE,
    ELECTED,
    HOUSING,
    MERGED,
    MERGED_POSTS,
    OFFICE,
    POSTS,
    SCHOOL,
    SOCIAL,
    TREE,
    WORK,
)
from mrplattform.organisations.models import Function, Organisation, Role
from mrplattform.organisations.services import (
    decisions,
    functions,
    groups,
    holdings,
    people,
    periods,
    reorganise,
)

BEGINNING = dt.date(2024, 1, 1)
MERGER = dt.date(2025, 1, 1)
HANDOVER = dt.date(2025, 1, 13)


def begin(world) -> None:
    ekvik = world.ekvik = deeds.open_municipality("Ekvik", BEGINNING, size=48_300)
    with at(BEGINNING):
        strategist = deeds.take_into_use(world, ekvik, "Vera Lindell", BEGINNING)
        world.units = deeds.read_in(ekvik, COMMITTEES, TREE | MERGED, world.people["Vera Lindell"])
        deeds.staff(world, world.units, POSTS | MERGED_POSTS, BEGINNING)
        functions.move_function(
            strategist, to=world.units[OFFICE], day=BEGINNING, by=None, why="KS § 8"
        )
        _others(world, ekvik)
    _decide(world, ekvik)


def go_on(world) -> None:
    _merge(world)
    strategist = Function.objects.get(authority=world.ekvik, role=Role.STRATEGIST)
    _hand_over(world, strategist)
    _group(world, world.ekvik)
    _leave_a_vacancy(world)


def _others(world, ekvik) -> None:
    """Elected ones, auditors, readers and a coordinator for children's rights."""
    for committee, posts in ELECTED.items():
        for title, names in posts:
            deeds.held(world, world.units[committee], title, Role.ELECTED, *names, starts=BEGINNING)
    for unit, title, role, name in (
        (ekvik, "Förtroendevald revisor", Role.AUDITOR, "Rut Dahl"),
        (world.units[OFFICE], "Nämndsekreterare", Role.READER, "Filip Asp"),
        (world.units[SOCIAL], "Barnrättssamordnare", Role.READER, "Tilde Öberg"),
    ):
        deeds.held(world, unit, title, role, name, starts=BEGINNING)


def _merge(world) -> None:
    """Decided in November, in force from the new year; planned changes show what they will do."""
    vera = world.people["Vera Lindell"]
    with at(dt.date(2024, 11, 20)):
        merger = reorganise.merge(
            [world.units.pop(name) for name in MERGED],
            into=reorganise.NewUnit(WORK, Organisation.Kind.ADMINISTRATION, world.ekvik, "AVF"),
            day=MERGER,
            by=vera,
            why="Kommunfullmäktige § 164, KS 2024/0277",
        )
    world.units[WORK] = Organisation.objects.get(authority=world.ekvik, name=WORK)
    with at(MERGER):
        periods.catch_up()
        # Two reporters and two managers became one of each.
        for title, last in (
            ("Kvalitetsledare", "Oskar Wiberg"),
            ("Förvaltningschef", "Monica Björk"),
        ):
            function = Function.objects.get(organisation=world.units[WORK], title=title)
            holding = function.holdings.get(person__name=last)
            holdings.end_holding(holding, ends=dt.date(2025, 1, 31), by=vera, why=str(merger))
            functions.close_function(function, ends=dt.date(2025, 1, 31), by=vera)


def _hand_over(world, strategist: Function) -> None:
    vera = world.people["Vera Lindell"]
    astrid = world.strategist = deeds.person(world, "Astrid Sandell")
    with at(HANDOVER - dt.timedelta(days=10)):
        holdings.hand_over(strategist, astrid, starts=HANDOVER, by=vera)
    with at(HANDOVER):
        people.leave(vera, last_day=HANDOVER, by=astrid)


def _group(world, ekvik) -> None:
    """Six seats: one was never filled, one belongs to a function that stands vacant."""
    day = dt.date(2025, 3, 3)
    with at(day):
        group = groups.create_group(
            ekvik,
            name="Barnrättsgruppen",
            mandate="Följa hur barnkonventionen tillämpas, ge stöd i prövningar av barnets bästa "
            "och föra barns synpunkter vidare. Fyra möten om året, på kommundirektörens uppdrag.",
            starts=day,
            by=world.strategist,
        )
        for unit, title in (
            (OFFICE, "Utredare"),
            (SCHOOL, "Kvalitetsutvecklare"),
            (SOCIAL, "Barnrättssamordnare"),
            (CULTURE, "Utvecklingsledare"),
            (HOUSING, "Hållbarhetsansvarig"),
            (CARE, None),
        ):
            there = world.units[unit].functions
            groups.add_seat(
                group,
                world.units[unit],
                function=there.get(title=title) if title else None,
                starts=day,
                by=world.strategist,
            )
    world.group = group


def _leave_a_vacancy(world) -> None:
    with at(dt.date(2026, 10, 12)):
        people.leave(
            world.people["Tilde Öberg"], last_day=dt.date(2026, 10, 31), by=world.strategist
        )


def _decide(world, ekvik) -> None:
    """A decision about nothing that lies in the platform."""
    day = dt.date(2024, 5, 27)
    with at(day + dt.timedelta(days=9)):
        decisions.decide(
            body=world.units[COUNCIL],
            day=day,
            paragraph="71",
            registry_number="KS 2024/0102",
            title="Ekvik ska vara en kommun för mänskliga rättigheter",
            wording="Kommunfullmäktige beslutar att mänskliga rättigheter ska vara utgångspunkt "
            "för all verksamhet i kommunen och dess bolag, och att läget ska redovisas varje år.",
            retention=ekvik.retention_rules.filter(years=None).first(),
            by=world.people["Vera Lindell"],
        )
