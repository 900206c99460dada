"""Test data by plain functions without surprises. Each app's section makes what that app holds."""

from __future__ import annotations

import datetime as dt
import itertools

from mrplattform.organisations.models import (
    Function,
    FunctionPeriod,
    Holding,
    Organisation,
    OrganisationPeriod,
    Person,
    Role,
)

LONG_AGO = dt.date(2020, 1, 1)
_number = itertools.count(1)


# --- organisations ---------------------------------------------------------------------------


def make_organisation(
    *, parent=None, kind=Organisation.Kind.UNIT, name=None, starts=LONG_AGO, **fields
) -> Organisation:
    name = name or f"Enhet {next(_number)}"
    organisation = Organisation.objects.create(
        kind=kind,
        name=name,
        parent=parent,
        authority=parent.authority if parent else None,
        starts=starts,
        **fields,
    )
    if not parent:
        organisation.authority = organisation
        organisation.save()
    OrganisationPeriod.objects.create(
        organisation=organisation,
        name=name,
        short_name=organisation.short_name,
        parent=parent,
        starts=starts,
        ends=organisation.ends,
    )
    return organisation


def make_municipality(name=None, **fields) -> Organisation:
    return make_organisation(
        kind=Organisation.Kind.AUTHORITY,
        sector=Organisation.Sector.MUNICIPALITY,
        name=name or f"Kommun {next(_number)}",
        invented=True,
        **fields,
    )


def make_administration(parent=None, name=None, **fields) -> Organisation:
    return make_organisation(
        kind=Organisation.Kind.ADMINISTRATION,
        parent=parent or make_municipality(),
        name=name or f"Förvaltning {next(_number)}",
        **fields,
    )


def make_person(name=None, **fields) -> Person:
    number = next(_number)
    fields.setdefault("email", f"person{number}@example.se")
    return Person.objects.create_user(name=name or f"Person {number}", **fields)


def make_function(
    organisation=None, *, role=Role.REPORTER, title=None, holder=None, starts=LONG_AGO, **fields
) -> Function:
    organisation = organisation or make_administration()
    function = Function.objects.create(
        organisation=organisation,
        authority=organisation.authority,
        role=role,
        title=title or str(Role(role).label),
        starts=starts,
        **fields,
    )
    FunctionPeriod.objects.create(
        function=function, organisation=organisation, title=function.title, starts=starts
    )
    if holder:
        make_holding(function, holder, starts=starts)
    return function


def make_holding(function, person, *, starts=LONG_AGO, **fields) -> Holding:
    holding = Holding.objects.create(function=function, person=person, starts=starts, **fields)
    person.__dict__.pop("standing", None)  # read anew, as the next request would
    return holding


def make_member(organisation=None, role=Role.REPORTER, **fields) -> Person:
    """A person who holds a function with that role in that organisation."""
    person = make_person(**fields)
    make_function(organisation, role=role, holder=person)
    return person
