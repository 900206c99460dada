"""Authorities with their units, functions and the people who hold them; and who asks the country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.build.rows import STARTS, insert
from mrplattform.organisations.models import (
    Function,
    FunctionPeriod,
    Holding,
    Organisation,
    OrganisationPeriod,
    Person,
    Role,
)

# {number of an organisation: {role: function}}
Functions = dict[int, dict[str, Function]]


def make_authorities(count: int) -> list[Organisation]:
    return _roots(
        Organisation(
            kind=Organisation.Kind.AUTHORITY,
            sector=Organisation.Sector.REGION if n % 15 == 14 else Organisation.Sector.MUNICIPALITY,
            name=f"Provkommun {n:03}",
            starts=STARTS,
            invented=True,
        )
        for n in range(count)
    )


def make_national() -> Function:
    """The national coordinator, in an organisation of its own."""
    [root] = _roots(
        [
            Organisation(
                kind=Organisation.Kind.CIVIL_SOCIETY,
                name="Provförbundet",
                starts=STARTS,
                invented=True,
            )
        ]
    )
    return _held([(root, Role.NATIONAL_COORDINATOR)], "nationell")[0]


def _roots(rows: Iterable[Organisation]) -> list[Organisation]:
    made = insert(Organisation, rows)
    for row in made:
        row.authority_id = row.pk
    Organisation.objects.bulk_update(made, ["authority"])
    _give_periods(made)
    return made


def make_units(authorities: list[Organisation], count: int) -> list[Organisation]:
    made = insert(Organisation, _units(authorities, count))
    _give_periods(made)
    return made


def _units(authorities: list[Organisation], count: int) -> Iterator[Organisation]:
    kinds = Organisation.Kind
    for n in range(count):
        number, place = divmod(n, len(authorities))
        yield Organisation(
            kind=kinds.COMPANY if number % 4 == 3 else kinds.ADMINISTRATION,
            name=f"Förvaltning {number + 1}",
            short_name=f"F{number + 1}",
            parent=authorities[place],
            authority=authorities[place],
            starts=STARTS,
        )


def _give_periods(organisations: list[Organisation]) -> None:
    insert(
        OrganisationPeriod,
        (
            OrganisationPeriod(
                organisation=one,
                name=one.name,
                short_name=one.short_name,
                parent_id=one.parent_id,
                starts=STARTS,
            )
            for one in organisations
        ),
    )


def make_functions(authorities: list[Organisation], units: list[Organisation]) -> Functions:
    """One strategist per authority, one reporter and one manager per unit, each with a holder."""
    posts = [(one, Role.STRATEGIST) for one in authorities]
    posts += [(one, role) for one in units for role in (Role.REPORTER, Role.MANAGER)]
    found: Functions = {}
    for function in _held(posts, "prov"):
        found.setdefault(function.organisation_id, {})[function.role] = function
    return found


def _held(posts: list[tuple[Organisation, str]], who: str) -> list[Function]:
    functions = insert(
        Function,
        (
            Function(
                organisation=one,
                authority_id=one.authority_id,
                title=str(role.label),
                role=role,
                starts=STARTS,
            )
            for one, role in posts
        ),
    )
    insert(
        FunctionPeriod,
        (
            FunctionPeriod(
                function=one, organisation_id=one.organisation_id, title=one.title, starts=STARTS
            )
            for one in functions
        ),
    )
    people = insert(
        Person,
        (
            Person(email=f"{who}{n}@prov.example", name=f"Person {n}", password="!", invented=True)
            for n in range(len(functions))
        ),
    )
    pairs = zip(functions, people, strict=True)
    insert(Holding, (Holding(function=f, person=p, starts=STARTS) for f, p in pairs))
    return functions
