"""What is done when a municipality takes the platform into use, as its strategist would do it."""

from __future__ import annotations

import datetime as dt

from demo.clock import at
from mrplattform.core.dates import today
from mrplattform.organisations.models import Function, Holding, Organisation, Person, Role, Term
from mrplattform.organisations.services import functions, holdings, imports, people, tree

LONG_AGO = dt.date(2020, 1, 1)
PLAIN = str.maketrans("åäöéü", "aaoeu")
Post = tuple[str, str]  # the title of a function and who holds it


def open_municipality(name: str, day: dt.date, *, size: int) -> Organisation:
    with at(day):
        authority = tree.open_authority(
            name=name,
            sector=Organisation.Sector.MUNICIPALITY,
            starts=LONG_AGO,
            by=None,
            invented=True,
        )
    authority.size = size
    authority.save(update_fields=["size"])
    return authority


def take_into_use(world, authority: Organisation, first: str, day: dt.date) -> Function:
    strategist = tree.take_into_use(authority, starts=day, by=None)
    holdings.begin_holding(strategist, person(world, first, authority), starts=day, by=None)
    return strategist


def read_in(authority: Organisation, committees, administrations: dict, by) -> dict:
    """The tree from a file, as a municipality would do it; the units by name."""
    lines = [("id", "namn", "kortnamn", "slag", "överordnad")]
    lines += [(short, name, short, "nämnd", "") for name, short in committees]
    for name, (short, below) in administrations.items():
        kind = "bolag" if name.endswith(" AB") else "förvaltning"
        lines.append((short, name, short, kind, ""))
        lines += [
            (f"{short}-{number}", child, "", "enhet", short)
            for number, child in enumerate(below, start=1)
        ]
    text = "\n".join(";".join(line) for line in lines)
    imports.import_tree(authority, imports.read_tree(text.encode(), "csv"), LONG_AGO, by=by)
    return {unit.name: unit for unit in authority.members.exclude(pk=authority.pk)}


def staff(world, units: dict, posts: dict[str, tuple[Post, Post]], day: dt.date) -> None:
    """Who answers for each unit, and who approves."""
    for name, (reporter, manager) in posts.items():
        held(world, units[name], reporter[0], Role.REPORTER, reporter[1], starts=day)
        held(world, units[name], manager[0], Role.MANAGER, manager[1], starts=day)


def held(world, unit, title: str, role: str, *names: str, starts: dt.date) -> Function:
    function = functions.create_function(unit, title=title, role=role, starts=starts, by=None)
    for name in names:
        holdings.begin_holding(function, person(world, name, unit), starts=starts, by=None)
    return function


def person(world, name: str, unit: Organisation | None = None) -> Person:
    if name not in world.people:
        town = (unit.authority.name if unit else "Ekvik").split()[0].lower().translate(PLAIN)
        address = name.lower().replace(" ", ".").translate(PLAIN)
        world.people[name] = people.enter_person(
            name=name, email=f"{address}@{town}.example", by=None, invented=True
        )
    return world.people[name]


def elect_again() -> None:
    """So that a world built in a later term of office has its elected ones too."""
    terms = Term.objects.filter(starts__lte=today()).order_by("starts")
    for term in terms:
        ended = Holding.objects.filter(
            function__authority=term.authority,
            function__role=Role.ELECTED,
            ends=term.starts - dt.timedelta(days=1),
        )
        for holding in ended.select_related("function", "person"):
            holdings.begin_holding(holding.function, holding.person, starts=term.starts, by=None)
