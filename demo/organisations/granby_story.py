"""What happened in Granby: a start in spring 2024 with a strategist one day a week, a principal on
leave, a planner nobody has replaced."""

from __future__ import annotations

import datetime as dt

from demo.clock import at
from demo.organisations import deeds
from demo.organisations.granby import (
    BOARD,
    COMMITTEES,
    ELECTED,
    OFFICE,
    POSTS,
    TREE,
    VILLAGES,
)
from mrplattform.organisations.models import Function, Role
from mrplattform.organisations.services import functions, groups, holdings, people

BEGINNING = dt.date(2024, 4, 15)


def begin(world) -> None:
    granby = world.granby = deeds.open_municipality("Granby", BEGINNING, size=9_120)
    with at(BEGINNING):
        strategist = deeds.take_into_use(world, granby, "Nils Ek", BEGINNING)
        units = world.granby_units = deeds.read_in(
            granby, COMMITTEES, TREE, world.people["Nils Ek"]
        )
        deeds.staff(world, units, POSTS, BEGINNING)
        functions.move_function(
            strategist, to=units[OFFICE], day=BEGINNING, by=None, why="Kommunchefens beslut 2024/41"
        )
        for committee, posts in ELECTED.items():
            for title, name in posts:
                deeds.held(world, units[committee], title, Role.ELECTED, name, starts=BEGINNING)
        for unit, title, role, name in (
            (granby, "Förtroendevald revisor", Role.AUDITOR, "Göran Bergkvist"),
            (units[BOARD], "Nämndsekreterare", Role.READER, "Moa Ljungdahl"),
        ):
            deeds.held(world, unit, title, role, name, starts=BEGINNING)


def go_on(world) -> None:
    _group(world)
    _stand_in(world)
    _leave_a_vacancy(world)


def _group(world) -> None:
    """Three who meet over coffee, and two of whom read what people wrote."""
    day, by = dt.date(2025, 2, 10), world.people["Nils Ek"]
    with at(day):
        group = groups.create_group(
            world.granby,
            name="Rättighetsgruppen",
            mandate="Läsa svaren tillsammans och föreslå högst tre saker om året.",
            starts=day,
            by=by,
        )
        for unit in (OFFICE, "Bildningsförvaltningen", "Omsorgsförvaltningen"):
            seat = world.granby_units[unit].functions.get(role=Role.REPORTER)
            groups.add_seat(group, world.granby_units[unit], function=seat, starts=day, by=by)


def _stand_in(world) -> None:
    """The principal in the villages is on leave; the one in Granskolan signs for her."""
    rector = Function.objects.get(organisation=world.granby_units[VILLAGES], role=Role.MANAGER)
    starts, ends = dt.date(2026, 8, 17), dt.date(2027, 6, 18)
    with at(starts - dt.timedelta(days=12)):
        holdings.begin_holding(
            rector,
            world.people["Jon Sved"],
            starts=starts,
            ends=ends,
            stand_in=True,
            by=world.people["Nils Ek"],
        )


def _leave_a_vacancy(world) -> None:
    with at(dt.date(2026, 8, 31)):
        people.leave(
            world.people["Siv Åkervall"],
            last_day=dt.date(2026, 9, 30),
            by=world.people["Nils Ek"],
        )
